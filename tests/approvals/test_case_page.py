"""What the case page says and in which order: the account both sides read, remarks, years, and what can be done."""

import re

import pytest

from tests.approvals.test_screens import TODAY, asked, look, paper, says, send, stopped


@pytest.fixture(autouse=True)
def english(settings) -> None:
    """Pages are read in English."""
    settings.LANGUAGE_CODE = "en"


def account(page: str) -> str:
    """The words of the day account alone."""
    return re.sub(r"<[^>]+>", " ", page.split('id="account"')[1].split('id="facts"')[0])


def test_the_account_is_the_same_for_office_and_firm_and_holds_no_checksum_and_no_remark(cast):
    number = asked(cast)
    send(cast, "F06", number, "supply", files=[paper()])
    send(cast, "zrzy", number, "remark", text="call the owner")
    office, firm = (account(look(cast, who, number).content.decode()) for who in ("zrzy", "F06"))
    assert "Papers supplied: 1" in office and "Papers supplied: 1" in firm
    for said in (office, firm):
        assert "checksum" not in said and "remark" not in said.lower()


def test_a_remark_says_who_made_it(cast):
    number = cast.received(TODAY)
    send(cast, "zrzy", number, "remark", text="call the owner")
    department = cast["zrzy"].party_name_en
    assert f"call the owner {department} ·" in says(look(cast, "zrzy", number))


def test_a_form_that_came_back_still_says_what_was_asked(cast):
    number = asked(cast)
    page = says(send(cast, "F06", number, "supply"))
    assert page.index("A map of the plot") < page.rindex("Photographs or files")  # the refusal above names the field


def test_what_can_be_done_stands_before_the_account(cast):
    page = look(cast, "zrzy", cast.accepted("2026-11-16")).content.decode()
    assert page.index('id="acts"') < page.index('id="account"')


def test_whoever_only_looks_is_not_told_to_close_it(cast):
    number = cast.accepted("2026-10-12")
    assert "Close it" in says(look(cast, "zrzy", number))
    assert "over : " in says(look(cast, "leader", number)) and "Close it" not in says(look(cast, "leader", number))


def test_the_account_says_the_year_of_another_year(cast):
    number = cast.accepted("2025-12-30")
    assert "2025/12/30" in account(look(cast, "zrzy", number).content.decode())


def test_a_flag_is_spoken_of_only_where_one_stands(cast):
    assert "the flag is the due day" in says(look(cast, "zrzy", cast.accepted("2026-11-16")))
    assert "the flag is the due day" not in says(look(cast, "zrzy", stopped(cast)))
