"""The unified social credit code (GB 32100-2015): a failing check digit warns, for real early codes fail it."""

from stdnum.cn import uscc
from stdnum.exceptions import InvalidChecksum, ValidationError


def code_warning(code: str) -> str:
    """What is odd about a credit code: "", "check digit" or "form"."""
    try:
        uscc.validate(code)
    except InvalidChecksum:
        return "check digit"
    except ValidationError:
        return "form"
    return ""
