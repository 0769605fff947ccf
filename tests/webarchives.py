"""Web archive files for tests, gzipped by records or plain, as ISO 28500 has them."""

from __future__ import annotations

import base64
import gzip
import hashlib
import uuid
from collections.abc import Callable
from pathlib import Path

ADDRESS = "https://www.example.org/mexico/"
NOT_MODIFIED = "http://netpreserve.org/warc/1.0/revisit/server-not-modified"
IDENTICAL = "http://netpreserve.org/warc/1.0/revisit/identical-payload-digest"


class Archive:
    """A WARC file in the making; times are days, or ISO 8601 in UTC."""

    def __init__(self, *, zipped: bool = True) -> None:
        self.data = b""
        self._zipped = zipped

    def page(
        self,
        at: str,
        text: str | bytes,
        *,
        address: str = ADDRESS,
        media: str = "text/plain",
        status: str = "200 OK",
        encode: tuple[str, Callable[[bytes], bytes]] | None = None,
        **headers: str,
    ) -> Archive:
        """Add a page as it was served."""
        body = text if isinstance(text, bytes) else text.encode()
        fields = f"Content-Type: {media}\r\n"
        if encode is not None:
            fields += f"Content-Encoding: {encode[0]}\r\n"
            body = encode[1](body)
        block = f"HTTP/1.1 {status}\r\n{fields}\r\n".encode() + body
        return self._add(
            "response", at, block, address, **{"WARC_Payload_Digest": digest_of(body), **headers}
        )

    def answer(self, at: str, block: bytes) -> Archive:
        """Add an answer byte by byte."""
        return self._add("response", at, block, ADDRESS)

    def resource(self, at: str, text: str, media: str) -> Archive:
        """Add bytes without HTTP."""
        return self._add("resource", at, text.encode(), ADDRESS, Content_Type=media)

    def request(self, at: str) -> Archive:
        """Add what a crawler asked for."""
        return self._add("request", at, b"GET / HTTP/1.1\r\nHost: example.org\r\n\r\n", ADDRESS)

    def revisit(self, at: str, digest: str, refers: tuple[str, str] | None = None) -> Archive:
        """Add a revisit of equal payload."""
        named = {"WARC_Profile": IDENTICAL, "WARC_Payload_Digest": digest}
        if refers is not None:
            named["WARC_Refers_To_Target_URI"], named["WARC_Refers_To_Date"] = refers
        return self._add("revisit", at, b"HTTP/1.1 200 OK\r\n\r\n", ADDRESS, **named)

    def not_modified(self, at: str) -> Archive:
        """Add a revisit of which the server said that nothing had changed."""
        block = b"HTTP/1.1 304 Not Modified\r\n\r\n"
        return self._add("revisit", at, block, ADDRESS, WARC_Profile=NOT_MODIFIED)

    def _add(self, kind: str, at: str, block: bytes, address: str, **headers: str) -> Archive:
        fields = {
            "WARC-Type": kind,
            "WARC-Record-ID": f"<urn:uuid:{uuid.uuid4()}>",
            "WARC-Target-URI": address,
            "WARC-Date": f"{at}T10:00:00Z" if len(at) == 10 else at,
            "Content-Type": f"application/http; msgtype={kind}",
            **{name.replace("_", "-"): value for name, value in headers.items()},
            "Content-Length": str(len(block)),
        }
        head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
        record = f"WARC/1.0\r\n{head}\r\n".encode() + block + b"\r\n\r\n"
        self.data += gzip.compress(record) if self._zipped else record
        return self

    def written(self, path: Path) -> Path:
        """Write the file and return its path."""
        path.write_bytes(self.data)
        return path


def digest_of(text: str | bytes) -> str:
    """Return the digest of a payload as crawlers write it."""
    data = text if isinstance(text, bytes) else text.encode()
    return "sha1:" + base64.b32encode(hashlib.sha1(data).digest()).decode()
