"""What a link to a plan opens, for whoever has it: the county, its day, the questions, the answers, and the plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from luodi.kernel.calendar import Calendar
from luodi.kernel.graph import Line
from luodi.kernel.problems import Problem, problem
from luodi.slices.matters.reads import catalogue_of_version, county_changes, version_row
from luodi.slices.matters.rules.catalogue import Catalogue
from luodi.slices.matters.rules.changes import Change
from luodi.slices.matters.rules.packaged import Said, in_english, named, shipped
from luodi.slices.plans.rules.address import LONGEST, VERSION, read, write
from luodi.slices.plans.rules.least import Least, least
from luodi.slices.plans.rules.outlook import Outlook, Source
from luodi.slices.plans.rules.questions import Given, Questionnaire, questionnaire_of
from luodi.spine.people.reads import PartyRow, calendar_of, held_by, parties, place, places
from luodi.spine.people.seats import NotYours, Place
from luodi.web.answers import reason_words
from luodi.web.clock import today

REGION, START_DAY, STEP = "region", "d", "s"
YEARS = 3  # a plan may begin so far from today


@cache
def questionnaire() -> Questionnaire:
    """The shipped questions."""
    return questionnaire_of(shipped("questions"))


@lru_cache(maxsize=4)
def _source(where: Place, version: int, calendar: Calendar, on: date) -> Source:
    """The questions on a version, whose rows never change, from a day on."""
    return Source(questionnaire(), in_english(catalogue_of_version(where, version)), Line(calendar, on))


@dataclass(frozen=True)
class Link:
    """A link that was opened. `wrong`: by the key of the address, what cannot be right in it, and as `typed`."""

    place: Place
    today: date
    on: date
    dated: bool
    source: Source
    given: dict[str, Given]
    wrong: dict[str, Problem]
    typed: dict[str, str]
    outlook: Outlook
    bodies: dict[str, PartyRow]
    alone: bool
    county: Sequence[Change]

    @property
    def least(self) -> Least:
        """What the law asks at least for these answers, and what the county adds."""
        return least(self.outlook.plan, self.catalogue, self.outlook.heard.answers, self.county)

    @property
    def catalogue(self) -> Catalogue:
        return self.source.catalogue

    @property
    def line(self) -> Line:
        return Line(calendar_of(self.place), self.on)

    def day(self, position: int) -> date:
        """The day of a position of the plan."""
        return self.line.date(position)

    def provisional(self, on: date) -> bool:
        """Whether a notice of holidays may still move a day."""
        return calendar_of(self.place).provisional(on)

    def named(self, code: str) -> str:
        """A matter's name."""
        entry = self.catalogue.matters[code]
        return said(Said(entry.name, entry.name_en or entry.name))

    def paper(self, code: str) -> str:
        """A paper's name."""
        paper = self.catalogue.materials[code]
        return said(Said(paper.name, paper.name_en or paper.name))

    def party(self, key: str) -> str:
        """A body's name by its key."""
        body = self.bodies.get(key)
        return said(Said(body.name, body.name_en or body.name)) if body else key

    @property
    def region(self) -> str:
        """The county's name."""
        return said(Said(self.place.name, self.place.name_en or self.place.name))

    @property
    def kind(self) -> str:
        """The kind of project it comes to."""
        return said(named("types", self.outlook.plan.type))

    def query(self, *, dated: bool = True) -> str:
        """The address of this plan in its one form; `dated`: from this day on, whenever it is opened."""
        asked = self.outlook.heard.asked
        pairs = write(self.source.questionnaire, [(each.field, each.given) for each in asked])
        if dated:
            pairs.append((START_DAY, self.on.isoformat()))
        return urlencode(self._region() + pairs)

    def kept(self, shown: set[str]) -> list[tuple[str, str]]:
        """What a form that shows some fields carries of the others, whether they are asked now or not."""
        questions = self.source.questionnaire
        others = [(field, self.given.get(field.key)) for field in questions.fields() if field.key not in shown]
        return self._region() + write(questions, others) + ([(START_DAY, self.on.isoformat())] if self.dated else [])

    def _region(self) -> list[tuple[str, str]]:
        return [] if self.alone else [(REGION, self.place.code)]


def said(text: Said) -> str:
    """Words of a file of ours in the reader's language."""
    return text.en if (get_language() or "").startswith("en") else text.zh


def counties(request: HttpRequest) -> list[Place]:
    """The county a request is about, or all there are to choose from. Raises NotYours for one that is none."""
    code = request.GET.get(REGION, "")
    if code:
        if not code.isalnum():
            raise NotYours(code)
        return [place(code)]
    if request.user.is_authenticated:
        return [held_by(request.user.person_id).place]
    return places()


def opened(request: HttpRequest, where: Place) -> Link:
    """What a request's address comes to in a county. Raises NotYours where it runs no catalogue."""
    version = version_row(where)
    if version is None:
        raise NotYours(where.code)
    on, far = _start(request, today(where))
    source = _source(where, version.pk, calendar_of(where), on)
    given, wrong = _answers(request, source.questionnaire)
    outlook = source.outlook(given)
    misfits = dict.fromkeys(
        outlook.heard.misfits, problem("This does not go with the answers before it; choose again.")
    )
    return Link(
        place=where,
        today=today(where),
        on=on,
        dated=START_DAY in request.GET and not far,
        source=source,
        given=given,
        wrong=far | wrong | misfits,
        typed={key: request.GET.get(key, "") for key in wrong},
        outlook=outlook,
        bodies=parties(where),
        alone=len(places()) == 1,
        county=county_changes(where, version.pk),
    )


def faults(link: Link) -> list[tuple[str, str]]:
    """What is wrong with an address: each with the key of its field, and in words that name the question."""
    labels = {field.key: field.text for field in link.source.questionnaire.fields()}
    return [
        (key, (_("%(question)s: ") % {"question": said(labels[key])} if key in labels else "") + reason_words(each))
        for key, each in link.wrong.items()
    ]


def _answers(request: HttpRequest, asked: Questionnaire) -> tuple[dict[str, Given], dict[str, Problem]]:
    if len(request.META.get("QUERY_STRING", "")) > LONGEST:
        return {}, {VERSION: problem("This link is longer than one of ours can be; answer anew.")}
    return read(asked, {key: [str(value) for value in values] for key, values in request.GET.lists()})


def _start(request: HttpRequest, on: date) -> tuple[date, dict[str, Problem]]:
    text = request.GET.get(START_DAY, "")
    try:
        day = date.fromisoformat(text) if text else on
    except ValueError:
        day = None
    if day is None or abs(day.year - on.year) > YEARS:
        return on, {START_DAY: problem("The day of the link is no day near today; it is reckoned from today.")}
    return day, {}
