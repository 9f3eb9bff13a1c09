"""Plain Django: models read, changed and saved on Django's own backend, a commit a step.

The same business rows and one audit entry for each fact, with its payload. Left out: permission, rules, the ledger,
the changed rows in the facts and their leaves. Days are reckoned by the same clock.
"""

from datetime import date, datetime
from typing import Any

from django.db import connections, transaction

from bench.peers import county, plan, wire
from luodi.kernel.merkle import canonical

ENGINES = {"luodi.db.sqlite": "django.db.backends.sqlite3", "luodi.db.postgresql": "django.db.backends.postgresql"}


class Steps:
    """The three steps of a case, as one would write them in a Django project."""

    def __init__(self, stands: county.County, sought: county.Sought) -> None:
        from luodi.slices.approvals.models import Application, Notice
        from luodi.slices.matters.models import Matter
        from luodi.spine.commitments.models import Case, Commitment, Evidence, Hold, Serial
        from luodi.spine.find.models import Found
        from luodi.spine.journal.models import Entry
        from luodi.spine.people.models import Party

        self.stands, self.sought, self.found = stands, sought, Found._base_manager
        self.applications, self.notices, self.matters = (m._base_manager for m in (Application, Notice, Matter))
        self.cases, self.promises, self.evidence, self.holds, self.serials = (
            m._base_manager for m in (Case, Commitment, Evidence, Hold, Serial)
        )
        self.entries, self.parties = Entry._base_manager, Party._base_manager

    @transaction.atomic
    def receive(self) -> str:
        """A number, a case with its holder, the promise to accept, the application."""
        at, region = plan.RECEIVED_AT, self.stands.region
        matter = self.matters.select_related("department").get(region=region, code=plan.MATTER)
        firm = self.parties.get(region=region, key=plan.FIRM)
        prefix = f"{matter.department.key.upper()}-{at.year}"
        serial, _ = self.serials.select_for_update().get_or_create(region_id=region, prefix=prefix)
        serial.last += 1
        serial.save()
        case = self.cases.create(
            region_id=region, number=f"{prefix}-{serial.last:04d}", title=plan.ABOUT, applicant=firm,
            ball=matter.department, opened_at=at,
        )  # fmt: skip
        self.holds.create(case=case, party=matter.department, from_at=at)
        first = self._promise("acceptance", case, matter, plan.RECEIVED_ON)
        application = self.applications.create(
            region_id=region, case=case, matter=matter, department=matter.department, channel="counter",
            received_on=plan.RECEIVED_ON, acceptance=first, committed_days=matter.committed_days,
            statutory_days=matter.statutory_days, statutory_unit=matter.statutory_unit,
            statutory_from=matter.statutory_from,
        )  # fmt: skip
        self._promised(first, at)
        self.found.create(**{name.strip('"'): value for name, value in self.sought(case.number, case.pk).items()})
        self._fact("approvals.received", application, at, number=case.number, department=matter.department.key)
        return str(case.number)

    @transaction.atomic
    def accept(self, number: str) -> None:
        """Acceptance is kept, the decision promised."""
        at, on = plan.ACCEPTED_AT, plan.ACCEPTED_ON
        case, application = self._found(number)
        case.version += 1
        case.save()
        self._keep(application.acceptance, on, at, f"case: {number}")
        promise = self._promise("committed", case, application.matter, on)
        self._promised(promise, at)
        application.accepted_on, application.promise = on, promise
        application.statutory_due_on, _ = plan.days("statutory", on)
        application.save()
        self._fact("approvals.accepted", application, at, day_zero_on=on.isoformat(), due_on=promise.due_on.isoformat())

    @transaction.atomic
    def grant(self, number: str) -> None:
        """The decision is kept, the case and its last hold end."""
        at, on = plan.GRANTED_AT, plan.GRANTED_ON
        case, application = self._found(number)
        self._keep(application.promise, on, at, number)
        application.outcome, application.decided_on = "granted", on
        application.save()
        case.version, case.ball, case.closed_at = case.version + 1, None, at
        case.save()
        hold = self.holds.get(case=case, to_at=None)
        hold.to_at = at
        hold.save()
        self.notices.create(application=application, kind="grant", number=number, issued_on=on)
        self._fact("approvals.granted", application, at, number=number, overrun="")

    def _found(self, number: str) -> tuple[Any, Any]:
        case = self.cases.select_for_update().get(region=self.stands.region, number=number)
        return case, self.applications.select_related("acceptance", "promise", "matter__department").get(case=case)

    def _promise(self, term: str, case: Any, matter: Any, on: date) -> Any:
        due_on, amber_on = plan.days(term, on)
        return self.promises.create(
            region_id=self.stands.region, title=matter.name, title_en=matter.name_en, case=case, made_on=on,
            kind="approvals.acceptance" if term == "acceptance" else "approvals.decision",
            subject=f"case/{case.number}", owner=matter.department, from_on=on, term=plan.TERMS[term],
            officer_id=None if term == "acceptance" else self.stands.post,
            due_on=due_on, amber_on=amber_on, wake_on=amber_on, shown="normal", state="open",
        )  # fmt: skip

    def _promised(self, promise: Any, at: datetime) -> None:
        self._entry(
            "commitments.promised", promise.case_id, promise.subject, at, commitment=promise.pk,
            owner=promise.owner.key, title=promise.title, due_on=promise.due_on.isoformat(),
        )  # fmt: skip

    def _keep(self, promise: Any, on: date, at: datetime, link: str) -> None:
        promise.state, promise.closed_on, promise.shown, promise.wake_on = "done", on, "done", None
        promise.save()
        self.evidence.create(commitment=promise, link=link, by_id=self.stands.post, at=at)
        said = {"commitment": promise.pk, "closed_on": on.isoformat(), "evidence": 1}
        self._entry("commitments.settled", promise.case_id, promise.subject, at, **said)

    def _fact(self, kind: str, application: Any, at: datetime, **payload: Any) -> None:
        self._entry(kind, application.case_id, f"approvals.application/{application.pk}", at, **payload)

    def _entry(self, kind: str, case: int, subject: str, at: datetime, **payload: Any) -> None:
        s = self.stands
        self.entries.create(
            region_id=s.region, kind=kind, case=case, subject=subject, post_id=s.post, person_id=s.person,
            party_id=s.department, happened_at=at, recorded_at=at, payload=canonical(payload), rows="", leaf=b"",
        )  # fmt: skip


def main() -> None:
    """Serve orders: the county is made by luodi, then Django's own backend takes over."""
    stands = county.found()
    sought = county.sought(stands)
    connections["default"].close()
    connections.settings["default"]["ENGINE"] = ENGINES[connections.settings["default"]["ENGINE"]]
    del connections["default"]
    steps = Steps(stands, sought)

    def carry(cases: int) -> None:
        for _ in range(cases):
            number = steps.receive()
            steps.accept(number)
            steps.grant(number)

    wire.serve(carry, county.answer)


if __name__ == "__main__":
    main()
