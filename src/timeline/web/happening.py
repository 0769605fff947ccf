"""One happening: its status now, and how it moved from edition to edition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from timeline.errors import KeyNotFoundError
from timeline.formats.histories import HISTORY
from timeline.formats.jsonlists import array
from timeline.model import Imprint, Statement, Story
from timeline.series import vintages
from timeline.web import findings
from timeline.web.memory import placed_editions, remember_for, remembered_editions
from timeline.web.page import File, Page, Question
from timeline.web.wording import write_command
from timeline.workflow import history


@dataclass(frozen=True, slots=True)
class EditionStep:
    """What an edition says of a happening; `statements` is empty where it is silent."""

    imprint: Imprint
    statements: tuple[Statement, ...]


def build(asked: Question) -> Page:
    """Return the page of a happening. Raises KeyNotFoundError, PublicationNotFoundError."""
    publication, key = asked.parts["publication"], asked.parts["key"]
    story = _story(asked, publication, key)
    late = findings.overdue(asked.database, asked.today)
    newest = story.happening.newest
    return Page(
        template="happening.html",
        title=newest.event.title,
        values={
            "happening": story.happening,
            "late": late.get(findings.place(newest)),
            "steps": tuple(_steps(asked.database, story))[::-1],
        },
        files={"json": File("application/json", lambda: array(HISTORY, vintages((story,))))},
        command=write_command("history", key, options={"publication": publication}),
    )


def _story(asked: Question, publication: str, key: str) -> Story:
    """Return a happening; a site, which shows every one, asks once for all of a publication."""
    if not asked.links.static:
        return history.story(asked.database, publication, key)
    found = history.all_stories(asked.database, publication, remember_for(asked.database))
    if key not in found:
        raise KeyNotFoundError(key)
    return found[key]


def _steps(database: str, story: Story) -> Iterator[EditionStep]:
    """Yield the editions from the first that states it on, those that are silent too."""
    stated: dict[str, list[Statement]] = {}
    for statement in story.statements:
        stated.setdefault(statement.imprint.label, []).append(statement)
    publication = story.happening.newest.imprint.publication
    begun = False
    placed = placed_editions(database, publication)
    for each in remembered_editions(database, publication):
        here = stated.get(each.imprint.label, [])
        begun = begun or bool(here)
        if here or (begun and each.imprint in placed):
            yield EditionStep(each.imprint, tuple(here))
