"""Which network addresses may be reached: public ones, unless the user allows others.

A name is resolved once, every address that it has is checked, and the connection goes to an
address that was checked: a name that answers otherwise the second time gains nothing.
"""

from __future__ import annotations

import ipaddress
import socket
import threading
from collections.abc import Iterable
from typing import Any, Final

import httpcore

from timeline.errors import AddressRefusedError
from timeline.sources.deadline import Deadline, TimedStream

_SHARED: Final = ipaddress.ip_network("100.64.0.0/10")  # RFC 6598
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052
_TRANSLATED: Final = (
    ipaddress.ip_network("::/96"),  # RFC 4291, 2.5.5.1
    ipaddress.ip_network("::ffff:0:0/96"),  # RFC 4291, 2.5.5.2
    ipaddress.ip_network("::ffff:0:0:0/96"),  # RFC 2765
)
"""Ranges that write an IPv4 address as one of IPv6 and that no server of the web is at."""
_ISATAP: Final = 0x0000_5EFE
"""The third quarter of such an address, but for two bits that may be set (RFC 5214, 6.1)."""
_SPECIAL: Final = (
    ipaddress.ip_network("fec0::/10"),  # RFC 3879
    ipaddress.ip_network("100:0:0:1::/64"),  # RFC 9780
    ipaddress.ip_network("3fff::/20"),  # RFC 9637
    ipaddress.ip_network("5f00::/16"),  # RFC 9602
    ipaddress.ip_network("64:ff9b:1::/48"),  # RFC 8215
    ipaddress.ip_network("192.0.0.0/24"),  # RFC 6890
    ipaddress.ip_network("192.88.99.0/24"),  # RFC 7526
)
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def kind(text: str) -> str | None:
    """Return why an address is not a public one ("private", "link-local"), None where it is.

    What an IPv6 address carries inside, as a 6to4, Teredo, NAT64 or ISATAP address does, counts
    too. The ranges are those of the IANA special-purpose registries, as `ipaddress` has them, and
    those that its oldest version lacks.
    """
    address = ipaddress.ip_address(text.partition("%")[0])
    inside = (found for each in _carried(address) if (found := _kind(each)))
    return next(inside, None) or ("translated" if _is_translated(address) else _kind(address))


def _carried(address: Address) -> Iterable[Address]:
    """Yield the IPv4 addresses that one of IPv6 leads to."""
    if isinstance(address, ipaddress.IPv4Address):
        return
    if address.sixtofour:
        yield address.sixtofour
    if address.teredo:
        yield from address.teredo
    if address in _NAT64 or _is_translated(address):
        yield ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)


def _is_translated(address: Address) -> bool:
    if isinstance(address, ipaddress.IPv4Address) or int(address) <= 1:  # "::" and "::1" are none
        return False
    quarter = int(address) >> 32 & 0xFCFF_FFFF
    return quarter == _ISATAP or any(address in network for network in _TRANSLATED)


def _kind(address: Address) -> str | None:
    kinds = {
        "loopback": address.is_loopback,
        "unspecified": address.is_unspecified,
        "link-local": address.is_link_local,
        "multicast": address.is_multicast,
        "carrier-grade": address in _SHARED,
        "private": (
            address.is_private
            or not address.is_global
            or any(address in network for network in _SPECIAL)
        ),
    }
    return next((name for name, is_one in kinds.items() if is_one), None)


def _look_up(host: str, port: int, seconds: float | None) -> list[str]:
    """Return the addresses of a host. Raises httpcore.ConnectError, httpcore.ConnectTimeout.

    The operating system waits for an answer as long as it likes, so a thread waits for that.
    """
    found: list[list[str] | Exception] = []

    def ask() -> None:
        try:
            answer = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found.append([str(entry[4][0]) for entry in answer])
        except (OSError, UnicodeError) as error:
            found.append(error)

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(seconds)
    if not found:
        raise httpcore.ConnectTimeout("its name was not looked up in time")
    if isinstance(found[0], Exception):
        raise httpcore.ConnectError(f"its name is not known ({found[0]})")
    return found[0]


class Backend(httpcore.NetworkBackend):
    """Opens connections, to public addresses alone unless `allow_private`, within a deadline."""

    def __init__(self, *, allow_private: bool, deadline: Deadline) -> None:
        self._allow_private = allow_private
        self._deadline = deadline
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of a host that answers.

        Raises AddressRefusedError where any address of it is not public, httpcore.ConnectError.
        """
        addresses = _look_up(host, port, self._deadline.left(timeout))
        for address in () if self._allow_private else addresses:
            why = kind(address)
            if why is not None:
                raise AddressRefusedError(host, address, why)
        failure: Exception = httpcore.ConnectError("it has no address")
        for address in dict.fromkeys(addresses):
            try:
                left = self._deadline.left(timeout)
                stream = self._plain.connect_tcp(address, port, left, local_address, socket_options)
                return TimedStream(stream, self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    def sleep(self, seconds: float) -> None:
        """Wait."""
        self._plain.sleep(seconds)
