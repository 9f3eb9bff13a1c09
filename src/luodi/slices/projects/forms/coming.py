"""A county's ledger read: what its rows say, held against what is registered; every fault in its place."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from luodi.engines.sheets.layout import Line
from luodi.engines.sheets.mapping import FileMapping
from luodi.engines.sheets.model import Outcome, Table
from luodi.engines.sheets.seen import assigned
from luodi.kernel.problems import Problem, problem
from luodi.slices.firms.reads import industries
from luodi.slices.firms.rules import Registered, code_warning, credit_code_wrong, industry_wrong, key_wrong, too_much
from luodi.slices.projects import rules
from luodi.slices.projects.forms.bodies import Bodies
from luodi.slices.projects.forms.layouts import book
from luodi.slices.projects.reads import ledger, ledger_of_works
from luodi.slices.projects.rules import ProjectLine, WorksLine
from luodi.spine.people.seats import Place

SAID = 12  # numbers a note names
ODD: Mapping[str, Callable[[str], Problem]] = {
    "region": lambda numbers: problem(
        "Look at these projects, their code is of another region: %(numbers)s.", numbers=numbers
    ),
    "date": lambda numbers: problem(
        "Look at these projects, their code is of a month to come: %(numbers)s.", numbers=numbers
    ),
    "track": lambda numbers: problem(
        "Look at these projects, their code is of no known track: %(numbers)s.", numbers=numbers
    ),
}


def _some(numbers: Sequence[str]) -> str:
    return ", ".join(numbers[:SAID]) + (f" … ({len(numbers)})" if len(numbers) > SAID else "")


@dataclass
class Ledger:
    """What a ledger brings, as `take_ledger` takes it, and what is said of it."""

    outcome: Outcome
    firms: list[Registered] = field(default_factory=list)
    changed_firms: list[Registered] = field(default_factory=list)
    new: list[ProjectLine] = field(default_factory=list)
    changed: list[ProjectLine] = field(default_factory=list)
    works: list[WorksLine] = field(default_factory=list)

    @property
    def writes(self) -> dict[str, Sequence[Any]]:
        """The arguments of the verb."""
        return {name: value for name, value in vars(self).items() if name != "outcome"}


def read_ledger(where: Place, tables: Sequence[Table], mapping: FileMapping, *, on: date) -> Ledger:
    """A ledger held against the county. Raises Unreadable where no table is one."""
    return _Reading(where, on).read(tables, mapping)


class _Reading:
    def __init__(self, where: Place, on: date) -> None:
        self.bodies, self.industries, self.on, self.region = Bodies(where), industries(where), on, where.code
        self.projects = {one.number: one for one in ledger(where)}
        self.works = {(one.project, one.number): one for one in ledger_of_works(where)}
        self.before = dict(self.bodies.firms)
        self.seen: set[tuple[str, ...]] = set()
        self.result = Ledger(Outcome())

    def read(self, tables: Sequence[Table], mapping: FileMapping) -> Ledger:
        """Firms before projects, projects before their works."""
        found = assigned(tables, book(), mapping)
        outcome = self.result.outcome
        for key, take in (("firms", self.firm), ("projects", self.project), ("works", self.one_of_works)):
            for matched in found.sheets[key]:
                outcome.kept += [name for name, _ in matched.foreign if name not in outcome.kept]
                for line in book().layouts[key].lines(matched):
                    self._take(line, take)
        outcome.notes += found.notes
        self._shared_codes()
        self._odd_codes()
        return self.result

    def _odd_codes(self) -> None:
        """Codes that may be right and are kept, but somebody should look at them."""
        odd: dict[str, list[str]] = {}
        for one in (*self.result.new, *self.result.changed):
            odd.setdefault(rules.project_code_warning(one.code, self.region, self.on), []).append(one.number)
        for kind, note in ODD.items():
            if kind in odd:
                self._note(note(_some(odd[kind])))
        firms = [one for one in (*self.result.firms, *self.result.changed_firms) if one.uscc]
        if failing := [one.uscc for one in firms if code_warning(one.uscc) == "check digit"]:
            codes = _some(failing)
            self._note(problem("Look at these credit codes, their check digit does not hold: %(codes)s.", codes=codes))

    def _shared_codes(self) -> None:
        """One code of the national platform is one project: the same on two is said of those that come."""
        named: dict[str, list[str]] = {}
        for one in self.projects.values():
            if one.code:
                named.setdefault(one.code, []).append(one.number)
        for one in (*self.result.new, *self.result.changed):
            if len(numbers := named.pop(one.code, [])) > 1:
                words = {"code": one.code, "numbers": ", ".join(sorted(numbers))}
                self._note(problem("The project code %(code)s stands on several projects: %(numbers)s.", **words))

    def _note(self, note: Problem) -> None:
        self.result.outcome.notes.append(note)

    def _take(self, line: Line, take: Any) -> None:
        outcome = self.result.outcome
        outcome.rows += 1
        keep = take(line, set(line.matched.columns))
        if wrong := too_much(line.extra):
            line.faults.append(line.matched.fault(line.row, line.matched.foreign[0][1], wrong))
        if line.faults:
            outcome.faults += line.faults
            outcome.refused += 1
        else:
            keep()

    def _counted(self, come: Any, before: Any, new: list[Any], changed: list[Any]) -> None:
        outcome = self.result.outcome
        if before is None:
            outcome.new += 1
            new.append(come)
        elif come != before:
            outcome.changed += 1
            changed.append(come)
        else:
            outcome.same += 1

    def _once(self, line: Line, key: str, *names: str) -> None:
        if names in self.seen:
            line.wrong(key, problem("This stands twice in the file."))
        self.seen.add(names)

    def firm(self, line: Line, columns: set[str]) -> Any:
        """A line of the sheet of firms."""
        values = rules.filled(line.values, ("key", "name", "uscc", "origin", "size", "industry", "contact"))
        known = self.bodies.key_of(values["uscc"]) if values["uscc"] else None
        key = known if isinstance(known, str) else values["key"] or values["uscc"]
        come = Registered(**values | {"key": key}, extra=line.extra)
        before = self.before.get(key)
        come = rules.completed(come, before, columns | {"key"})
        self._firm_right(line, come, before, values["key"])

        def keep() -> None:
            self.bodies.bring(come)
            self._counted(come, before, self.result.firms, self.result.changed_firms)

        return keep

    def _firm_right(self, line: Line, come: Registered, before: Registered | None, key: str) -> None:
        self._once(line, "key", "firm", come.key)
        if wrong := key_wrong(come.key):
            line.wrong("key", wrong)
        if come.uscc and (wrong := credit_code_wrong(come.uscc)):
            line.wrong("uscc", wrong)
        if come.industry and (wrong := industry_wrong(come.industry, self.industries)):
            line.wrong("industry", wrong)
        if before and before.name != come.name:
            line.wrong("name", problem("The county knows this firm as “%(name)s”.", name=before.name))
        if before and key and key != before.key:
            line.wrong("key", problem("The firm of this credit code has the number %(key)s.", key=before.key))
        if not before and self.bodies.kinds.get(come.key):
            line.wrong("key", problem("Another has this number already."))

    def project(self, line: Line, columns: set[str]) -> Any:
        """A line of the sheet of projects."""
        told = dict(line.values)
        code = told.pop("owner_code") or ""
        words = [name for name in ProjectLine._fields if name not in ("investment", "construction_workdays")]
        values = rules.filled(told, [name for name in words if not name.endswith("_on")])
        come = ProjectLine(**values, extra=line.extra)
        self._once(line, "number", "project", come.number)
        self._codes_right(line, come)
        if wrong := key_wrong(come.number):
            line.wrong("number", wrong)
        self._timed_right(line, come)
        bringing = self._owner(line, come.owner, code)
        owner = bringing.key if bringing else self.bodies.key_of(come.owner)
        lead = self.bodies.key_of(come.lead, firms=False) if come.lead else ""
        if isinstance(lead, Problem) or lead is None:
            wrong = problem("The county has no “%(name)s”; write its name as the county does.", name=come.lead)
            line.wrong("lead", lead or wrong)
        come = come._replace(owner=str(owner), lead=str(lead))
        before = self.projects.get(come.number)
        come = rules.completed(come, before, columns)

        def keep() -> None:
            if bringing:
                self.bodies.bring(bringing)
                self.result.firms.append(bringing)
            self._counted(come, before, self.result.new, self.result.changed)
            self.projects[come.number] = come

        return keep

    def _codes_right(self, line: Line, come: ProjectLine) -> None:
        if come.code and (wrong := rules.project_code_wrong(come.code)):
            line.wrong("code", wrong)
        if come.industry and (wrong := industry_wrong(come.industry, self.industries)):
            line.wrong("industry", wrong)

    def _timed_right(self, line: Line, come: ProjectLine | WorksLine) -> None:
        for wrong in rules.timed_wrong(come._asdict()):
            line.wrong(wrong.field, wrong)

    def _owner(self, line: Line, name: str, code: str) -> Registered | None:
        """A firm that the line brings with its credit code; None where the owner is known, or is a fault."""
        found = self.bodies.key_of(name) if name else ""
        if isinstance(found, Problem) and code and isinstance(by_code := self.bodies.key_of(code), str):
            found = by_code
        if isinstance(found, Problem):
            line.wrong("owner", found)
        elif found and code and found in self.bodies.firms and self.bodies.firms[found].uscc != code:
            known = self.bodies.firms[found].uscc
            line.wrong("owner_code", problem("The county knows this firm by %(code)s.", code=known))
        elif found is None and code and (wrong := credit_code_wrong(code)):
            line.wrong("owner_code", wrong)
        elif found is None and code and isinstance(other := self.bodies.key_of(code), str):
            line.wrong("owner", problem("The county knows this firm as “%(name)s”.", name=self.bodies.said(other)))
        elif found is None and code:
            return Registered(code, name, code, "", "", "", None, "", [])
        elif found is None:
            text = problem(
                "The county has no “%(name)s”; write its name as the county does, or add its credit code.", name=name
            )
            line.wrong("owner", text)
        return None

    def one_of_works(self, line: Line, columns: set[str]) -> Any:
        """A line of the sheet of works."""
        come = WorksLine(**rules.filled(line.values, ("project", "number", "name")))
        self._once(line, "number", "works", come.project, come.number)
        if come.project and come.project not in self.projects:
            line.wrong("project", problem("The county has no project %(number)s.", number=come.project))
        self._timed_right(line, come)
        before = self.works.get((come.project, come.number))
        come = rules.completed(come, before, columns)

        def keep() -> None:
            self._counted(come, before, self.result.works, self.result.works)

        return keep
