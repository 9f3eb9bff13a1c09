"""Forms of plans: a proposal."""

from django import forms
from django.utils.translation import gettext_lazy as _

from luodi.web.fields import Words


class ProposalForm(forms.Form):
    """What is kept of what was tried: a title; the changes as the address writes them."""

    title = Words(_("What it is called"), _("Say what it is called."), longest=120)
    changes = forms.CharField(widget=forms.HiddenInput(), required=False, max_length=2000)
