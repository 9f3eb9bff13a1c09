"""What is typed on the county's own screens."""

from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from django import forms
from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from luodi.web.fields import day, shown

LOCKED_MINUTES = int(settings.AXES_COOLOFF_TIME * 60)


def tries_left(request: HttpRequest, username: str) -> int:
    """How often a wrong password may still be tried for an account before it is locked."""
    failures: int = AxesProxyHandler.get_failures(request, {"username": username})
    return int(settings.AXES_FAILURE_LIMIT) - failures


def locked() -> str:
    """What is said of an account that is."""
    words = _("This account is locked for %(minutes)s minutes after %(tries)s wrong tries.")
    return words % {"minutes": LOCKED_MINUTES, "tries": settings.AXES_FAILURE_LIMIT}


def tried(left: int) -> str:
    """What a wrong password has brought an account to."""
    if left <= 0:
        return locked()
    return ngettext(
        "%(n)s more wrong try locks the account for %(minutes)s minutes.",
        "%(n)s more wrong tries lock the account for %(minutes)s minutes.",
        left,
    ) % {"n": left, "minutes": LOCKED_MINUTES}


class SignIn(forms.Form):
    """A local account. What is wrong is said alike for an account that is there and one that is not."""

    username = forms.CharField(label=gettext_lazy("Account"), max_length=60)
    password = forms.CharField(label=gettext_lazy("Password"), max_length=128, strip=False, widget=forms.PasswordInput)

    def __init__(self, request: HttpRequest, sent: Any = None) -> None:
        super().__init__(sent, label_suffix="")
        self.request = request
        self.user: Any = None
        self.fields["username"].widget.attrs |= {"autocomplete": "username", "autocapitalize": "none"}
        self.fields["password"].widget.attrs |= {"autocomplete": "current-password"}

    def clean(self) -> dict[str, Any]:
        """Find the account; says how many tries are left."""
        given = super().clean() or {}
        if "username" in given and "password" in given:
            self.user = authenticate(self.request, username=given["username"], password=given["password"])
            if self.user is None:
                self.add_error("password", self._wrong(given["username"]))
        return given

    def _wrong(self, username: str) -> str:
        left = tries_left(self.request, username)
        if left <= 0:
            return locked()
        return ngettext(
            "Account and password do not match. %(n)s more wrong try locks the account for %(minutes)s minutes.",
            "Account and password do not match. %(n)s more wrong tries lock the account for %(minutes)s minutes.",
            left,
        ) % {"n": left, "minutes": LOCKED_MINUTES}


def _word(label: Any, kind: str, **options: Any) -> forms.CharField:
    """A password: `kind` is what the browser's own keeper of passwords takes it for."""
    typed = forms.PasswordInput(attrs={"autocomplete": kind})
    return forms.CharField(label=label, max_length=128, strip=False, widget=typed, **options)


class ChangePassword(forms.Form):
    """One's own password: the present one, and the new one twice. What was typed is never shown again."""

    present = _word(gettext_lazy("Present password"), "current-password")
    fresh = _word(
        gettext_lazy("New password"),
        "new-password",
        min_length=10,
        error_messages={"min_length": gettext_lazy("This is too short: ten characters at least.")},
        help_text=gettext_lazy("At least ten characters, not digits alone; a sentence you remember is best."),
    )
    again = _word(gettext_lazy("New password, once more"), "new-password")

    def __init__(self, sent: Any = None, *, user: Any) -> None:
        super().__init__(sent, label_suffix="")
        self.user = user
        del self.fields["fresh"].widget.attrs["minlength"]  # the browser would say it in its own words

    def clean_fresh(self) -> str:
        fresh = str(self.cleaned_data["fresh"])
        if fresh == self.cleaned_data.get("present"):
            raise forms.ValidationError(_("This is the present one; think of another."))
        validate_password(fresh, self.user)
        return fresh

    def clean_again(self) -> str:
        again = str(self.cleaned_data["again"])
        if "fresh" in self.cleaned_data and again != self.cleaned_data["fresh"]:
            raise forms.ValidationError(_("The two do not agree; type the new password again."))
        return again


class MakeKey(forms.Form):
    """A key for programs."""

    name = forms.CharField(
        validators=[shown],
        label=gettext_lazy("What it is for"),
        max_length=60,
        error_messages={"required": gettext_lazy("Name the program, so that you know later which one has the key.")},
    )
    scopes = forms.ChoiceField(
        label=gettext_lazy("What it may do"),
        choices=[("read", gettext_lazy("read what you see")), ("read write", gettext_lazy("read, and act as you may"))],
    )
    expires_on = day(gettext_lazy("Last day"))

    def clean_scopes(self) -> list[str]:
        return str(self.cleaned_data["scopes"]).split()


class NameHolder(forms.Form):
    """Who takes a post, from which day, and the account to sign in with."""

    post = forms.TypedChoiceField(label=gettext_lazy("Post"), coerce=int)
    name = forms.CharField(
        validators=[shown],
        label=gettext_lazy("Name of the newcomer"),
        max_length=60,
        error_messages={"required": gettext_lazy("Write who takes the post.")},
    )
    from_on = day(
        gettext_lazy("First day in office"),
        gettext_lazy("Today or later. From this day on the former holder's account opens nothing."),
    )
    username = forms.RegexField(
        label=gettext_lazy("Account name"),
        regex=r"^[A-Za-z0-9][A-Za-z0-9._-]{2,39}\Z",
        required=False,
        help_text=gettext_lazy("Letters and digits. Left empty, no account is opened."),
        error_messages={"invalid": gettext_lazy("Three to forty letters, digits, dots or hyphens.")},
    )

    def __init__(self, *args: Any, posts: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choices: Any = self.fields["post"]
        choices.choices = [("", gettext_lazy("choose")), *posts]


class Answer(forms.Form):
    """A word on one promise of a former holder."""

    act = forms.ChoiceField(choices=[(word, word) for word in ("acknowledge", "dispute", "uphold", "pass_on")])
    promise = forms.IntegerField(min_value=1, max_value=2**63 - 1)
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300, required=False, validators=[shown])
    to = forms.IntegerField(min_value=1, max_value=2**63 - 1, required=False)


class AskWork(forms.Form):
    """Work to be done in the background; an import brings its file."""

    kind = forms.ChoiceField(label=gettext_lazy("What is to be done"))
    file = forms.FileField(
        label=gettext_lazy("Event log, for an import"),
        required=False,
        help_text=gettext_lazy("XES or CSV, at most 10 MB; larger ones by the command on the machine."),
    )

    def __init__(self, *args: Any, kinds: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choices: Any = self.fields["kind"]
        choices.choices = [("", gettext_lazy("choose")), *((offer.kind, offer.title) for offer in kinds)]
