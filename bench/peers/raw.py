"""The driver alone, writing what luodi writes: the same rows in the same tables, facts with rows and leaves.

No ORM, no rule, no permission; days and words are reckoned beforehand, each step reads its case by number and commits.
Where luodi needs three updates of a row this needs one: it is the limit. `luodi verify` finds nothing wrong in it.
"""

import sqlite3
from typing import Any

from django.conf import settings

from bench.peers import county, plan, wire
from luodi.kernel.merkle import canonical, leaf_hash

CASE = ["region_id", "number", "version", "title", "title_en", "applicant_id", "ball_id", "opened_at", "closed_at"]
HOLD = ["case_id", "party_id", "from_at", "to_at"]
PROMISE = [
    "region_id", "kind", "subject", "title", "title_en", "case_id", "circle", "owner_id", "officer_id", "parent_id",
    "made_on", "from_on", "term", "unit", "due_on", "amber_on", "wake_on", "shown", "waits", "state", "closed_on",
]  # fmt: skip
APPLICATION = [
    "region_id", "case_id", "matter_id", "project_id", "department_id", "channel", "received_on", "accepted_on",
    "deemed", "acceptance_id", "promise_id", "committed_days", "statutory_days", "statutory_unit", "statutory_from",
    "extra_days", "statutory_due_on", "special_until", "outcome", "decided_on", "overrun_reason", "origin", "marks",
]  # fmt: skip
EVIDENCE = ["commitment_id", "file_id", "link", "by_id", "at"]
NOTICE = ["application_id", "kind", "number", "items", "issued_on", "answer_by", "file_id"]
ENTRY = [
    "region_id", "kind", '"case"', "subject", "post_id", "person_id", "party_id", "happened_at", "recorded_at",
    "payload", "rows", "leaf",
]  # fmt: skip
KEPT = ["state", "closed_on", "shown", "wake_on"]


class Driver:
    """A connection of the engine the settings name, with `?` or `%s` for a place, and instants as it stores them."""

    def __init__(self) -> None:
        database = settings.DATABASES["default"]
        self.lite = "sqlite" in database["ENGINE"]
        if self.lite:
            connection: Any = sqlite3.connect(database["NAME"], isolation_level=None)
            connection.executescript(database["OPTIONS"]["init_command"])
            self.begin = "BEGIN IMMEDIATE"
        else:
            import psycopg

            connection = psycopg.connect(settings.DATABASE_URL, autocommit=True)
            self.begin = "BEGIN"
        self.cursor = connection.cursor()

    def run(self, sql: str, *values: Any) -> Any:
        return self.cursor.execute(sql if self.lite else sql.replace("?", "%s"), values)

    def one(self, sql: str, *values: Any) -> Any:
        return self.run(sql, *values).fetchone()


def _insert(table: str, columns: list[str]) -> str:
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))}) RETURNING id"


class Writer:
    """Rows written and told, then facts that carry them."""

    def __init__(self, stands: county.County) -> None:
        self.stands, self.driver = stands, Driver()
        self.told: list[Any] = []
        self.sql: dict[str, str] = {}
        instants = (plan.RECEIVED_AT, plan.ACCEPTED_AT, plan.GRANTED_AT)
        stored = (lambda at: at.replace(tzinfo=None).isoformat(" ")) if self.driver.lite else (lambda at: at)
        self.stored = {at.isoformat(): stored(at) for at in instants}

    def add(self, table: str, columns: list[str], values: list[Any]) -> int:
        """A new row; values in the form a fact holds. Returns its key."""
        sql = self.sql.get(table) or self.sql.setdefault(table, _insert(table, columns))
        pk: int = self.driver.one(sql, *(self._stored(value) for value in values))[0]
        self.told.append([table, columns, [[pk, *values]]])
        return pk

    def change(self, table: str, pk: int, columns: list[str], values: list[Any]) -> None:
        """Columns of a row."""
        known = f"{table} {columns}"
        places = ", ".join(f"{column} = ?" for column in columns)
        sql = self.sql.get(known) or self.sql.setdefault(known, f"UPDATE {table} SET {places} WHERE id = ?")
        self.driver.run(sql, *(self._stored(value) for value in values), pk)
        self.told.append([table, columns, [[pk, *values]]])

    def fact(self, kind: str, case: int, subject: str, at: str, payload: dict[str, Any]) -> None:
        """A fact that takes what was told since the one before it."""
        s, content, rows = self.stands, canonical(payload), canonical(self.told)
        self.told = []
        who = {"post": s.post, "person": s.person, "party": s.department}
        text = {"region": s.region, "kind": kind, "case": case, "subject": subject, **who,
                "happened_at": at, "recorded_at": at, "payload": content, "rows": rows}  # fmt: skip
        sql = self.sql.get("entry") or self.sql.setdefault("entry", _insert("journal_entry", ENTRY))
        when, leaf = self.stored[at], leaf_hash(canonical(text))
        self.driver.one(
            sql, s.region, kind, case, subject, s.post, s.person, s.department, when, when, content, rows, leaf
        )

    def _stored(self, value: Any) -> Any:
        if isinstance(value, list):
            return "[]"
        return self.stored.get(value, value) if isinstance(value, str) else value


