"""Forms of minutes and matters, their fields named as the verbs' arguments. They parse and decide nothing."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar, NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _

Pairs = list[tuple[str, Any]]
PARTS_SHOWN = 4


class Offers(NamedTuple):
    """What the forms of a matter let choose, and what stands."""

    owners: Pairs = []
    scope: str = ""
    amount: Decimal | None = None
    unit: str = ""


class Words(forms.CharField):
    """Text; `ask` says what would be right where it has to be there."""

    def __init__(self, label: Any, ask: Any = "", *, lines: int = 0, longest: int = 300, hint: Any = "") -> None:
        widget = forms.Textarea(attrs={"rows": lines}) if lines else forms.TextInput()
        super().__init__(
            label=label, max_length=longest, widget=widget, help_text=hint, required=bool(ask),
            error_messages={"required": ask} if ask else None,
        )  # fmt: skip


def _day(label: Any, hint: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=hint,
        error_messages={
            "required": _("Choose the day."),
            "invalid": _("Write the day as year-month-day, for instance 2026-12-01."),
        },
    )


def _amount(label: Any, hint: Any = "") -> forms.DecimalField:
    return forms.DecimalField(
        label=label, required=False, max_digits=16, decimal_places=2, min_value=Decimal(0), help_text=hint,
        error_messages={"invalid": _("Write a number.")},
    )  # fmt: skip


def _authority() -> Words:
    hint = _("The body that agreed and its document, for instance the number of its minute.")
    return Words(_("By whose authority"), _("Name the authority and its document."), longest=120, hint=hint)


def _reason() -> Words:
    return Words(_("Reason"), _("Say why; it is read by whoever looks at the matter later."), lines=3)


def _document(required: bool) -> Words:
    ask = _("Evidence is needed: write the number of the document, or where it stands.") if required else ""
    return Words(_("Document"), ask, longest=200, hint=_("Its number, or where it stands."))


def _file() -> forms.FileField:
    return forms.FileField(label=_("File"), required=False, help_text=_("A PDF or a photograph; not needed."))


class MinuteForm(forms.Form):
    """A minute to type in."""

    number = Words(_("Number of the minute"), _("Write the number the minute carries."), longest=48)
    body = Words(_("Which meeting"), _("Write what the meeting is called."), longest=40)
    title = Words(_("About what"), _("Write in a few words what it was about."), longest=120)
    held_on = _day(_("Held on"))
    chair = forms.ChoiceField(label=_("Who chaired"), required=False)
    circle = forms.ChoiceField(
        label=_("Who reads it"),
        choices=[
            ("leaders", _("the office, leaders and readers; each owner reads its own matters")),
            ("owner", _("the office alone (a party group's paper); each owner reads its own matters")),
        ],
    )
    text = Words(
        _("Text of the minute"),
        _("Write or paste the text."),
        lines=16,
        longest=20000,
        hint=_("What was resolved stands numbered, each on a line of its own. Secret papers do not belong here."),
    )

    def __init__(self, *args: Any, chairs: Pairs, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["chair"].choices = [("", _("choose")), *chairs]  # type: ignore[attr-defined]

    def clean_chair(self) -> int | None:
        return int(self.cleaned_data["chair"]) if self.cleaned_data["chair"] else None


class Rewrite(forms.Form):
    text = Words(_("Text of the minute"), _("Write or paste the text."), lines=16, longest=20000)


class Mark(forms.Form):
    """A sentence chosen, or a place of the text from one character to another."""

    sentence = forms.CharField(required=False)
    from_place = forms.IntegerField(label=_("From character"), min_value=0, required=False)
    to_place = forms.IntegerField(label=_("To character"), min_value=1, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        begin, end = given.get("from_place"), given.get("to_place")
        if begin is None or end is None:
            first, _dash, last = given.get("sentence", "").partition("-")
            if not (first.isdecimal() and last.isdecimal() and len(first + last) < 12):
                raise forms.ValidationError(_("Choose a sentence, or select words in the text."))
            begin, end = int(first), int(last)
        return {"from_place": begin, "to_place": end}


class Unmark(forms.Form):
    ordinal = forms.IntegerField(min_value=1)


class Nothing(forms.Form):
    """Nothing has to be said."""


class CorrectMinute(forms.Form):
    before = Words(_("What it says"), _("Copy the words that are wrong."), longest=300)
    after = Words(_("What it should say"), _("Write the right words."), longest=300)
    reason = _reason()
    authority = _authority()


class Resolve(forms.Form):
    """A clause made a matter; what the text seems to say stands filled in."""

    title = Words(_("Short name"), _("Give the matter a short name."), longest=120)
    owner = forms.ChoiceField(label=_("Owner"), error_messages={"required": _("Choose who owns it: one, not two.")})
    helpers = forms.MultipleChoiceField(
        label=_("Who helps"), required=False, help_text=_("They see the matter; they do not owe it.")
    )
    due_on = _day(_("Promised day"))
    scope = Words(
        _("What exactly was resolved"),
        _("Say what was resolved, so that one can see later whether it was kept."),
        lines=3,
    )
    amount = _amount(_("Amount"), _("Only where one was resolved."))
    unit = Words(_("Unit"), longest=16)
    observe_days = forms.IntegerField(
        label=_("Days to watch the effect"), required=False, min_value=0, max_value=3650,
        help_text=_("Calendar days after which the effect can be judged; empty where it shows at once."),
    )  # fmt: skip

    def __init__(self, *args: Any, owners: Pairs, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["owner"].choices = [("", _("choose")), *owners]  # type: ignore[attr-defined]
        self.fields["helpers"].choices = owners  # type: ignore[attr-defined]

    def clean_observe_days(self) -> int:
        return self.cleaned_data["observe_days"] or 0


class MatterForm(forms.Form):
    """A form of one verb on one matter."""

    offered: ClassVar[Mapping[str, str]] = {}

    def __init__(self, *args: Any, offers: Offers, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.offered:
            self.fields[field].choices = [("", _("choose")), *offers.owners]  # type: ignore[attr-defined]
        for field in ("reached", "amount"):
            if field in self.fields and offers.amount is None and type(self) is not Correct:
                del self.fields[field]


class Report(MatterForm):
    reached = _amount(_("Reached in all"))
    note = Words(_("What came about"), lines=3)
    document = _document(False)
    file = _file()


class Finish(MatterForm):
    reached = _amount(_("Reached in all"))
    document = _document(True)
    file = _file()


class ShowEffect(MatterForm):
    effect = Words(_("What was seen"), _("Say what was seen of the effect."), lines=3)
    document = _document(True)
    file = _file()


class CloseOff(MatterForm):
    note = Words(_("What was checked"), longest=200)


class Propose(MatterForm):
    after = Words(_("What it would be instead"), _("Say what it would be instead."), lines=3)
    amount = _amount(_("Amount instead"), _("Empty: as it was."))
    reason = _reason()


class Approve(MatterForm):
    authority = _authority()


class Decline(MatterForm):
    authority = _authority()
    reason = _reason()


class FindDeparture(MatterForm):
    after = Words(_("What was done instead"), _("Say what was found."), lines=3)


class Mend(MatterForm):
    reason = Words(_("How it was done again"), _("Say how it was done as resolved."), lines=3)


class Waive(MatterForm):
    authority = _authority()
    reason = _reason()


class Extend(MatterForm):
    due_on = _day(_("New day"), _("The day that was resolved first stays readable."))
    authority = _authority()
    reason = _reason()


class HandOver(MatterForm):
    offered = {"to": "owners"}
    to = forms.ChoiceField(label=_("To whom"), error_messages={"required": _("Choose who owns it from now on.")})
    authority = _authority()
    reason = _reason()


class Split(MatterForm):
    """Up to four parts; an empty line is none."""

    authority = _authority()
    reason = _reason()

    def __init__(self, *args: Any, offers: Offers, **options: Any) -> None:
        super().__init__(*args, offers=offers, **options)
        fields: dict[str, forms.Field] = {}
        for place in range(1, PARTS_SHOWN + 1):
            fields[f"words_{place}"] = forms.CharField(
                label=_("Part %(n)s") % {"n": place}, max_length=120, required=place <= 2
            )
            fields[f"owner_{place}"] = forms.ChoiceField(
                label=_("Owner of part %(n)s") % {"n": place}, required=place <= 2,
                choices=[("", _("choose")), *offers.owners],
            )  # fmt: skip
            if offers.amount is not None:
                fields[f"amount_{place}"] = _amount(_("Amount of part %(n)s") % {"n": place})
        self.fields = fields | self.fields

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        parts = [
            (given[f"words_{place}"], given.get(f"owner_{place}", ""), given.get(f"amount_{place}"))
            for place in range(1, PARTS_SHOWN + 1)
            if given.get(f"words_{place}")
        ]
        return {"parts": parts, "authority": given.get("authority", ""), "reason": given.get("reason", "")}


class Reopen(MatterForm):
    reason = _reason()


class Correct(MatterForm):
    scope = Words(_("What the minute says"), _("Write what the minute says."), lines=3)
    amount = _amount(_("Amount in the minute"))
    authority = _authority()
    reason = _reason()

    def __init__(self, *args: Any, offers: Offers, **options: Any) -> None:
        super().__init__(*args, offers=offers, **options)
        self.fields["scope"].initial = offers.scope
        self.fields["amount"].initial = offers.amount


MINUTE_FORMS: dict[str, type[forms.Form]] = {
    "rewrite": Rewrite,
    "mark": Mark,
    "unmark": Unmark,
    "make_final": Nothing,
    "correct_minute": CorrectMinute,
}
FORMS: dict[str, type[MatterForm]] = {
    "report": Report,
    "finish": Finish,
    "show_effect": ShowEffect,
    "close_off": CloseOff,
    "propose": Propose,
    "approve": Approve,
    "decline": Decline,
    "find_departure": FindDeparture,
    "mend": Mend,
    "waive": Waive,
    "extend": Extend,
    "hand_over": HandOver,
    "split": Split,
    "reopen": Reopen,
    "correct": Correct,
}
