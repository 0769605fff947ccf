"""What an operating system or a parser reports of a file, as words for its user."""

from __future__ import annotations

import errno

from timeline.errors import UnreadableError
from timeline.values import MAX_NAME

_REMEDIES = {errno.ENAMETOOLONG: f"Give it a name of at most {MAX_NAME} bytes."}


def make_unreadable_error(path: str, error: OSError) -> UnreadableError:
    """Return the error for a file that the system does not let be read."""
    what = f"cannot be read ({error.strerror or error})"
    remedy = _REMEDIES.get(error.errno or 0, "Check that it is a file and its rights.")
    return UnreadableError(path, what, remedy)


def explain_syntax_error(error: ValueError | RecursionError, form: str) -> str:
    """Return why a text is not of a form, "JSON" or "TOML", as a parser reports it."""
    if isinstance(error, UnicodeError):
        return "not UTF-8"
    if isinstance(error, RecursionError):
        return f"not {form} that can be read: it is nested too deeply"
    if "integer string conversion" in str(error):
        return f"not {form} that can be read: a number has too many digits"
    return f"not {form} ({error})"
