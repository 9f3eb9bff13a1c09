"""Which work there is: the only place that knows both the queue and what the rooms can do."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from luodi.cli.log import import_log
from luodi.cli.main import Failed
from luodi.cli.tick import tick
from luodi.kernel.clock import zone_of
from luodi.kernel.problems import Problem, problem
from luodi.spine.files.reads import files, stands_at
from luodi.spine.jobs.kinds import Kind, Work
from luodi.spine.journal.reads import count_of
from luodi.spine.journal.seal import seal
from luodi.spine.journal.verify import verify
from luodi.spine.people.reads import places
from luodi.spine.people.seats import NotYours, Place, Refused
from luodi.web.clock import now, today

MORNING = 5  # the day begins before the first office opens


def each_minute(where: Place, at: datetime) -> str:
    """The minute."""
    return at.isoformat(timespec="minutes")


def each_morning(where: Place, at: datetime) -> str:
    """The region's day, once its morning has come; a demo's day is moved by hand, its tick with it."""
    early = at.astimezone(zone_of(where.zone)).hour < MORNING
    return "" if where.frozen_on or early else today(where).isoformat()


def _seal(work: Work) -> Problem:
    done = seal(work.place, at=now(work.place))
    return problem("%(n)s facts sealed, %(size)s in the tree.", n=done.facts, size=done.size)


def _tick(work: Work) -> Problem:
    done = tick(work.place)
    by_law = done.accepted_by_law + done.resumed_by_law
    return problem("%(n)s lights turned, %(law)s done by law.", n=done.turned, law=by_law)


def _verify(work: Work) -> Problem:
    """Everything of the installation is compared; a county is told of its own."""
    verdict = verify()
    if verdict.clean:
        facts, tables = count_of(work.place), len(verdict.covered)
        return problem("%(n)s facts and %(tables)s tables say the same.", n=facts, tables=tables)
    if len(places()) > 1:
        raise Refused(problem("Tables and journal differ; `luodi verify` on the machine names the places."))
    first = verdict.differences[0]
    where = f"{first.table} {first.key} {first.column}"
    raise Refused(
        problem("%(n)s places differ from the journal, the first: %(where)s.", n=len(verdict.differences), where=where)
    )


def _import(work: Work) -> Problem:
    found = files(work.place, [int(work.told["file"])])
    if not found:
        raise NotYours(str(work.told["file"]))

    def tell(done: int, of: int) -> None:
        work.step(done, of, problem("%(done)s of %(of)s cases", done=done, of=of))

    try:
        done = import_log(stands_at(found[0]), region=work.place.code, tell=tell)
    except Failed as refused:
        reason = str(refused.__cause__ or refused)
        raise Refused(problem("The file was refused, nothing was written: %(why)s", why=reason)) from refused
    return problem(
        "%(cases)s cases and %(events)s events read, %(new)s facts written; %(skipped)s lines skipped.",
        cases=done.cases, events=done.events, new=done.new, skipped=len(done.skipped),
    )  # fmt: skip


KINDS = {
    "import": Kind(
        _import,
        _("Import an event log"),
        _("What is in already is not written again."),
        ("leader",),
        takes_file=True,
    ),
    "tick": Kind(
        _tick,
        _("Bring the day on"),
        _("Lights turn, and what law makes happen by time happens."),
        ("leader", "window"),
        each_morning,
    ),
    "seal": Kind(
        _seal,
        _("Seal the journal"),
        _("What was recorded goes into the signed tree."),
        ("leader", "window"),
        each_minute,
    ),
    "verify": Kind(
        _verify,
        _("Verify the journal"),
        _("Every table is compared with what the journal tells."),
        ("leader", "window"),
    ),
}
