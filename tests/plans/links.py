"""The seven examples of the catalogue as a firm would answer them."""

from urllib.parse import parse_qs

LINKS = {
    "EX1": "w=f&k=s&b=b&e=g&g=r&a=6&l=r&ea=600&m=g&u=p&h=o&wa=p&pw=l&ln=t.s",
    "EX2": "w=f&k=n&b=b&c=n&e=f&q=y&g=s&nt=1600&nk=620&a=90&l=n&ea=42000&m=g&fa=90&r=y&u=0&h=o&j=y&f=e&wa=p&pw=h"
    "&ln=t.s",
    "EX3": "w=f&k=n&b=b&c=n&e=f&q=y&g=s&nt=700&nk=390&a=48&l=p&ea=9000&h=o&j=y&wa=p&pw=h&ln=t.s",
    "EX4": "w=g&k=b&b=b&i=y&t=y&e=g&g=r&nt=420&nk=210&a=72&l=n&ea=60000&m=a&r=n&u=c&h=s&f=e&wa=p&pw=h&ln=h.t.s",
    "EX5": "w=g&k=m&t=y&e=f&a=136.5&l=n&ea=120000&m=a&fa=127.5&fo=9&r=y&p=r&f=p",
    "EX6": "w=f&k=n&b=b&c=n&e=r&q=y&g=k&nt=260000&nk=31000&z=c.l.e&a=570&l=n&ea=900000&m=g&fa=0&h=s&j=y&f=e&wa=s&pw=h"
    "&ln=t",
    "EX7": "w=f&k=t&b=e&e=f&q=y&g=s&nt=1200&nk=540",
}


def query(link: str) -> dict[str, list[str]]:
    """A link as a request has it."""
    return parse_qs(link, keep_blank_values=True)
