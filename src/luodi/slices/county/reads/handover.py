"""A post that changed hands, as its page shows it: the tenure bar, who waits for a word, what was said."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import ngettext
from markupsafe import Markup

from luodi.slices.county.reads import handover_words as words
from luodi.slices.county.reads import tenure_bar
from luodi.spine.commitments.handover import may_name, outranks
from luodi.spine.commitments.inherited import Handover, Inherited, handover, handovers
from luodi.spine.people import tenures
from luodi.spine.people.reads import PartyRow, parties_by_pk
from luodi.web.days import day, full_day
from luodi.web.doors import Sitting
from luodi.web.promises import page_of
from luodi.web.standing import standing

TAKE_OVER = ("department", "town", "park", "upper")


@dataclass(frozen=True, slots=True)
class Line:
    """One promise that crossed the day of the change."""

    key: int
    title: str
    about: str
    href: str
    light: str
    words: str
    due_on: date | None
    bar: Markup
    said: str
    tone: str
    reason: str
    waits: bool
    decide: bool


@dataclass(frozen=True, slots=True)
class PostPage:
    """A post with what its holder found."""

    key: int
    post: str
    party: str
    holder: str
    headline: Markup
    handed: bool
    head: Markup | str
    foot: Markup | str
    lines: tuple[Line, ...]
    figures: tuple[tuple[str, int, str], ...]
    mine: bool
    answer_by: date | None
    takers: tuple[tuple[int, str], ...]

    @property
    def waiting(self) -> list[Line]:
        """What nobody has spoken for."""
        return [line for line in self.lines if line.waits]

    @property
    def disputed(self) -> list[Line]:
        """What this seat may decide on."""
        return [line for line in self.lines if line.decide]


@dataclass(frozen=True, slots=True)
class Change:
    """A post that changed hands, in the list of all."""

    key: int
    post: str
    party: str
    holder: str
    since: date
    found: int
    waiting: int
    disputed: int
    escalated: int

    @property
    def href(self) -> str:
        """The page of the post."""
        return reverse("handover", args=[self.key])


@dataclass(frozen=True, slots=True)
class Changes:
    """Every post that changed hands, and the posts whose next holder this seat may name."""

    headline: Markup
    rows: tuple[Change, ...]
    posts: tuple[tuple[str, tuple[tuple[int, str], ...]], ...]


@dataclass(frozen=True, slots=True)
class Note:
    """What a first page says of handovers: a sentence and where it leads; nothing to say is no note."""

    words: str
    href: str
    urgent: bool


class _Names:
    """Names of parties and posts in the reader's language."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting, self.parties = sitting, parties_by_pk(sitting.place)

    def party(self, pk: int) -> str:
        row: PartyRow = self.parties[pk]
        return self.sitting.said(row.name, row.name_en)

    def post(self, post: tenures.PostRow) -> str:
        return self.sitting.said(post.title, post.title_en)


def post_page(sitting: Sitting, post: int) -> PostPage:
    """The page of a post. Raises NotYours for whoever may not see it."""
    found, names = handover(sitting.seat, post, sitting.on), _Names(sitting)
    whole = _stretch(found, sitting.on)
    ordered = sorted(found.promises, key=lambda one: (one.answer != "", one.answer != "disputed"))
    waiting = found.waiting
    by = max((one.answer_by(sitting.calendar, sitting.on) for one in waiting), default=None)
    was = found.before.name if found.before else ""
    return PostPage(
        key=post,
        post=names.post(found.post),
        party=names.party(found.post.party),
        holder=found.tenure.name,
        headline=words.headline(found, sitting, by),
        handed=found.before is not None,
        head=tenure_bar.head(whole, was, found.tenure.name) if found.promises else "",
        foot=tenure_bar.foot(whole) if found.promises else "",
        lines=tuple(_line(one, found, whole, sitting) for one in ordered),
        figures=words.figures(found),
        mine=found.before is not None and found.tenure.person == sitting.seat.person,
        answer_by=by,
        takers=tuple((pk, names.party(pk)) for pk, row in names.parties.items() if row.kind in TAKE_OVER),
    )


def changes(sitting: Sitting) -> Changes:
    """Posts that changed hands as far as the seat sees them, those nobody speaks for first."""
    names, every = _Names(sitting), tenures.posts(sitting.place)
    rows = [_change(one, names) for one in handovers(sitting.seat, sitting.on)]
    rows.sort(key=lambda row: (-row.escalated, -row.disputed, -row.waiting, row.since))
    heads, groups = tenures.heads(every.values()), dict[str, list[tuple[int, str]]]()
    for post in every.values():
        if may_name(sitting.seat, post, heads):
            groups.setdefault(names.party(post.party), []).append((post.pk, names.post(post)))
    return Changes(words.summary(rows), tuple(rows), tuple((party, tuple(posts)) for party, posts in groups.items()))


def note(sitting: Sitting) -> Note | None:
    """What the first page says: to a newcomer what waits for a word, to a leader what nobody spoke for."""
    seat, on = sitting.seat, sitting.on
    own = seat.post
    every = handovers(seat, on, post=None if seat.role == "leader" else own) if own else []
    if seat.role == "leader":
        gone, disputed = sum(len(one.escalated) for one in every), sum(len(one.disputed) for one in every)
        if gone + disputed:
            return Note(words.leaders(gone, disputed), reverse("handovers"), urgent=True)
    for one in every:
        if one.post.pk == own and (waiting := one.waiting):
            by = min(each.answer_by(sitting.calendar, on) for each in waiting)
            told = ngettext(
                "%(n)s promise of your predecessor waits for your word, by %(day)s.",
                "%(n)s promises of your predecessor wait for your word, by %(day)s.",
                len(waiting),
            ) % {"n": len(waiting), "day": day(by)}
            return Note(told, reverse("handover", args=[own]), urgent=by <= on)
    return None


def _stretch(found: Handover, on: date) -> tenure_bar.Stretch:
    days = [day for one in found.promises for day in (one.promise.made_on, one.promise.due_on) if day]
    return tenure_bar.stretch(days, found.tenure.from_on, on)


def _line(one: Inherited, found: Handover, whole: tenure_bar.Stretch, sitting: Sitting) -> Line:
    promise, on = one.promise, sitting.on
    stands = standing(sitting.calendar, promise, on)
    title = sitting.said(promise.title, promise.title_en)
    said, tone = words.said(one, sitting)
    bar = tenure_bar.line(
        whole,
        made_on=promise.made_on,
        until=promise.closed_on or max(on, promise.due_on or on),
        due_on=promise.due_on,
        light=stands.light,
        mine=one.answer in ("mine", "upheld"),
        label=f"{title}: {stands.words}, {said}",
    )
    waits = one.answer == "" and one.stands
    return Line(
        key=promise.pk,
        title=title,
        about=" · ".join(filter(None, (one.number, full_day(promise.made_on)))),
        href=page_of(promise.kind, one.number) if one.number else "",
        light=stands.light,
        words=stands.words,
        due_on=promise.due_on,
        bar=bar,
        said=said,
        tone=tone,
        reason=one.reason,
        waits=waits,
        decide=one.answer == "disputed" and one.stands and outranks(sitting.seat, found.post),
    )


def _change(one: Handover, names: _Names) -> Change:
    return Change(
        key=one.post.pk,
        post=names.post(one.post),
        party=names.party(one.post.party),
        holder=one.tenure.name,
        since=one.tenure.from_on,
        found=len(one.promises),
        waiting=len(one.waiting),
        disputed=len(one.disputed),
        escalated=len(one.escalated),
    )
