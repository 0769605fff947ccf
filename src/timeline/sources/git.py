"""Version control by Git -> captures: a file as each commit left it, oldest first.

The history is that of the branch that is checked out, by first parents: a merge counts as the one
moment at which its work came to the branch. Renames are followed. The time is the committer's:
when the text came to be where readers find it; the author's may be years older. Where a clock
went back, a commit is placed a second after the one before it, so that the order holds.

The program `git` is run with fixed arguments: no shell, no hooks, no pager, no network.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import IO, Final

from timeline.errors import MissingFileError, UsageError
from timeline.model import Capture
from timeline.sources.files import LIMIT, MEDIA

_PROGRAM: Final = (
    "git", "--no-pager", "--literal-pathspecs",
    "-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false", "-c", "log.showSignature=false",
    "-c", "protocol.allow=never",
)  # fmt: skip
_LOG: Final = (
    "log", "--follow", "--first-parent", "-m", "--raw", "-z", "--no-abbrev", "--no-color",
    "--no-ext-diff", "--no-textconv", "--find-renames", "--format=%x01%H %ct",
)  # fmt: skip
_ELSEWHERE: Final = frozenset(
    "GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE GIT_OBJECT_DIRECTORY GIT_NAMESPACE GIT_COMMON_DIR "
    "GIT_ALTERNATE_OBJECT_DIRECTORIES GIT_EXTERNAL_DIFF GIT_PAGER GIT_TRACE".split()
)
"""What a caller's environment may name, and is another repository than the one that was given."""
_FILES: Final = ("100644", "100755")
_POINTER: Final = b"version https://git-lfs.github.com/spec/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """The file as one commit left it: `path` and `blob` are its name and bytes there.

    `at` is ISO 8601 in UTC to the second.
    """

    commit: str
    at: str
    path: str
    blob: str


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The versions of a file, oldest first; `shallow` where earlier commits are not there."""

    repository: str
    versions: tuple[Version, ...]
    shallow: bool

    def origin(self, version: Version) -> str:
        """Return where a version is found: git:<repository>#<commit>:<path>."""
        return f"git:{self.repository}#{version.commit}:{version.path}"


def history(repository: str, path: str) -> History:
    """Return the versions of a file that commits of the current branch left.

    `path` is relative to `repository`. Raises UsageError, MissingFileError where there is no such
    repository or file, or no `git`.
    """
    if not os.path.isdir(repository):  # noqa: PTH112  a path may be too long to be asked for
        raise MissingFileError(repository)
    place = _asked(repository, "rev-parse", "--absolute-git-dir", "--is-shallow-repository")
    folder, shallow = place.decode("utf-8", "backslashreplace").splitlines()[:2]
    if _is_folder(repository, path):
        raise UsageError(f"{path}: a folder in the repository. Name a file.")
    log = _asked(repository, *_LOG, "--", path)
    versions = tuple(_versions(log))
    if not versions:
        raise UsageError(
            f"{path}: no commit of the current branch of {repository} has this file. "
            "Give its path relative to the repository."
        )
    root = folder.removesuffix("/.git") if folder.endswith("/.git") else folder
    return History(repository=root, versions=versions, shallow=shallow == "true")


def _is_folder(repository: str, path: str) -> bool:
    if Path(path).is_absolute():
        return os.path.isdir(path)  # noqa: PTH112
    try:
        return _asked(repository, "cat-file", "-t", f"HEAD:./{path}").strip() == b"tree"
    except UsageError:
        return False  # it may have been there once


