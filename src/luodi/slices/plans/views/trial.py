"""What is tried on a project, in words: each slider, what it moves, who has to agree, what each day bought is worth."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from luodi.kernel.graph import Edge, worth
from luodi.slices.matters.rules.catalogue import START
from luodi.slices.matters.rules.edges import GENERAL, Reason
from luodi.slices.plans.reads import course_of
from luodi.slices.plans.rules import tried as rules
from luodi.slices.plans.rules.forecast import RUNNING
from luodi.slices.plans.rules.plan import AS_IT_STANDS, Changes
from luodi.slices.plans.views import words
from luodi.slices.plans.views.shown import Desk, Shown
from luodi.slices.plans.views.wanted import PAIR
from luodi.web.days import dated
from luodi.web.lights import BALL_COLOURS


@dataclass(frozen=True)
class Beside:
    """An earlier matter that this one can be examined beside: its key in an address, whether it is tried, and why it
    may be, by what."""

    key: str
    name: str
    tried: bool
    reason: str
    ground: str


@dataclass(frozen=True)
class Slider:
    """A matter whose days can be moved. `promise`: its place in percent. `effect`: what its change alone does."""

    one: Shown
    note: str
    now: int
    tried: int
    least: int
    most: int
    promise: float | None
    changed: bool
    effect: tuple[str, str]
    can_drop: bool
    dropped: bool
    parallel: tuple[Beside, ...]


@dataclass(frozen=True)
class Agrees:
    """A party that has to agree, and to what."""

    party: str
    colour: str
    what: tuple[str, ...]


@dataclass(frozen=True)
class Worth:
    """A matter, and by how many working days the start comes sooner if it takes one less."""

    name: str
    party: str
    gained: int


def _ground(reason: Reason) -> str:
    """By what something may be, laws as they are cited."""
    general = _("general knowledge, to be checked")
    return _(", ").join(general if ground == GENERAL else ground for ground in reason.grounds)


class Trial:
    """A project as it stands beside itself with changes."""

    def __init__(self, desk: Desk, changes: Changes) -> None:
        self.desk, self.changes = desk, changes
        self.course = course_of(desk.plan)
        self.now = rules.tried(self.course, AS_IT_STANDS, desk.plan.line)
        self.tried = self._tried(changes)

    def _tried(self, changes: Changes) -> rules.Tried:
        return self.now if changes == AS_IT_STANDS else rules.tried(self.course, changes, self.desk.plan.line)

    @cached_property
    def then(self) -> Desk:
        """The project with the changes, as every drawing takes it."""
        plan = self.desk.plan._replace(
            plan=self.tried.plan, standing=self.tried.standing, forecast=self.tried.forecast
        )  # fmt: skip
        return Desk(self.desk.sitting, plan, self.desk.parties)

    @property
    def start_on(self) -> date:
        """The earliest start as it stands."""
        return self.desk.plan.line.date(self.now.start)

    @property
    def tried_start_on(self) -> date:
        """The earliest start with the changes."""
        return self.desk.plan.line.date(self.tried.start)

    @property
    def gained(self) -> int:
        """By how many working days the start comes sooner; negative: later."""
        return self.now.start - self.tried.start

    @cached_property
    def touched(self) -> list[str]:
        """The matters that are changed, in the order of the catalogue."""
        changed = rules.touched(self.changes)
        return [code for code in self.desk.matters if code in changed]

    @cached_property
    def sliders(self) -> list[Slider]:
        """Every matter that the start waits for and that is not done: first what decides, by its start."""
        before = set(self.course.plan.to_start)
        codes = [code for code in before if rules.may_change(self.course, code)]
        starts = self.now.forecast.to_start
        codes.sort(key=lambda code: (starts[code].earliest_start, starts[code].earliest_finish, code))
        return [self._slider(code) for code in codes]

    @property
    def leading(self) -> list[Slider]:
        """What moves the start, as it stands or as it is tried, and what was changed."""
        return [slider for slider in self.sliders if self._leads(slider)]

    @property
    def slack(self) -> list[Slider]:
        """What has float."""
        return [slider for slider in self.sliders if not self._leads(slider)]

    def _leads(self, slider: Slider) -> bool:
        code = slider.one.code
        return slider.changed or code in self.now.forecast.critical or code in self.tried.forecast.critical

    def _slider(self, code: str) -> Slider:
        one, item = self.desk.matters[code], self.course.plan.items[code]
        promise, used = item.entry.promised(self.course.plan.type), self.course.used.get(code, 0)
        tried = self.changes.days[code].days if code in self.changes.days else item.term.days
        least, most = min(used, item.term.days), max(2 * item.term.days, item.term.days + 5, tried)
        return Slider(
            one=one,
            note=self._note(one, used),
            now=item.term.days,
            tried=tried,
            least=least,
            most=most,
            promise=None if promise is None else round(100 * max(0, promise - least) / (most - least), 3),
            changed=code in rules.touched(self.changes),
            effect=self._effect(code),
            can_drop=rules.may_drop(self.course, code),
            dropped=code in self.changes.drop,
            parallel=self._parallel(code),
        )

    def _note(self, one: Shown, used: int) -> str:
        parts = [one.party]
        if one.state == RUNNING:
            parts.append(ngettext("%(n)s day used", "%(n)s days used", used) % {"n": used})
        if one.typical:
            parts.append(_("typical days, not published"))
        return " · ".join(parts)

    def _parallel(self, code: str) -> tuple[Beside, ...]:
        """Each edge into a matter that can wait to decide and is tried so, or would gain something by it."""
        found = []
        for edge in self.course.plan.edges:
            reason = rules.may_decide(self.course, edge) if edge.after == code else None
            decides = (edge.before, edge.after) in self.changes.decides
            if reason and (decides or self._tight(edge)):
                key, name = f"{edge.before}{PAIR}{code}", self.desk.named(edge.before)
                said = self.desk.sitting.said(reason.zh, reason.en)
                found.append(Beside(key, name, decides, said, _ground(reason)))
        return tuple(found)

    def _tight(self, edge: Edge) -> bool:
        """Whether the later matter begins right when the earlier one ends, so that beforehand would gain something."""
        course = self.tried.forecast.course
        if edge.before not in course.network or edge.after not in course.network:
            return False
        return course.at(edge.before) == course.start[course.network.tasks.index(edge.after)]

    def _effect(self, code: str) -> tuple[str, str]:
        """What the change of one matter alone does, beside all others that are tried."""
        if code in self.touched:
            gained = self._tried(rules.without(self.changes, code)).start - self.tried.start
            if gained > 0:
                return "normal", ngettext("%(n)s day sooner", "%(n)s days sooner", gained) % {"n": gained}
            if gained < 0:
                return "overdue", ngettext("%(n)s day later", "%(n)s days later", -gained) % {"n": -gained}
            return "", _("does not move it")
        span = self.tried.forecast.to_start.get(code)
        if span is None:
            return "", _("does not hold up the start")
        if span.float_workdays:
            slack = span.float_workdays
            return "", ngettext("%(n)s day of float", "%(n)s days of float", slack) % {"n": slack}
        return "", _("decides")

    @cached_property
    def agrees(self) -> list[Agrees]:
        """Whose days are changed, and how."""
        found: dict[str, list[str]] = {}
        for code in self.touched:
            found.setdefault(self.desk.matters[code].entry.department, []).extend(self._changed(code))
        kinds = {one.entry.department: one.party_kind for one in self.desk.matters.values()}
        return [
            Agrees(self.desk.party(key), BALL_COLOURS.get(kinds[key], "d1"), tuple(what)) for key, what in found.items()
        ]

    def _changed(self, code: str) -> list[str]:
        name, said = self.desk.named(code), []
        if code in self.changes.drop:
            return [_("%(name)s falls away") % {"name": name}]
        if code in self.changes.days:
            days = {"name": name, "old": self.course.plan.items[code].term.days, "new": self.changes.days[code].days}
            said.append(_("%(name)s from %(old)s to %(new)s days") % days)
        before = [self.desk.named(b) for b, after in sorted(self.changes.decides) if after == code]
        if before:
            names = {"name": name, "before": words.list_of(before)}
            said.append(_("%(name)s examined before %(before)s has come, and decided with it") % names)
        return said

    @cached_property
    def worth(self) -> list[Worth]:
        """What one day less of each matter is worth, the most first."""
        gained = worth(self.tried.forecast.course, START)
        found = [Worth(self.desk.named(code), self.desk.matters[code].short, days) for code, days in gained.items()]
        return sorted(found, key=lambda one: (-one.gained, one.name))

    @property
    def headline(self) -> Markup:
        """The change in a sentence: what, from which day to which, how many working days."""
        on = self.desk.on
        now = words.bold(dated(self.start_on, on))
        if not self.touched:
            return Markup(_("Start expected on %(now)s. Move the days below and see whether it moves.")) % {"now": now}
        what = words.bold(words.list_of([said for code in self.touched for said in self._changed(code)]))
        then = words.bold(dated(self.tried_start_on, on))
        days = words.bold(words.workdays(abs(self.gained)))
        if self.gained > 0:
            said = Markup(_("%(what)s: the start comes from %(now)s to %(then)s, %(days)s sooner%(against)s."))
        elif self.gained < 0:
            said = Markup(_("%(what)s: the start goes from %(now)s to %(then)s, %(days)s later%(against)s."))
        else:
            return Markup(_("%(what)s: the start stays on %(now)s.")) % {"what": what, "now": now}
        against = words.against(self.desk.sitting.calendar, self.tried_start_on, self.desk.contract_on)
        return said % {"what": what, "now": now, "then": then, "days": days, "against": against}

    @property
    def title(self) -> str:
        """What a proposal is called if nobody says otherwise."""
        return words.list_of([said for code in self.touched for said in self._changed(code)])[:120]
