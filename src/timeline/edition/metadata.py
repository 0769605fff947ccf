"""What is said about an edition, by whom, and what follows where nothing is said."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from timeline.edition.given_dates import period_given
from timeline.edition.runs import is_label
from timeline.errors import BadValueError
from timeline.model import COMPLETE, Claim, Document, Imprint, Snapshot
from timeline.reading.dates import publication as claim_rules
from timeline.reading.dates.creation_time import LATE
from timeline.sources.files import STANDARD_INPUT, Listed, Place
from timeline.sources.urls import drop_credentials
from timeline.values import Period, day_text

_SLUG = re.compile(r"[a-z0-9-]+")
_LABEL = re.compile(r"[a-z0-9.-]+")
_UNDATED = re.compile(r"undated-[0-9a-f]{8}")
LONGEST_SLUG: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionMetadata:
    """What the user, the folder or the name of the file says of an edition; None: nothing.

    `chosen` tells in words how the publication was chosen where the user did not name it;
    `name_label` is the label by the file's name where no date is known.
    `claims` are all dates that are stated, those too that the capture itself states.
    """

    publication: str
    chosen: str | None = None
    label: str | None = None
    name_label: str | None = None
    published: Period | None = None
    title: str | None = None
    source: str | None = None
    coverage: str | None = None
    notes: tuple[tuple[str, str], ...] = ()
    claims: tuple[Claim, ...] = ()

    @property
    def date(self) -> Period | None:
        """The date of an edition that is not stored: the stated one, else the capture's own."""
        own = claim_rules.believed(self.claims)
        return self.published or (None if own is None else own.published)

    def attach_claims(self, document: Document) -> Document:
        """Return the document with all dates that are stated of it."""
        return replace(document, claims=self.claims)

    def new_imprint(self, sha256: str) -> Imprint:
        """Return the imprint of an edition that is not stored; `sha256` names an undated one."""
        by_name = self.name_label if self.date is None else None
        return Imprint(
            publication=self.publication,
            label=self.label or by_name or label_of(self.date, sha256),
            published=self.date,
            title=self.title,
            source=self.source,
            coverage=self.coverage or COMPLETE,
            notes=self.notes,
        )

    def merged_into(self, old: Imprint, sha256: str) -> Imprint:
        """Return a stored imprint with all that is stated now; what is not stated stays."""
        published = self.published or old.published or self.date
        label = self.label or old.label
        if self.label is None and published != old.published and is_derived(old):
            label = label_of(published, sha256) if published else old.label
        return replace(
            old,
            publication=self.publication,
            label=label,
            published=published,
            title=self.title or old.title,
            source=self.source or old.source,
            coverage=self.coverage or old.coverage,
            notes=self.notes or old.notes,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedMetadata:
    """What the user states for all inputs of one call; None: nothing."""

    publication: str | None = None
    published: Period | None = None
    label: str | None = None
    title: str | None = None


def parse_stated(
    publication: str | None, published: str | None, label: str | None, title: str | None
) -> StatedMetadata:
    """Return what a user wrote, read. Raises BadValueError for what is not of its kind."""
    return StatedMetadata(
        publication=None if publication is None else slug_given(publication),
        published=period_given("--published", published),
        label=None if label is None else label_given(label),
        title=None if title is None else text_given("--title", title),
    )


def gather(place: Place, given: StatedMetadata, document: Document) -> EditionMetadata:
    """Return what is said of a file, and what its document says itself.

    The date is that of the option, else of the folder's list, else the file's name where that is
    an EDTF date, else the one that the document states; where the list says that it is unknown, it
    is. The publication is named after the folder that was given, or the title, or the file.
    """
    listed = place.listed or Listed()
    said_title = given.title or listed.title
    unknown = listed.undated and given.published is None
    said = {
        "user": given.published,
        "editions.json": listed.published,
        "name": None if unknown else _date_of_name(place.stem),
    }
    label = given.label or listed.label
    words = None if label is None else naming_words(label)
    outside = tuple(
        Claim(by, period, None if by == "name" else words)
        for by, period in said.items()
        if period is not None
    )
    publication, chosen = given.publication, None
    if publication is None:
        publication, chosen = _publication(place, said_title or document.title)
    return EditionMetadata(
        publication=publication,
        chosen=chosen,
        label=label,
        name_label=_label_of_name(place.stem),
        published=outside[0].published if outside else None,
        title=said_title,
        source=None if listed.source is None else drop_credentials(listed.source),
        coverage=listed.coverage,
        notes=listed.notes,
        claims=() if unknown else (*outside, *document.claims),
    )


def _publication(place: Place, title: str | None) -> tuple[str, str]:
    if place.folder is not None:
        name = slug(place.folder.resolve().name)
        if name:
            return name, "the folder's name"
    if title and slug(title):
        return slug(title), "its title"
    folder = "" if place.path == STANDARD_INPUT else slug(Path(place.path).resolve().parent.name)
    if folder and (_date_of_name(place.stem) or _label_of_name(place.stem)) is not None:
        return folder, "the folder's name"
    return slug(Path(place.stem).name) or "untitled", "the file's name"


def _date_of_name(stem: str) -> Period | None:
    try:
        return Period.parse(stem)
    except ValueError:
        return None


_QUARTER: Final = re.compile(r"(?:19|20)\d\d[-_. ]?(?:q[1-4]|h[12])")


def _label_of_name(stem: str) -> str | None:
    """Return the label by the name of a file that is a quarter or a half of a year: "2023-q3"."""
    name = Path(stem).name.lower()
    return re.sub(r"[_. ]", "-", name) if _QUARTER.fullmatch(name) else None


def doubts(snapshot: Snapshot) -> tuple[str, ...]:
    """Return what is odd about the date of an edition, in words."""
    codes = (claim_rules.CONTRADICT, LATE)
    return tuple(item.message for item in snapshot.diagnostics if item.code in codes)


# ---------------------------------------------------------------- names


def slug(text: str) -> str:
    """Return a text as small letters, digits and hyphens, cut between words; may be empty."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    name = "-".join(re.findall(r"[a-z0-9]+", plain.replace("'", "")))
    if len(name) > LONGEST_SLUG:
        name = name[: LONGEST_SLUG + 1].rpartition("-")[0] or name[:LONGEST_SLUG]
    return name


CHOSEN: Final = "its URL"


def label_of(published: Period | None, sha256: str) -> str:
    """Return the label of an edition for which none is stated: its date, else its bytes."""
    if published is None:
        return f"undated-{sha256[:8]}"
    text = published.edtf.strip("[]").translate(_NO_MARKS).lower()
    return text.replace("/..", "..").replace("../", "..").replace("/", "..")


_NO_MARKS: Final = str.maketrans("", "", "~?%")


def is_derived(imprint: Imprint) -> bool:
    """Tell whether a label was made of the date or of a capture, so that it follows the date."""
    if imprint.published is None:
        return _UNDATED.fullmatch(imprint.label) is not None
    if imprint.label == label_of(imprint.published, ""):
        return True
    return is_label(imprint.label) and imprint.label.startswith(day_text(imprint.published.last))


def naming_words(label: str) -> str:
    """Return the words of a claim by whoever also names the edition."""
    return f"edition {label}"


def is_named(imprint: Imprint, claims: Iterable[Claim]) -> bool:
    """Tell whether somebody named an edition so, whose label does not follow its date then."""
    words = naming_words(imprint.label)
    return any(claim_rules.is_stated(claim) and claim.text == words for claim in claims)


# ---------------------------------------------------------------- values that users write


def slug_given(text: str) -> str:
    """Return the name of a publication that a user wrote. Raises BadValueError."""
    if not _SLUG.fullmatch(text):
        raise BadValueError(
            "--publication", text, "a name of lower-case letters, digits and hyphens"
        )
    return text


def label_given(text: str) -> str:
    """Return the label that a user wrote. Raises BadValueError."""
    if not _LABEL.fullmatch(text):
        raise BadValueError(
            "--label", text, "a label of lower-case letters, digits, dots and hyphens"
        )
    return text


def text_given(option: str, text: str) -> str:
    """Return the words that a user wrote. Raises BadValueError for none and for broken ones."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise BadValueError(option, text, "valid UTF-8") from None
    if not text.strip() or "\0" in text:
        raise BadValueError(option, text, "usable text")
    return text
