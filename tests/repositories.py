"""Git repositories for tests, made by the program as a user would."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from commands import SHEET, written


def git(folder: Path, *arguments: str, at: str = "2022-01-01T10:00:00Z") -> str:
    """Run git as a user would."""
    environment = {**os.environ, "GIT_COMMITTER_DATE": at, "GIT_AUTHOR_DATE": "2001-01-01T00:00Z"}
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    return subprocess.run(
        ["git", "-C", str(folder), *who, *arguments],
        env=environment, check=True, capture_output=True, text=True,
    ).stdout.strip()  # fmt: skip


def repository(folder: Path) -> Path:
    """Make a repository and return its folder."""
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    return folder


def commit(folder: Path, at: str, name: str = "sheet.md", text: str = SHEET) -> str:
    """Commit a file as of a time and return the hash."""
    written(folder, name, text)
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", "change", at=f"{at}T10:00:00Z")
    return git(folder, "rev-parse", "HEAD")
