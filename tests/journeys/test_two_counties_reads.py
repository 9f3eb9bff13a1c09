"""Every read below the screens, asked from one county with the keys of another: it gives nothing.

A public function of spine and slices that takes a place or a seat to read for stands in one of the tables below, or the
first test fails.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import QuerySet

from luodi import slices, spine
from luodi.slices.approvals.reads import application_of
from luodi.slices.matters.models import Matter
from luodi.slices.matters.reads import version_row
from luodi.slices.meetings.reads.matters import matter_for
from luodi.slices.projects.models import Project
from luodi.slices.projects.reads import project_of_number
from luodi.spine.commitments.models import Commitment
from luodi.spine.find.search import Hits
from luodi.spine.journal.models import Entry
from luodi.spine.people.reads import parties
from luodi.spine.people.seats import NotYours, Place, Seat, of_law
from tests.support.canaries import CANARY, ROLES, Two, put_down
from tests.support.canaries import two as two
from tests.support.cast import DAY

BY_KEY = {  # read: the keys of the other county it is asked with
    "approvals.reads.application_for": "number",
    "approvals.reads.application_of": "case",
    "approvals.reads.files_of": "application_row",
    "approvals.reads.remarks": "application",
    "commitments.inherited.handover": "post on",
    "commitments.reads.case_for": "number",
    "commitments.reads.evidence_of": "case",
    "commitments.reads.family_light": "promise on",
    "commitments.reads.number_stands": "number",
    "commitments.reads.numbered_alike": "number_of_part",
    "commitments.reads.numbers_standing": "numbers",
    "commitments.reads.promise": "promise",
    "commitments.reads.promises_of": "case",
    "commitments.reads.promises_of_cases": "cases",
    "files.reads.files": "files",
    "files.reads.mapped": "sheet",
    "find.search.about": "subject",
    "find.search.search": "word",
    "find.search.thing": "subject",
    "firms.reads.firm": "firm",
    "jobs.reads.job": "job",
    "journal.proof.leaf_index": "entry leaf",
    "journal.reads.latest_of_case": "case",
    "journal.reads.newest_of_cases": "cases kinds",
    "journal.reads.of_case": "case",
    "journal.reads.of_cases": "cases kinds",
    "journal.reads.latest_about": "plan_subject room",
    "journal.receipts.receipt": "entry word",
    "matters.reads.catalogue_of_version": "version",
    "matters.reads.changes_between": "version_before version",
    "matters.reads.excess": "version_row",
    "matters.reads.matter": "matter",
    "matters.reads.matters_of_version": "version",
    "matters.reads.version_row": "version",
    "meetings.reads.matters.matter_for": "resolved",
    "meetings.reads.matters.matters_of": "minute_row",
    "meetings.reads.minutes.minute_for": "minute",
    "meetings.reads.minutes.reconciled": "minute_rows",
    "meetings.reads.minutes.text_of": "minute_row",
    "meetings.reads.papers.papers": "matter_row",
    "people.reads.holder_of": "firm title",
    "people.reads.party": "firm",
    "people.reads.party_of": "party",
    "people.tenures.hold": "post",
    "people.tenures.newcomers": "on post",
    "people.tenures.tenures_of": "post",
    "people.tenures.tenures_of_posts": "posts",
    "plans.reads.link_of": "project_number",
    "plans.reads.plan_for": "project_number on",
    "plans.reads.plan_of_project": "project_row on",
    "plans.reads.proposals": "project_number",
    "projects.reads.changed_last": "project_number",
    "projects.reads.project": "project",
    "projects.reads.project_for": "project_number",
    "projects.reads.project_of_number": "project_number",
}
WHOLE = {  # reads without a key: they say what they said before the other county came
    "approvals.reads.applied_for", "approvals.reads.bound_by_law", "approvals.reads.findable",
    "approvals.reads.lapsed", "approvals.reads.run_out", "boards.reads.board", "boards.reads.has_matters",
    "commitments.inherited.handovers", "commitments.reads.cases", "commitments.reads.open_promises",
    "commitments.reads.parties_of_cases", "commitments.reads.seen_cases", "commitments.standings.standings",
    "find.parties.findable", "firms.reads.findable", "firms.reads.firms", "firms.reads.industries",
    "firms.reads.warnings", "items.reads.bodies", "items.reads.counts", "items.reads.items",
    "jobs.queue.asked_by", "jobs.reads.jobs",
    "journal.reads.count_of",
    "journal.reads.last_recorded_at", "journal.seal.checkpoints", "journal.seal.last_batch", "journal.seal.waiting",
    "matters.reads.ever_run", "matters.reads.findable", "matters.reads.matters", "matters.reads.running_catalogue",
    "matters.reads.runs_any",
    "matters.reads.versions", "meetings.reads.matters.findable",
    "meetings.reads.matters.our_matters", "meetings.reads.minutes.findable", "meetings.reads.minutes.minutes",
    "people.reads.calendar_of", "people.reads.parties", "people.reads.parties_by_pk", "people.reads.posts",
    "plans.reads.planned", "plans.reads.starts",
    "people.tenures.posts", "people.tokens.tokens_of", "projects.reads.findable", "projects.reads.projects",
    "projects.forms.going.template", "projects.reads.ledger", "projects.reads.ledger_of_works",
}  # fmt: skip
NO_READS = {  # public, with a place or a seat, and no read of rows
    "journal.keys.identity": "which key signs: an installation has one for all its counties",
    "approvals.actions.acceptance.accept_by_law": "writes, for the tick",
    "approvals.actions.calendar.follow_calendar": "writes, for the calendar",
    "approvals.actions.decision.end_by_law": "writes, for the tick",
    "commitments.handover.ask": "writes, for the tick",
    "commitments.reads.in_circle": "a condition",
    "commitments.reads.lets_in": "of a row in hand",
    "commitments.tick.escalate": "writes, for the tick",
    "commitments.tick.recompute": "writes, for the tick",
    "commitments.tick.turn": "writes, for the tick",
    "county.actions.next_demo_day": "writes, for the demo",
    "find.circles.keys_of": "of the seat alone",
    "items.forms.incoming": "a file held against the reads above",
    "items.forms.outgoing": "a sheet of the reads above, asked on its page",
    "projects.forms.coming.read_ledger": "a file held against the reads above",
    "projects.forms.going.ledger_sheets": "a sheet of the reads above, asked on its page",
    "journal.once.forget": "deletes old answers of its own region",
    "journal.seal.after": "a queryset of its own region",
    "journal.seal.seal": "writes, by the sealer",
    "matters.reads.county_changes": "of a version that `version_row` finds, asked above",
    "plans.reads.completion_of": "of a plan in hand",
    "plans.reads.held_days": "of a plan in hand",
    "plans.reads.least_of": "of a plan in hand",
    "plans.actions.calendar.follow_calendar": "writes, for the calendar",
    "matters.reads.matter_of_code": "both counties have these codes; what it gives stands in the walks",
}
IN_HAND = {  # reads by a bare key: asked for a row that came through one of the above
    "approvals.reads.notices", "commitments.reads.holds_of", "commitments.reads.pauses_of",
    "commitments.reckoning.stops_of", "meetings.reads.minutes.clauses_of", "people.reads.held_by",
    "people.reads.party_key", "people.reads.seat_of",
}  # fmt: skip


def public() -> Iterator[tuple[str, Callable[..., Any], inspect.Signature]]:
    """Every public function of spine and slices by the end of its dotted name."""
    for package in (spine, slices):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if ".migrations" in found.name:
                continue
            module = importlib.import_module(found.name)
            for name, function in vars(module).items():
                own = inspect.isfunction(inspect.unwrap(function)) if callable(function) else False
                if own and not name.startswith("_") and getattr(function, "__module__", "") == found.name:
                    yield f"{found.name}.{name}".split(".", 2)[2], function, inspect.signature(function)


def readers() -> dict[str, Callable[..., Any]]:
    """Those that are given for whom, or for where, they read; what acts is given `by`."""
    return {
        name: function
        for name, function, signature in public()
        if any(p.annotation in (Place, Seat) and p.name in ("seat", "where") for p in signature.parameters.values())
    }


def test_every_read_is_asked_below() -> None:
    found = readers().keys() - {name for name in readers() if ".rules" in name or ".views." in name}
    assert found == BY_KEY.keys() | WHOLE | NO_READS.keys()


def test_every_read_by_a_bare_key_is_of_a_row_in_hand() -> None:
    bare = {
        name
        for name, _, signature in public()
        if ".reads" in f".{name}" or ".reckoning" in name
        if (first := next(iter(signature.parameters.values()), None)) and first.annotation is int
        if first.name in ("pk", "case", "commitment", "application", "meeting", "person", "party", "post")
    }
    assert bare == IN_HAND


def keys(two: Two) -> dict[str, Any]:
    """Rows and keys of the other county."""
    where, law = two.theirs.where, of_law(two.theirs.where)
    file = int(two.theirs.keys["files"][0])
    entry = Entry.objects.within(where.pk).filter(subject=f"files.storedfile/{file}").latest("pk")
    row = application_of(law, entry.case)
    matter = matter_for(law, two.theirs.keys["reported"][0])
    version, version_before = map(int, two.theirs.keys["versions"])
    firm = parties(where)[two.theirs.keys["firms"][0]]
    return {
        "number": two.theirs.keys["cases"][0], "numbers": [two.theirs.keys["cases"][0]],
        "number_of_part": f"{two.theirs.keys['cases'][0]}-1",
        "case": row.case_id, "cases": [row.case_id], "application": row.pk,
        "application_row": row, "promise": Commitment.objects.within(where.pk).filter(case=row.case_id).latest("pk").pk,
        "post": int(two.theirs.keys["posts"][0]), "posts": [int(two.theirs.keys["posts"][0])],
        "on": DAY, "files": [file], "sheet": int(two.theirs.keys["sheets"][0]), "subject": f"firm/{firm.key}",
        "word": "qzxname", "job": int(two.theirs.keys["jobs"][0]), "entry": entry.pk, "leaf": bytes(entry.leaf),
        "kinds": ["approvals.received"], "resolved": matter.number, "minute": matter.minute.number,
        "minute_row": matter.minute, "minute_rows": [matter.minute],
        "matter_row": matter, "firm": firm.key, "party": firm.pk, "title": "联系人",
        "version": version, "version_before": version_before, "version_row": version_row(where, version),
        "matter": Matter.objects.within(where.pk).latest("pk").pk,
        "project": Project.objects.within(where.pk).get(number="qzxP55").pk,
        "project_row": project_of_number(where, "qzxP55"), "project_number": "qzxP55",
        "plan_subject": "project/qzxP55", "room": "plans",
    }  # fmt: skip


def asked(function: Callable[..., Any], seat: Seat, given: list[Any]) -> Any:
    """What a read gives to a seat, or to its place."""
    first = next(iter(inspect.signature(function).parameters.values()))
    try:
        found = function(seat if first.annotation is Seat else seat.place, *given)
        if isinstance(found, QuerySet):
            return sorted(map(repr, found.values_list()))
        return list(found) if inspect.isgenerator(found) else found
    except (NotYours, ObjectDoesNotExist):
        return None


def seats(two: Two) -> list[Seat]:
    """Everybody of the first county, and its law."""
    return [of_law(two.ours.where), *map(two.ours.seat, ROLES)]


def test_a_read_with_keys_of_the_other_county_gives_nothing(two: Two) -> None:
    theirs, every = keys(two), readers()
    for seat in seats(two):
        got = {name: asked(every[name], seat, [theirs[key] for key in named.split()]) for name, named in BY_KEY.items()}
        assert {name: found for name, found in got.items() if found and found != Hits((), False)} == {}, seat.role


def test_the_same_reads_give_it_to_whoever_is_there(two: Two) -> None:
    """What is asked for above stands there."""
    law, theirs, every = of_law(two.theirs.where), keys(two), readers()
    got = {name: asked(every[name], law, [theirs[key] for key in named.split()]) for name, named in BY_KEY.items()}
    assert {name for name, found in got.items() if not found} <= {"journal.proof.leaf_index", "jobs.reads.job"}


def test_a_read_of_everything_is_of_ones_own_county(two: Two) -> None:
    every = readers()

    def said() -> dict[tuple[str, int | None], str]:
        pairs = [(name, seat) for name in sorted(WHOLE) for seat in seats(two)]
        return {(name, seat.post): repr(asked(every[name], seat, _days(every[name]))) for name, seat in pairs}

    both = said()
    put_down(two.alone)
    assert said() == both
    assert not [name for name, text in both.items() if CANARY.search(text)]


def _days(function: Callable[..., Any]) -> list[date]:
    return [DAY for p in inspect.signature(function).parameters.values() if p.annotation is date]
