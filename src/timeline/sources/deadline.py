"""One deadline for all that is sent and received over a connection.

A limit for each read alone would let a server that sends a byte now and then go on for ever.
"""

from __future__ import annotations

import math
import ssl
import time
from typing import Any

import httpcore


class Deadline:
    """When an exchange has to be over, on the monotonic clock, for all streams that share it."""

    def __init__(self) -> None:
        self._at = math.inf

    def set(self, seconds: float) -> None:
        """Let the exchange that begins now take so many seconds."""
        self._at = time.monotonic() + seconds

    @property
    def over(self) -> bool:
        """Tell whether the time is over."""
        return time.monotonic() >= self._at

    def left(self, timeout: float | None) -> float | None:
        """Return how long may be waited, at most `timeout`. Raises httpcore.ReadTimeout."""
        left = self._at - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the time limit is over")
        if timeout is None:
            return None if math.isinf(left) else left
        return min(timeout, left)


class TimedStream(httpcore.NetworkStream):
    """A connection whose every step ends with its deadline."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Return what has come in."""
        return self._stream.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send."""
        self._stream.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        """Go on under TLS."""
        left = self._deadline.left(timeout)
        secured = self._stream.start_tls(ssl_context, server_hostname, left)
        return TimedStream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        """Tell something about the connection."""
        return self._stream.get_extra_info(info)
