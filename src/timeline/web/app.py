"""The pages as a web application: GET and HEAD of pages, files and assets, and nothing else."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from datetime import UTC, datetime
from hashlib import sha256
from importlib.resources import files as resources
from tempfile import SpooledTemporaryFile
from typing import IO, Final

from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from timeline.errors import TimelineError
from timeline.formats.display import visible
from timeline.web import failures, render
from timeline.web.drawings import SVG
from timeline.web.guard import Guard
from timeline.web.page import Answer, File, Moved, Page, Question, Raw
from timeline.web.page_links import PageLinks
from timeline.web.routes import route

_ASSETS: Final = {
    "style.css": "text/css; charset=utf-8",
    "script.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}
_log: Final = logging.getLogger("timeline.web")
_IN_MEMORY: Final = 4_000_000
"""Bytes of a file that are made in memory; more are made on the disk."""
_CHUNK: Final = 65_536


def utc_today() -> int:
    """Return the day number of today in UTC."""
    return datetime.now(UTC).date().toordinal()


def create_app(
    database: str, *, hosts: tuple[str, ...] = (), today: Callable[[], int] = utc_today
) -> Starlette:
    """Return the application that shows a database.

    `hosts` are the names under which it may be asked for, beside those of the loopback; "*" for
    any. A page is made in a thread of its own, each from a connection that only reads.
    """

    async def answer(request: Request) -> Response:
        return await run_in_threadpool(_answer, database, request, today())

    async def asset(request: Request) -> Response:
        return _asset(request, request.path_params["name"])

    app = Starlette(
        routes=[
            Route("/static/{name}", asset, methods=["GET"]),
            Route("/{path:path}", answer, methods=["GET"]),
        ],
    )
    app.add_middleware(Guard, hosts=hosts)
    return app


def _asset(request: Request, name: str) -> Response:
    if name not in _ASSETS:
        return Response("There is no such file.\n", 404, media_type="text/plain")
    return _tagged(request, render.asset(name), _ASSETS[name])


def _answer(database: str, request: Request, today: int) -> Response:
    path = f"/{request.path_params['path'].strip('/')}"
    query = {name: value for name, value in request.query_params.items() if value.strip()}
    links = PageLinks(path, base=str(request.base_url).rstrip("/"))
    if len(query) < len(request.query_params.multi_items()):  # a form sends its empty fields too
        return RedirectResponse(links.to(path, query), 302)
    try:
        found, ending = _found(database, path, query, links, today)
        if isinstance(found, Moved):
            return RedirectResponse(found.address, 302)
        if isinstance(found, Raw):
            return _raw(found)
        if ending is not None:
            return _file(found.files[ending])
        html = render.html(found, links, today)
    except TimelineError as error:
        page = failures.page_of(error, database)
        return Response(
            render.html(page.page, links, today), page.status, media_type="text/html",
            headers=dict(page.headers),
        )  # fmt: skip
    except Exception as error:  # noqa: BLE001  the last resort: a page, and nothing was changed
        _log.exception("The page %s failed", visible(path))
        page = failures.page_of_fault(error)
        return Response(render.html(page.page, links, today), 500, media_type="text/html")
    return _tagged(request, html.encode(), "text/html; charset=utf-8")


def _found(
    database: str, path: str, query: dict[str, str], links: PageLinks, today: int
) -> tuple[Answer, str | None]:
    """Return the page at an address, and the ending of the file that is asked for, if one is."""
    for dots in (1, 2):
        whole, *ending = path.rsplit(".", dots)
        if len(ending) != dots or "/" in "".join(ending):
            break
        try:
            found = _page(database, "/" if whole == "/index" else whole, query, links, today)
        except failures.MISSING:
            continue
        if isinstance(found, Page) and ".".join(ending) in found.files:
            return found, ".".join(ending)
        if isinstance(found, Moved):
            with suppress(*failures.MISSING):  # the name of an edition can end as a file does
                return _page(database, path, query, links, today), None
            head, mark, rest = found.address.partition("?")
            return Moved(f"{head}.{'.'.join(ending)}{mark}{rest}"), None
    return _page(database, path, query, links, today), None


def _page(database: str, path: str, query: dict[str, str], links: PageLinks, today: int) -> Answer:
    build, parts = route(path)
    return build(Question(database=database, parts=parts, query=query, links=links, today=today))


def _file(file: File) -> Response:
    """Return a file, made whole before it is sent: in one thread, as a connection asks of who uses
    it, and so that what fails is answered by a page, and no slow reader holds the database.
    """
    with ExitStack() as closing:
        made = closing.enter_context(SpooledTemporaryFile(max_size=_IN_MEMORY))
        for piece in file.pieces():
            made.write(piece.encode() if isinstance(piece, str) else piece)
        closing.pop_all()  # the answer closes it
    headers = {"Content-Length": str(made.tell())}
    if file.media == SVG:
        headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    return StreamingResponse(
        _read(made), media_type=file.media, headers=headers, background=BackgroundTask(made.close)
    )


def _read(made: IO[bytes]) -> Iterator[bytes]:
    with made:
        made.seek(0)
        while piece := made.read(_CHUNK):
            yield piece


def _raw(raw: Raw) -> Response:
    headers = {
        "Content-Disposition": f'attachment; filename="{raw.name}"',
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return Response(raw.data, media_type="application/octet-stream", headers=headers)


def _tagged(request: Request, data: bytes, media: str) -> Response:
    """Return what a browser keeps and asks for again: another version may serve the next page."""
    tag = f'"{sha256(data).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(data, media_type=media, headers=headers)


def asset_names() -> tuple[str, ...]:
    """Return the names of our stylesheet, script and picture."""
    return tuple(
        name for name in _ASSETS if (resources("timeline.web") / "static" / name).is_file()
    )
