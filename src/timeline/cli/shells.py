"""The scripts by which shells ask for completions, and the answers."""

from __future__ import annotations

import os
import sys
from typing import Final

import click
from click.shell_completion import (
    BashComplete,
    ShellComplete,
    add_completion_class,
    get_completion_class,
    shell_complete,
    split_arg_string,
)

from timeline.cli.common import Settings

VARIABLE: Final = "_TIMELINE_COMPLETE"
_NAME: Final = "timeline"

# Needs bash 4.4, for "nosort". bash ends a word at "@", ":" and "=" and replaces only what follows
# the last of them (an "@" is replaced, too), so what stands before is taken off each answer.
_BASH: Final = """\
_timeline_completion() {
    local IFS=$'\\n' typed lead answer kind value
    typed=${COMP_LINE:0:COMP_POINT}
    local answers=$(COMP_LINE=$typed _TIMELINE_COMPLETE=bash_complete "$1" 2> /dev/null)
    typed=${typed##*[[:space:]]}
    lead=${typed%"${typed##*["$COMP_WORDBREAKS"]}"}
    lead=${lead%@}
    COMPREPLY=()
    for answer in $answers; do
        kind=${answer%%,*} value=${answer#*,}
        if [[ $kind == plain ]]; then
            COMPREPLY+=("${value#"$lead"}")
        else
            compopt -o default
        fi
    done
}

complete -o nosort -F _timeline_completion timeline
"""


class _Bash(BashComplete):
    def source(self) -> str:
        return _BASH

    def get_completion_args(self) -> tuple[list[str], str]:
        line = os.environ.get("COMP_LINE")
        if line is None:
            return super().get_completion_args()
        words = split_arg_string(line)
        if not words or line[-1:].isspace():
            words.append("")
        return words[1:-1], words[-1]


def write_script(root: click.Command, shell: str) -> str:
    """Return the script of bash, zsh or fish. Raises LookupError for another shell."""
    return _shell(shell)(root, {}, _NAME, VARIABLE).source()


def _shell(name: str) -> type[ShellComplete]:
    add_completion_class(_Bash)
    found = get_completion_class(name)
    if found is None:
        raise LookupError(f"click knows no completion for {name}")
    return found


def answer(root: click.Command) -> int:
    """Print what a shell asked for; return the exit status.

    Nobody sees a message here, and it would stand in the middle of a command that is being typed:
    what cannot be answered is no answer.
    """
    add_completion_class(_Bash)
    try:
        return shell_complete(
            root, {"obj": Settings()}, _NAME, VARIABLE, os.environ.get(VARIABLE, "")
        )
    except Exception:  # noqa: BLE001  see above
        return 1
    finally:
        sys.stdout.flush()
