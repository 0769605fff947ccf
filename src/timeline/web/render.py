"""A page -> HTML, by templates in which every text of a document is escaped.

Whatever a template prints goes through `visible`: control characters and the marks that turn the
direction of a text are shown instead of obeyed.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files as resources
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from timeline.charts.stylesheet import stylesheet
from timeline.formats import display, written_amounts
from timeline.formats.display import visible
from timeline.values import day_text
from timeline.version import __version__
from timeline.web import wording
from timeline.web.page import Page
from timeline.web.page_links import PageLinks

_LONGEST_TITLE: Final = 60


def html(page: Page, links: PageLinks, today: int) -> str:
    """Return the page as a whole document."""
    return _environment().get_template(page.template).render(
        page.values,
        page_title=wording.clip(page.title, _LONGEST_TITLE),
        command=page.command,
        files=tuple(page.files),
        links=links,
        today=today,
        version=__version__,
    )  # fmt: skip


def asset(name: str) -> bytes:
    """Return one of our own files."""
    data = (resources("timeline.web") / "static" / name).read_bytes()
    return data + stylesheet().encode() if name == "style.css" else data


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("timeline.web"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals |= {
        "wording": wording,
        "write_amount": written_amounts.write_amount,
        "write_period": display.write_period,
        "write_event_date": display.write_event_date,
        "write_holding_time": display.write_holding_time,
        "write_reference_time": display.write_reference_time,
        "write_issue_date": display.write_issue_date,
        "day_text": day_text,
    }
    return environment


def _finalize(value: object) -> object:
    """Return what a template prints: a text with every control character visible."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value
