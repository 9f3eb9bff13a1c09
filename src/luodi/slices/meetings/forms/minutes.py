"""Forms of a minute, their fields named as the verbs' arguments. They parse and decide nothing."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luodi.slices.meetings.forms.fields import amount, authority, reason
from luodi.web.fields import Pairs, Words, bounded, day

LONGEST = 20_000  # characters of a minute


class MinuteForm(forms.Form):
    """A minute to type in."""

    number = Words(_("Number of the minute"), _("Write the number the minute carries."), longest=48)
    body = Words(_("Which meeting"), _("Write what the meeting is called."), longest=40)
    title = Words(_("About what"), _("Write in a few words what it was about."), longest=120)
    held_on = day(_("Held on"))
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
        longest=LONGEST,
        hint=_("What was resolved stands numbered, each on a line of its own. Secret papers do not belong here."),
    )

    def __init__(self, *args: Any, chairs: Pairs, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["chair"].choices = [("", _("choose")), *chairs]  # type: ignore[attr-defined]

    def clean_chair(self) -> int | None:
        return int(self.cleaned_data["chair"]) if self.cleaned_data["chair"] else None


class Rewrite(forms.Form):
    text = Words(_("Text of the minute"), _("Write or paste the text."), lines=16, longest=LONGEST)


class Mark(forms.Form):
    """A sentence chosen, or a place of the text from one character to another."""

    sentence = forms.CharField(required=False)
    from_place = forms.IntegerField(label=_("From character"), required=False, **bounded(0, LONGEST))
    to_place = forms.IntegerField(label=_("To character"), required=False, **bounded(1, LONGEST))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        begin, end = given.get("from_place"), given.get("to_place")
        if begin is None or end is None:
            first, _dash, last = given.get("sentence", "").partition("-")
            if not (first.isdecimal() and last.isdecimal() and len(first + last) < 12):
                raise forms.ValidationError(_("Choose a sentence, or select words in the text."))
            begin, end = int(first), int(last)
        return {"from_place": begin, "to_place": end}


class SetAside(forms.Form):
    """`ordinal` is chosen among the sentences nobody marked."""

    ordinal = forms.IntegerField(
        label=_("Which sentence"), widget=forms.Select, error_messages={"required": _("Choose the sentence.")}
    )
    reason = reason()

    def offer(self, sentences: Pairs) -> None:
        """What can be chosen."""
        self.fields["ordinal"].widget.choices = [("", _("choose")), *sentences]


class Unmark(forms.Form):
    ordinal = forms.IntegerField(min_value=1)


class Nothing(forms.Form):
    """Nothing has to be said."""


class CorrectMinute(forms.Form):
    before = Words(_("What it says"), _("Copy the words that are wrong."), longest=300)
    after = Words(_("What it should say"), _("Write the right words."), longest=300)
    reason = reason()
    authority = authority()


class Resolve(forms.Form):
    """A clause made a matter; what the text seems to say stands filled in."""

    title = Words(_("Short name"), _("Give the matter a short name."), longest=120)
    owner = forms.ChoiceField(label=_("Owner"), error_messages={"required": _("Choose who owns it: one, not two.")})
    supporting = forms.MultipleChoiceField(
        label=_("Who helps"), required=False, help_text=_("They see the matter; they do not owe it.")
    )
    due_on = day(_("Promised day"))
    scope = Words(
        _("What exactly was resolved"),
        _("Say what was resolved, so that one can see later whether it was kept."),
        lines=3,
    )
    amount = amount(_("Amount"), _("Only where one was resolved."))
    unit = Words(_("Unit"), longest=16)
    observe_days = forms.IntegerField(
        label=_("Days to watch the effect"), required=False, **bounded(0, 3650),
        help_text=_("Calendar days after which the effect can be judged; empty where it shows at once."),
    )  # fmt: skip

    def __init__(self, *args: Any, owners: Pairs, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["owner"].choices = [("", _("choose")), *owners]  # type: ignore[attr-defined]
        self.fields["supporting"].choices = owners  # type: ignore[attr-defined]

    def clean_observe_days(self) -> int:
        return self.cleaned_data["observe_days"] or 0


MINUTE_FORMS: dict[str, type[forms.Form]] = {
    "rewrite": Rewrite,
    "mark": Mark,
    "set_aside": SetAside,
    "unmark": Unmark,
    "make_final": Nothing,
    "correct_minute": CorrectMinute,
}
