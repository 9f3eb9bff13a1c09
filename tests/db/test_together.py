"""An action is whole or nothing: what an inner verb raised cannot be caught and half of it kept."""

import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from luodi.db.ledger import Ledger, Unrecorded
from luodi.db.together import together
from luodi.spine.journal import facts
from luodi.spine.journal.models import Entry
from luodi.spine.journal.record import Happened, record, record_many
from luodi.spine.people.models import Party
from luodi.spine.people.seats import Refused
from tests.support.cast import BEGUN, Cast


def _renames(cast: Cast) -> None:
    Party.objects.within(cast.where.pk).filter(key="zrzy").update(name="x")
    raise Refused


def _name(cast: Cast) -> str:
    return Party.objects.within(cast.where.pk).get(key="zrzy").name


def test_what_an_inner_verb_left_half_done_is_never_committed(cast: Cast) -> None:
    @together
    def goes_on() -> int:
        with pytest.raises(Refused):
            together(_renames)(cast)
        return Entry.objects.within(cast.where.pk).count()

    before = _name(cast)
    with pytest.raises(TransactionManagementError):
        goes_on()
    assert (_name(cast), connection.ledger.acting) == (before, False)


def test_an_action_that_means_to_go_on_says_so(cast: Cast) -> None:
    @together
    def goes_on() -> None:
        with pytest.raises(Refused), transaction.atomic():
            together(_renames)(cast)

    before = _name(cast)
    goes_on()
    assert _name(cast) == before


def test_after_a_refusal_the_next_action_is_one_of_its_own(cast: Cast) -> None:
    with pytest.raises(Refused):
        together(_renames)(cast)
    assert (connection.ledger.acting, connection.ledger.open_tables()) == (False, [])
    depth = len(connection.savepoint_ids)
    assert together(lambda: len(connection.savepoint_ids))() == depth + 1


def _told(cast: Cast, name: str) -> None:
    Party.objects.within(cast.where.pk).filter(key="zrzy").update(name=name)
    record(facts.PartiesRegistered(len(name)), by=cast.law, at=BEGUN)


def _facts(cast: Cast, after: int) -> list[tuple[str, bool]]:
    """The facts since one, each by its payload and whether it carries rows."""
    found = Entry.objects.within(cast.where.pk).filter(pk__gt=after).order_by("pk")
    return [(entry.payload, entry.rows != "[]") for entry in found]


def _last(cast: Cast) -> int:
    return Entry.objects.within(cast.where.pk).latest("id").pk


def test_an_action_writes_its_facts_at_its_end_each_with_its_own_rows(cast: Cast) -> None:
    last = _last(cast)

    @together
    def two() -> None:
        _told(cast, "x")
        together(_told)(cast, "xx")
        assert _facts(cast, last) == []

    with CaptureQueriesContext(connection) as asked:
        two()
    assert _facts(cast, last) == [('{"count":1}', True), ('{"count":2}', True)]
    assert sum(query["sql"].startswith("INSERT") for query in asked.captured_queries) == 1


def test_a_savepoint_takes_back_the_facts_recorded_inside_it(cast: Cast) -> None:
    last = _last(cast)

    @together
    def goes_on() -> None:
        _told(cast, "x")
        with pytest.raises(Refused), transaction.atomic():
            _told(cast, "xx")
            raise Refused
        _told(cast, "xxx")

    goes_on()
    assert _facts(cast, last) == [('{"count":1}', True), ('{"count":3}', True)]


def test_many_facts_with_keys_come_after_those_that_wait(cast: Cast) -> None:
    last = _last(cast)

    @together
    def counted() -> list[int]:
        _told(cast, "x")
        many = [Happened(facts.PartiesRegistered(n), BEGUN) for n in (2, 3)]
        return record_many(many, by=cast.law, recorded_at=BEGUN)

    keys = counted()
    assert keys == sorted(keys)
    assert _facts(cast, last) == [('{"count":1}', True), ('{"count":2}', False), ('{"count":3}', False)]


def test_facts_that_are_not_written_are_not_committed() -> None:
    ledger = Ledger()
    ledger.acting = True
    ledger.record("a fact", list)
    with pytest.raises(Unrecorded, match="are not written"):
        ledger.refuse_open()
    ledger.write_waiting()
    ledger.refuse_open()