class Steps:
    """The three steps of a case."""

    def __init__(self, writer: Writer) -> None:
        self.w, self.stands = writer, writer.stands
        self.sought = county.sought(self.stands)
        self.find = _insert("find_found", list(self.sought("", 0))).removesuffix(" RETURNING id")
        self.received, self.accepted, self.granted = (
            at.isoformat() for at in (plan.RECEIVED_AT, plan.ACCEPTED_AT, plan.GRANTED_AT)
        )
        self.days = {
            name: [day.isoformat() for day in plan.days(name, start)]
            for name, start in (("acceptance", plan.RECEIVED_ON), ("committed", plan.ACCEPTED_ON),
                                ("statutory", plan.ACCEPTED_ON))
        }  # fmt: skip

    def receive(self) -> str:
        """A number, a case with its holder, the promise to accept, the application; two facts."""
        w, s, on = self.w, self.stands, plan.RECEIVED_ON.isoformat()
        prefix = f"{plan.DEPARTMENT.upper()}-2026"
        w.driver.run(w.driver.begin)
        pk, last = w.driver.one(
            "INSERT INTO commitments_serial (region_id, prefix, last) VALUES (?, ?, 1) ON CONFLICT (region_id, prefix)"
            " DO UPDATE SET last = commitments_serial.last + 1 RETURNING id, last", s.region, prefix,
        )  # fmt: skip
        number = f"{prefix}-{last:04d}"
        w.told.append(["commitments_serial", ["region_id", "prefix", "last"], [[pk, s.region, prefix, last]]])
        row = [s.region, number, 1, plan.ABOUT, "", s.firm, s.department, self.received, None]
        case = w.add("commitments_case", CASE, row)
        w.add("commitments_hold", HOLD, [case, s.department, self.received, None])
        first = self._promise("acceptance", case, number, on)
        row = [s.region, case, s.matter, None, s.department, "counter", on, None, False, first, None,
               plan.TERMS["committed"], plan.TERMS["statutory"], "workday", "acceptance", 0,
               None, None, "", None, "", "", []]  # fmt: skip
        application = w.add("approvals_application", APPLICATION, row)
        self._promised(first, case, number, self.received, "acceptance")
        w.driver.run(self.find, *self.sought(number, case).values())
        payload = {"number": number, "department": plan.DEPARTMENT}
        w.fact("approvals.received", case, f"approvals.application/{application}", self.received, payload)
        w.driver.run("COMMIT")
        return number

    def accept(self, number: str) -> None:
        """Acceptance is kept, the decision promised; three facts."""
        w, on = self.w, plan.ACCEPTED_ON.isoformat()
        w.driver.run(w.driver.begin)
        case, version, application, first, _ = self._found(number)
        w.change("commitments_case", case, ["version"], [version + 1])
        self._kept(first, case, number, on, self.accepted, f"case: {number}")
        promise = self._promise("committed", case, number, on)
        self._promised(promise, case, number, self.accepted, "committed")
        columns = ["accepted_on", "promise_id", "statutory_due_on"]
        w.change("approvals_application", application, columns, [on, promise, self.days["statutory"][0]])
        payload = {"day_zero_on": on, "due_on": self.days["committed"][0]}
        w.fact("approvals.accepted", case, f"approvals.application/{application}", self.accepted, payload)
        w.driver.run("COMMIT")

    def grant(self, number: str) -> None:
        """The decision is kept, the case and its last hold end; two facts."""
        w, on = self.w, plan.GRANTED_ON.isoformat()
        w.driver.run(w.driver.begin)
        case, version, application, _, promise = self._found(number)
        columns = ["version", "ball_id", "closed_at"]
        w.change("commitments_case", case, columns, [version + 1, None, self.granted])
        self._kept(promise, case, number, on, self.granted, number)
        w.change("approvals_application", application, ["outcome", "decided_on"], ["granted", on])
        hold = w.driver.one("SELECT id FROM commitments_hold WHERE case_id = ? AND to_at IS NULL", case)[0]
        w.change("commitments_hold", hold, ["to_at"], [self.granted])
        w.add("approvals_notice", NOTICE, [application, "grant", number, [], on, None, None])
        payload = {"number": number, "overrun": ""}
        w.fact("approvals.granted", case, f"approvals.application/{application}", self.granted, payload)
        w.driver.run("COMMIT")

    def _found(self, number: str) -> Any:
        return self.w.driver.one(
            "SELECT c.id, c.version, a.id, a.acceptance_id, a.promise_id FROM commitments_case c"
            " JOIN approvals_application a ON a.case_id = c.id WHERE c.region_id = ? AND c.number = ?",
            self.stands.region, number,
        )  # fmt: skip

    def _promise(self, term: str, case: int, number: str, on: str) -> int:
        s, (due_on, amber_on) = self.stands, self.days[term]
        kind, officer = ("approvals.acceptance", None) if term == "acceptance" else ("approvals.decision", s.post)
        row = [s.region, kind, f"case/{number}", s.matter_name, s.matter_name_en, case, "", s.department, officer,
               None, on, on, plan.TERMS[term], "workday", due_on, amber_on, amber_on, "normal", 0, "open",
               None]  # fmt: skip
        return self.w.add("commitments_commitment", PROMISE, row)

    def _promised(self, promise: int, case: int, number: str, at: str, term: str) -> None:
        payload = {"commitment": promise, "owner": plan.DEPARTMENT, "title": self.stands.matter_name,
                   "due_on": self.days[term][0]}  # fmt: skip
        self.w.fact("commitments.promised", case, f"case/{number}", at, payload)

    def _kept(self, promise: int, case: int, number: str, on: str, at: str, link: str) -> None:
        self.w.change("commitments_commitment", promise, KEPT, ["done", on, "done", None])
        self.w.add("commitments_evidence", EVIDENCE, [promise, None, link, self.stands.post, at])
        payload = {"commitment": promise, "closed_on": on, "evidence": 1}
        self.w.fact("commitments.settled", case, f"case/{number}", at, payload)


def main() -> None:
    """Serve orders."""
    steps = Steps(Writer(county.found()))

    def carry(cases: int) -> None:
        for _ in range(cases):
            number = steps.receive()
            steps.accept(number)
            steps.grant(number)

    wire.serve(carry, county.answer)


if __name__ == "__main__":
    main()
