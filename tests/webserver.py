"""A web server on loopback that answers as a test says."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Reply:
    """What a server sends; a body that is a function writes it by itself, on the open socket."""

    body: bytes | Callable[[Any], None] = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": "text/html"})


@dataclass
class Server:
    """A running server: `replies` by path and query, or a function of them; `seen` in order."""

    base: str
    replies: dict[str, Reply | Callable[[Mapping[str, str]], Reply]] = field(default_factory=dict)
    seen: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def url(self, path: str) -> str:
        return f"{self.base}{path}"

    def paths(self) -> list[str]:
        return [path for path, _ in self.seen]


@contextmanager
def dripping(first: bytes, then: bytes) -> Iterator[str]:
    """Run a server that answers with something, then with something more again and again."""

    def answer(peer: socket.socket) -> None:
        with peer, suppress(OSError):
            peer.recv(65_536)
            peer.sendall(first)
            for _ in range(200):
                peer.sendall(then)
                time.sleep(0.1)

    def serve() -> None:
        with suppress(OSError):
            while True:
                peer, _ = listening.accept()
                threading.Thread(target=answer, args=(peer,), daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/page"
        listening.shutdown(socket.SHUT_RDWR)


@contextmanager
def serving(address: str = "127.0.0.1") -> Iterator[Server]:
    """Run a server in a thread; what it has no reply for is not found."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            server.seen.append((self.path, headers))
            reply = server.replies.get(self.path, Reply(b"not here", 404))
            if callable(reply):
                reply = reply(headers)
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            if callable(reply.body):
                self.close_connection = True
                self.end_headers()
                with suppress(OSError):
                    reply.body(self.wfile)
                return
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, *_: Any) -> None:
            pass

    running = ThreadingHTTPServer((address, 0), Handler)
    running.daemon_threads = True
    server = Server(f"http://{address}:{running.server_address[1]}")
    thread = threading.Thread(target=running.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        running.shutdown()
        running.server_close()
        thread.join()
