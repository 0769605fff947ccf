"""timeline serve"""

from __future__ import annotations

import webbrowser

import click

from timeline.cli.common import Command, Settings, shared


@click.command(cls=Command)
@click.option(
    "--host", default="127.0.0.1", show_default=True, metavar="NAME|ADDRESS",
    help="Address to listen on. Beyond this machine, everybody who can reach it can read "
    "the whole database.",
)  # fmt: skip
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8733, show_default=True, metavar="N",
    help="Port to listen on; 0 takes a free one.",
)  # fmt: skip
@click.option("--open", "opens", is_flag=True, help="Open the first page in a browser.")
@shared()
@click.pass_obj
def command(settings: Settings, host: str, port: int, opens: bool) -> None:
    """Show the database as pages in a browser.

    Press Ctrl+C to end. The pages only read. Without --host, only programs on this machine can ask
    for them.

    \b
    Examples:
      timeline serve --open
      timeline serve --port 9000
    """
    from timeline.errors import BadValueError
    from timeline.web import server

    try:
        bound = server.listening(host, port)
    except OSError as error:
        what = f"possible: {error.strerror or error}. Choose another with --host or --port."
        raise BadValueError("the address", f"{host}:{port}", what) from None
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{bound.getsockname()[1]}/"
    settings.note(f"Serving {settings.database} at {address} (Ctrl+C ends it).")
    if not server.is_loopback(host):
        settings.note(
            "Everybody who can reach this address can read the whole database: there is no "
            "password and no encryption. Put a web server with both before it."
        )
    if opens:
        webbrowser.open(address)
    server.serve(settings.database, bound, server.names_of(host))
