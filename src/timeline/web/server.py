"""Serve the pages by uvicorn until interrupted."""

from __future__ import annotations

import socket
from typing import Final

import uvicorn

from timeline.web.app import create_app
from timeline.web.guard import LOOPBACK

_ANYWHERE: Final = frozenset({"0.0.0.0", "::", "[::]"})  # noqa: S104  asked about, not bound


def is_loopback(host: str) -> bool:
    """Tell whether only this machine can reach a server at a host."""
    return host in (*LOOPBACK, "::1") or host.startswith("127.")


def listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens; `port` 0 takes any free one. Raises OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=128)


def serve(database: str, bound: socket.socket, hosts: tuple[str, ...] = ()) -> None:
    """Serve a database at a socket until the process is told to end."""
    app = create_app(database, hosts=hosts)
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)
    uvicorn.Server(config).run(sockets=[bound])


def names_of(host: str) -> tuple[str, ...]:
    """Return the names that a server bound to a host answers for, "*" where any may lead to it."""
    return ("*",) if host in _ANYWHERE else (f"[{host}]" if ":" in host else host,)
