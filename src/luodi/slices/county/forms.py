"""What is typed on the county's own screens."""

from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from django import forms
from django.conf import settings
from django.contrib.auth import authenticate
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

LOCKED_MINUTES = int(settings.AXES_COOLOFF_TIME * 60)


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
        failures = AxesProxyHandler.get_failures(self.request, {"username": username})
        left = settings.AXES_FAILURE_LIMIT - failures
        if left <= 0:
            return _("This account is locked for %(minutes)s minutes after %(tries)s wrong tries.") % {
                "minutes": LOCKED_MINUTES,
                "tries": settings.AXES_FAILURE_LIMIT,
            }
        return ngettext(
            "Account and password do not match. %(n)s more wrong try locks the account for %(minutes)s minutes.",
            "Account and password do not match. %(n)s more wrong tries lock the account for %(minutes)s minutes.",
            left,
        ) % {"n": left, "minutes": LOCKED_MINUTES}
