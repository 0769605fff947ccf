"""A drawing as a picture of pixels; vl-convert, which draws it, knows no CSS variables."""

from __future__ import annotations

import re
from typing import Final

from timeline.errors import MissingExtraError

_VARIABLE: Final = re.compile(r"--([a-z0-9-]+): ([^;]+);")
_USE: Final = re.compile(r"var\(--([a-z0-9-]+)\)")
_MEDIA: Final = re.compile(r"@media [^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}\n?")
_TWICE: Final = 2


def to_png(svg: str) -> bytes:
    """Return a file of `standalone` as a PNG of twice its size, in the colours of light paper.

    Raises MissingExtraError without vl-convert.
    """
    try:
        import vl_convert
    except ImportError:
        raise MissingExtraError("The drawer of pictures (vl-convert)", "charts") from None
    drawn: bytes = vl_convert.svg_to_png(_with_plain_colors(svg), scale=_TWICE)
    return drawn


def _with_plain_colors(svg: str) -> str:
    """Return a file whose style names each colour where it is used, and no scheme."""
    light = _MEDIA.sub("", svg)
    colors = dict(_VARIABLE.findall(light))
    return _USE.sub(lambda match: colors.get(match[1], "none"), light)
