"""An action is whole or nothing: what an inner verb raised cannot be caught and half of it kept."""

import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError

from luodi.db.together import together
from luodi.spine.journal.models import Entry
from luodi.spine.people.models import Party
from luodi.spine.people.seats import Refused
from tests.support.cast import Cast


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
