"""Forms of a case: one per verb, its fields named as the verb's arguments. They parse and decide nothing."""

from collections.abc import Mapping
from typing import Any, ClassVar, NamedTuple

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from luodi.web.fields import Pairs, Words, day, shown


class Offers(NamedTuple):
    """What a case's forms let choose."""

    procedures: Pairs = []
    holders: Pairs = []
    offices: Pairs = []
    late: bool = False


def _number() -> Words:
    return Words(label=_("Document number"), ask=_("Write the number the document carries."), longest=80)


def _overrun() -> forms.CharField:
    return forms.CharField(
        validators=[shown],
        label=_("Why it is late"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The applicant and the public read it (Business Environment Regulation, art. 36)."),
    )


class Files(forms.FileField):
    """Any number of files, at least one where required."""

    class Widget(forms.ClearableFileInput):
        allow_multiple_selected = True

    def __init__(self, **options: Any) -> None:
        accept = "image/*,application/pdf,.docx,.xlsx,.pptx,.odt,.ofd,.txt"
        super().__init__(widget=self.Widget(attrs={"multiple": True, "accept": accept}), **options)

    def clean(self, value: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        one = super().clean
        return [one(file, initial) for file in value] if value else [one(None, initial)] if self.required else []


class CaseForm(forms.Form):
    """A form of one verb on one case."""

    offered: ClassVar[Mapping[str, str]] = {}

    def __init__(self, *args: Any, offers: Offers, **options: Any) -> None:
        super().__init__(*args, **options)
        for field, offer in self.offered.items():
            self.fields[field].choices = getattr(offers, offer)  # type: ignore[attr-defined]
        if "overrun_reason" in self.fields and not offers.late:
            del self.fields["overrun_reason"]


class Accept(CaseForm):
    """Nothing has to be said."""


class GiveNotice(CaseForm):
    items = Words(
        label=_("What is missing"),
        ask=_("Write each missing item on a line of its own."),
        lines=4,
        longest=4000,
        hint=_("One item a line, and all of them: there is no second notice."),
    )
    document = _number()
    answer_by = day(_("Answer by"), required=False)

    def clean_items(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["items"].splitlines() if line.strip()]


class Supply(CaseForm):
    files = Files(  # type: ignore[assignment]  # the action's argument has this name; what was sent stays in `cleaned_data`
        label=_("Photographs or files"),
        error_messages={"required": _("Choose at least one photograph or file.")},
        help_text=_("PDF, photographs, office documents; 10 MB each."),
    )


class RefuseAcceptance(CaseForm):
    reason = Words(label=_("Why it is not accepted"), ask=_("Say why, so that the applicant can read it."), lines=3)
    agency = Words(label=_("Competent agency"), ask=_("Name the agency the applicant has to go to."), longest=120)
    document = _number()


class StartSpecial(CaseForm):
    offered = {"procedure": "procedures", "held_by": "holders"}
    procedure = forms.ChoiceField(
        label=_("Procedure"),
        help_text=_("Only what the law lists stops the clock."),
        error_messages={"required": _("Choose the procedure.")},
    )
    held_by = forms.ChoiceField(
        label=_("Who carries it out"), error_messages={"required": _("Choose who has the ball meanwhile.")}
    )
    document = Words(
        label=_("Number of the written notice"),
        ask=_("Without a written notice the clock does not stop: write its number."),
        longest=80,
    )
    until = day(_("Finished by"))


class EndSpecial(CaseForm):
    note = forms.CharField(label=_("What came out"), max_length=200, required=False, validators=[shown])


class Extend(CaseForm):
    days = forms.IntegerField(
        label=_("Working days"),
        help_text=_("1 to 10; the statutory day moves, the promised one stays."),
        error_messages={"required": _("Write how many working days, 1 to 10."), "invalid": _("Write a whole number.")},
    )
    reason = Words(label=_("Reason"), ask=_("The applicant is told the reason: write it."), lines=3)
    document = _number()


class HandOn(CaseForm):
    offered = {"to": "offices"}
    to = forms.ChoiceField(label=_("To whom"), error_messages={"required": _("Choose who takes it over.")})
    reason = Words(label=_("Reason"), ask=_("Say why, so that the applicant can read it."), lines=3)


class Grant(CaseForm):
    document = _number()
    file = forms.FileField(label=_("The document"), required=False, help_text=_("A PDF or a photograph; not needed."))
    overrun_reason = _overrun()


class Refuse(CaseForm):
    reason = Words(label=_("Grounds"), ask=_("A refusal states its grounds."), lines=4, longest=1000)
    document = _number()
    overrun_reason = _overrun()


class Withdraw(CaseForm):
    reason = Words(label=_("Why"), ask=_("Say in a word why you withdraw it."), lines=2)


class Remark(CaseForm):
    text = Words(
        label=_("Remark"),
        ask=_("Write the remark."),
        lines=3,
        longest=500,
        hint=_("The office reads it, the applicant never."),
    )


FORMS: dict[str, type[CaseForm]] = {
    "accept": Accept,
    "give_notice": GiveNotice,
    "supply": Supply,
    "refuse_acceptance": RefuseAcceptance,
    "start_special": StartSpecial,
    "end_special": EndSpecial,
    "extend": Extend,
    "hand_on": HandOn,
    "grant": Grant,
    "refuse": Refuse,
    "withdraw": Withdraw,
    "remark": Remark,
}
"""The form of each verb."""


class Apply(forms.Form):
    """What a firm applies for."""

    matter = forms.ChoiceField(
        label=_("What for"), error_messages={"required": _("Choose what you apply for.")}
    )
    project = forms.ChoiceField(label=_("For which project"), required=False)
    about = forms.CharField(
        validators=[shown],
        label=_("What it is about"), max_length=120, required=False, help_text=_("Only where there is no project.")
    )

    def __init__(self, *args: Any, matters: Pairs, projects: Pairs, **options: Any) -> None:
        super().__init__(*args, **options)
        for field, offered in (("matter", matters), ("project", projects)):
            self.fields[field].choices = [("", _("choose")), *offered]  # type: ignore[attr-defined]


class Receive(Apply):
    """What comes over the counter."""

    applicant = forms.ChoiceField(label=_("Applicant"), error_messages={"required": _("Choose who applies.")})
    field_order = ("applicant", "matter", "project", "about")

    def __init__(self, *args: Any, applicants: Pairs, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["applicant"].choices = [("", _("choose")), *applicants]  # type: ignore[attr-defined]
