"""Which network addresses may be reached: public ones, unless the user allows others.

A name is resolved once, every address that it has is checked, and the connection goes to an
address that was checked: a name that answers otherwise the second time gains nothing.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable
from typing import Any, Final

import httpcore

from timeline.errors import AddressRefusedError
from timeline.sources.deadline import Deadline, TimedStream

_SHARED: Final = ipaddress.ip_network("100.64.0.0/10")  # RFC 6598
_CARRY_IPV4: Final = (
    ipaddress.ip_network("64:ff9b::/96"),  # RFC 6052
    ipaddress.ip_network("::/96"),  # RFC 4291, 2.5.5.1
)
_SPECIAL: Final = (
    ipaddress.ip_network("64:ff9b:1::/48"),  # RFC 8215
    ipaddress.ip_network("192.0.0.0/24"),  # RFC 6890
    ipaddress.ip_network("192.88.99.0/24"),  # RFC 7526
)
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def kind(text: str) -> str | None:
    """Return why an address is not a public one ("private", "link-local"), None where it is.

    What an IPv6 address carries inside, as a mapped, 6to4, Teredo or NAT64 address does, counts
    too. The ranges are those of the IANA special-purpose registries, as `ipaddress` has them.
    """
    address = ipaddress.ip_address(text.partition("%")[0])
    return next((found for each in _all(address) if (found := _kind(each))), None)


def _all(address: Address) -> Iterable[Address]:
    yield address
    if isinstance(address, ipaddress.IPv4Address):
        return
    if address.ipv4_mapped:
        yield address.ipv4_mapped
    if address.sixtofour:
        yield address.sixtofour
    if address.teredo:
        yield from address.teredo
    if any(address in network for network in _CARRY_IPV4):
        yield ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)


def _kind(address: Address) -> str | None:
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        return None  # what it carries is judged
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
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"its name is not known ({error})") from None
        addresses = [str(entry[4][0]) for entry in found]
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
