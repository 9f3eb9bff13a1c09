"""Sentences of facts: a part in brackets is said only where all of its fields are known."""

import pytest

from luodi.kernel.facts import say
from luodi.slices.approvals import facts  # noqa: F401

WORDS = {
    ("approvals.granted", "en"): ({"number": "", "overrun": ""}, "Granted and closed"),
    ("approvals.granted", "zh"): ({"number": "9", "overrun": ""}, "准予，办结；文号 9"),
    ("approvals.notified", "zh"): ({"count": 0, "number": ""}, "一次性告知补正；球交申请人"),
    ("approvals.notified", "en"): (
        {"count": 2, "number": "N-1"},
        "One notice, items to supplement: 2, notice N-1; the ball goes to the applicant",
    ),
    ("approvals.special_started", "zh"): (
        {"procedure": "专家评审", "number": "", "until": None},
        "特别程序开始，停表：专家评审（行政许可法 45 条）",
    ),
    ("approvals.accepted", "en"): (
        {"day_zero_on": "2026-11-20", "due_on": None},
        "Accepted; the day itself is not counted (Civil Code, art. 201)",
    ),
}


@pytest.mark.parametrize(("fact", "language"), WORDS)
def test_a_sentence_says_no_number_that_is_not_known(fact, language):
    payload, sentence = WORDS[fact, language]
    assert say(fact, payload, language, party=str, day=str) == sentence


def test_brackets_that_somebody_typed_are_kept():
    said = say("approvals.remark_like", {}, "zh", party=str, day=str)
    typed = say("approvals.withdrawn", {"reason": "[no {name}]"}, "en", party=str, day=str)
    assert (said, typed) == ("approvals.remark_like", "Withdrawn by the applicant: [no {name}]")
