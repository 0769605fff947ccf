"""Dates that users write.

Apart from `metadata`, which loads the reader of texts: a question to the store needs none.
"""

from __future__ import annotations

from timeline.errors import BadValueError
from timeline.values import Period


def period_given(option: str, text: str | None) -> Period | None:
    """Return the date that a user wrote, None for none. Raises BadValueError."""
    if text is None:
        return None
    try:
        return Period.parse(text)
    except ValueError as error:
        detail = f" ({error})" if "is not an EDTF date" not in str(error) else ""
        raise BadValueError(
            option, text, f"an EDTF date, such as 2023, 2023-07-01 or '[2023-07..2023-09]'{detail}"
        ) from None
