"""The text of a fact whose hash is its leaf: canonical JSON written by hand, for every write makes it, and `verify` for
every fact there is."""

from json.encoder import encode_basestring as quoted


def entry_text(
    region: int,
    kind: str,
    case: int | None,
    subject: str,
    post: int | None,
    person: int | None,
    party: int | None,
    happened_at: str,
    recorded_at: str,
    payload: str,
    rows: str,
) -> str:
    """`canonical` of these eleven by name, in the order of their names; instants are ISO in UTC."""
    return (
        f'{{"case":{_number(case)},"happened_at":{quoted(happened_at)},"kind":{quoted(kind)},"party":{_number(party)},'
        f'"payload":{quoted(payload)},"person":{_number(person)},"post":{_number(post)},'
        f'"recorded_at":{quoted(recorded_at)},"region":{region},"rows":{quoted(rows)},"subject":{quoted(subject)}}}'
    )


def _number(value: int | None) -> str:
    return "null" if value is None else str(value)
