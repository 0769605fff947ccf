"""The bytes of a page -> its characters.

In the order of the Encoding Sniffing Algorithm of WHATWG HTML: byte order mark, what was said
beside the bytes (a media type with a charset), `<meta>` among the first bytes, and without any of
these UTF-8 where the bytes are that, else windows-1252. Three steps are ours: bytes that are UTF-8
with more than ASCII in it are read as that, whatever they are said to be, since no other encoding
looks so by chance and a page that was saved anew often keeps the old name; bytes that are said to
be UTF-8 and hold more that is none than characters of it are windows-1252; and a `<meta>` that
comes late counts, as browsers read the page anew from there.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

from timeline.errors import UnreadableError
from timeline.model import Diagnostic

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_PRESCAN: Final = 1024
_META: Final = re.compile(
    rb"<meta[\s/][^>]{0,300}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{1,40})", re.IGNORECASE
)
_XML: Final = re.compile(rb"\s{0,99}<\?xml[^>]{0,200}?encoding\s?=\s?[\"']([\w.:-]{1,40})")
_CHARSET: Final = re.compile(r"charset\s?=\s?[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_KNOWN: Final = re.compile(
    r"utf-?8|(?:windows-|cp|x-cp)125[0-8]|windows-874|iso-?8859-?(?:[2-8]|10|1[3-6])(?:-[ie])?"
    r"|koi8-[ru]|macintosh|ibm866|cp866|euc-jp|iso-2022-jp"
)
"""What Python decodes as the Encoding Standard says; its other codecs are none of a page."""
_LABELS: Final = {
    **dict.fromkeys(
        "ascii us-ascii ansi_x3.4-1968 cp819 ibm819 iso-8859-1 iso8859-1 iso88591 iso_8859-1 l1 "
        "latin1 latin-1 x-user-defined".split(),
        "cp1252",
    ),
    **dict.fromkeys("iso-8859-9 iso8859-9 latin5 l5".split(), "cp1254"),
    **dict.fromkeys("tis-620 iso-8859-11 dos-874 windows-874".split(), "cp874"),
    **dict.fromkeys("gb2312 gbk gb18030 x-gbk chinese".split(), "gb18030"),
    **dict.fromkeys("shift_jis shift-jis sjis x-sjis ms_kanji windows-31j".split(), "cp932"),
    **dict.fromkeys("euc-kr korean ks_c_5601-1987 ksc5601 windows-949".split(), "cp949"),
    **dict.fromkeys("big5 big5-hkscs x-x-big5 cn-big5".split(), "big5hkscs"),
    **dict.fromkeys("utf-16 utf-16le utf-16be unicode".split(), "utf-8"),
}
"""Labels that mean another encoding than their name says: Encoding Standard, section 4.2. A page
that can be read to its `<meta>` is not UTF-16, whatever it says there."""
_BINARY: Final = 0.01
"""From so large a part of control characters on, what has no byte order mark is no text."""
_CONTROLS: Final = bytes({*range(9), 11, *range(14, 27), *range(28, 32)})
"""All but line ends, tabs, page breaks, and the escape that ISO-2022-JP has."""


def decoded(data: bytes, media: str, where: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return the characters of a page, and what was odd about their encoding.

    Raises UnreadableError for bytes that are no text.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _read(data[len(mark) :], name, f"its byte order mark says {name}")
    if len(data) - len(data.translate(None, _CONTROLS)) > _BINARY * len(data):
        raise UnreadableError(
            where, "binary data, not a page", "Give the page as your browser saved it."
        )
    label = _label(data, media)
    declared = None if label is None else _codec(label)
    try:
        text = data.decode()
    except UnicodeDecodeError:
        if declared is None:
            said = (
                "nothing states its encoding"
                if label is None
                else f"the encoding {label!r} is unknown"
            )
            text, _ = _read(data, "cp1252", "")
            return text, (_odd(f"read as windows-1252: it is not UTF-8, and {said}"),)
        if declared == "utf-8" and not _is_mostly_utf8(data):
            text, _ = _read(data, "cp1252", "")
            return text, (_odd(f"read as windows-1252: it says {label}, but is not UTF-8"),)
        return _read(data, declared, f"it says {label}")
    if declared in (None, "utf-8") or len(text) < len(data):
        if declared not in (None, "utf-8"):
            return text, (_odd(f"read as UTF-8, although it says {label}"),)
        return text, ()
    return _read(data, declared, f"it says {label}")


def _label(data: bytes, media: str) -> str | None:
    beside = _CHARSET.search(media)
    if beside is not None:
        return beside[1].lower()
    found = _META.search(data, 0, _PRESCAN) or _XML.match(data, 0, _PRESCAN) or _META.search(data)
    return None if found is None else found[1].decode("ascii").lower()


def _is_mostly_utf8(data: bytes) -> bool:
    """Tell whether bytes hold more characters of UTF-8 beyond ASCII than bytes that are none."""
    text = data.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    return sum(not character.isascii() for character in text) > 2 * lost


def _codec(label: str) -> str | None:
    if label in _LABELS:
        return _LABELS[label]
    if not _KNOWN.fullmatch(label):
        return None
    name = re.sub(r"-[ie]$", "", label)
    return codecs.lookup("mac-roman" if name == "macintosh" else name.removeprefix("x-")).name


def _read(data: bytes, codec: str, said: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return the characters; bytes that stand for none become U+FFFD, which is told."""
    text = data.decode(codec, "replace")
    lost = text.count("\ufffd")
    if not lost or not said:
        return text, ()
    return text, (_odd(f"{lost} characters are unreadable: {said}, but that is not quite true"),)


def _odd(message: str) -> Diagnostic:
    return Diagnostic("encoding", message)