def _versions(log: bytes) -> Iterator[Version]:
    """Yield the versions of a log, oldest first; one that a commit removed has none."""
    found: list[tuple[str, int, str, str]] = []
    commit, time = "", 0
    fields = iter(log.split(b"\0"))
    for field in fields:
        text = field.lstrip(b"\n")
        if text.startswith(b"\x01"):
            name, _, stamp = text[1:].strip().partition(b" ")
            commit, time = name.decode(), int(stamp)
        elif text.startswith(b":"):
            _, mode, _, blob, change = text[1:].decode().split(" ")
            path = next(fields)
            if change[0] in "RC":
                path = next(fields)
            if mode in _FILES:
                found.append((commit, time, path.decode("utf-8", "backslashreplace"), blob))
    before = -1
    for named, stamped, place, blob in reversed(found):
        before = max(stamped, before + 1)
        at = datetime.fromtimestamp(before, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        yield Version(commit=named, at=at, path=place, blob=blob)


# ---------------------------------------------------------------- bytes


class Blobs:
    """Reads the bytes of versions through one process of git."""

    def __init__(self, history: History, process: subprocess.Popen[bytes]) -> None:
        self._history = history
        self._in: IO[bytes] | None = process.stdin
        self._out: IO[bytes] | None = process.stdout

    def capture(self, version: Version) -> Capture | str:
        """Return a version as a capture, or why it is none."""
        data = self._data(version.blob)
        if data is None:
            return "not in this clone"
        if len(data) > LIMIT:
            return f"larger than {LIMIT // 2**20} MiB"
        if data.startswith(_POINTER):
            return "kept by Git LFS"
        media = MEDIA.get(PurePosixPath(version.path).suffix.lower())
        if media is None:
            return "not text, HTML or PDF"
        return Capture(
            data=data,
            sha256=hashlib.sha256(data).hexdigest(),
            origin=self._history.origin(version),
            media=media,
            at=version.at,
        )

    def _data(self, blob: str) -> bytes | None:
        """Return the bytes of a blob, one more than the limit of a larger one; None for none."""
        if self._in is None or self._out is None:
            return None
        self._in.write(f"{blob}\n".encode())
        self._in.flush()
        *_, kind, size = [b"", *self._out.readline().split()]
        if kind != b"blob":
            return None
        left = int(size) + 1  # a line end closes it
        data = self._out.read(min(left, LIMIT + 1))
        left -= len(data)
        while left > 0 and (part := self._out.read(min(left, 1 << 20))):
            left -= len(part)
        return data[: int(size)]


@contextmanager
def blobs(repository: str, history: History) -> Iterator[Blobs]:
    """Open the bytes of a history's versions for reading."""
    command = [*_PROGRAM, "-C", repository, "cat-file", "--batch"]
    with subprocess.Popen(  # noqa: S603  fixed arguments
        command, env=_environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        try:
            yield Blobs(history, process)
        finally:
            process.terminate()


# ---------------------------------------------------------------- the program


def _asked(repository: str, *arguments: str) -> bytes:
    """Return what git prints. Raises UsageError with what it says where it fails."""
    try:
        done = subprocess.run(  # noqa: S603  fixed arguments
            [*_PROGRAM, "-C", repository, *arguments],
            env=_environment(), capture_output=True, check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except FileNotFoundError:
        raise UsageError(
            "The program 'git' is not installed. Install it, or ingest the files themselves."
        ) from None
    if done.returncode:
        raise UsageError(_said(repository, done.stderr.decode("utf-8", "replace")))
    return done.stdout


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
    return kept | {
        "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0",
        "GIT_NO_LAZY_FETCH": "1",
    }  # fmt: skip


def _said(repository: str, errors: str) -> str:
    """Return what git complains of, in one line that says what to do."""
    if "dubious ownership" in errors:
        folder = os.path.realpath(repository)
        return (
            f"{repository}: the repository belongs to another user, so git does not read it. "
            f"If you trust it: git config --global --add safe.directory '{folder}'"
        )
    if "not a git repository" in errors:
        return f"{repository}: not a Git repository. Name a repository with --git."
    if "does not have any commits" in errors:
        return f"{repository}: the current branch has no commits yet. Commit the file first."
    if "outside repository" in errors:
        return (
            f"{repository}: the path is outside the repository. Give it relative to the repository."
        )
    line = next(iter(errors.strip().splitlines()), "git failed").removeprefix("fatal: ")
    return f"{repository}: {line.rstrip('.')}. Check it with 'git log'."
