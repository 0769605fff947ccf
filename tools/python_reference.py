"""Write `docs/reference/python.md` from signatures and docstrings."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from types import UnionType
from typing import Any, Final, Union, get_args, get_origin

import timeline
from timeline import errors, model, values
from timeline.database import Paths
from timeline.formats.deltarows import AnyChange, DeltaRow, Side
from timeline.formats.frames import Days, Decimals
from timeline.formats.tables import Item
from timeline.questions import Path

_WIDTH: Final = 100
_CLASSES: Final = ("Database", "Rows", "Changes")
_OTHER_VALUES: Final = (DeltaRow, Side, timeline.Outcome, timeline.FetchPolicy)
"""Values that are returned or taken and are not in `timeline.model` or `timeline.values`."""
_ALIASES: Final = {
    "AnyChange": AnyChange,
    "Days": Days,
    "Decimals": Decimals,
    "Item": Item,
    "Path": Path,
    "Paths": Paths,
}


def interface() -> str:
    """Return the page: what is opened, the lists, the functions, the values and the errors."""
    intro, _, rest = (timeline.__doc__ or "").partition("\n\n")
    parts = [
        "# The Python interface\n",
        "Written by `make docs` from signatures and docstrings; do not edit.\n",
        f"{intro}\n\n{rest.strip()}\n",
        "How to use it in a notebook is [a page of its own](../how-to/notebooks.md).",
        "In the examples, `db` holds the bundled editions, as after `db.load(sample=True)`.\n",
        "## Open a database\n",
        _function("timeline.open", timeline.open, level=3),
        *(_class(getattr(timeline, name), level=2) for name in _CLASSES),
        "## Functions\n",
        "Each does what the method of its name does, for a database; `extract` needs none.",
        "They return tuples and generators where methods return `Rows`.\n",
        *(
            _function(f"timeline.{name}", getattr(timeline, name), level=3)
            for name in timeline.__all__
            if inspect.isfunction(getattr(timeline, name)) and name != "open"
        ),
        "## Values\n",
        "Frozen dataclasses, equal if all their fields are; a field that is None is not stated.",
        "They stand in the order in which a document becomes them.\n",
        *(_value(each) for each in public_values()),
        *_aliases(),
        *_errors(),
    ]
    return "\n".join(parts)


def public_values() -> list[type]:
    """Return the classes of values, in the order of the flow of the data."""
    found = [
        each
        for module in (values, model)
        for each in vars(module).values()
        if inspect.isclass(each) and each.__module__ == module.__name__
    ]
    return [*found, *_OTHER_VALUES]


# ---------------------------------------------------------------- functions and classes


def _function(name: str, function: Callable[..., Any], level: int) -> str:
    return (
        f"{'#' * level} {name.rpartition('.')[2]}\n\n"
        f"```python\n{_signature(name, function)}\n```\n\n{_text(function)}\n"
    )


def _class(each: type, level: int) -> str:
    parts = [f"{'#' * level} {each.__name__}\n\n{_text(each)}\n"]
    parts += [
        _function(f"{each.__name__}.{name}", member, level + 1)
        for name, member in public_methods(each)
    ]
    return "\n".join(parts)


def public_methods(each: type) -> Iterator[tuple[str, Callable[..., Any]]]:
    """Yield the methods of a class by their names, those of its bases in `timeline` first."""
    for base in reversed(each.__mro__):
        if base.__module__.startswith("timeline."):
            for name, member in vars(base).items():
                if inspect.isfunction(member) and not name.startswith("_"):
                    yield name, member


def _value(each: type) -> str:
    parts = [f"### {each.__name__}\n\n{_text(each)}\n"]
    if is_dataclass(each):
        rows = [f"| `{field.name}` | `{_escaped(str(field.type))}` |\n" for field in fields(each)]
        parts.append(f"| field | type |\n| --- | --- |\n{''.join(rows)}")
    members = [
        f"- `{_member(name, member)}`: {_sentence(member)}\n"
        for name, member in vars(each).items()
        if not name.startswith("_") and _is_method(member)
    ]
    return "\n".join([*parts, *([f"{''.join(members)}"] if members else [])])


def _is_method(member: object) -> bool:
    return isinstance(member, property | staticmethod) or inspect.isfunction(member)


def _member(name: str, member: Any) -> str:
    if isinstance(member, property):
        return name
    function = member.__func__ if isinstance(member, staticmethod) else member
    return _signature(name, function)


def _sentence(member: Any) -> str:
    text = inspect.getdoc(member.fget if isinstance(member, property) else member) or ""
    return " ".join(text.partition("\n\n")[0].split())


def _signature(name: str, function: Callable[..., Any]) -> str:
    """Return a call with its parameters and what it returns, one a line where it is too long."""
    signature = inspect.signature(function)
    shown = [*_parameters(signature)]
    returns = signature.return_annotation
    end = ")" if returns is inspect.Signature.empty else f") -> {returns}"
    line = f"{name}({', '.join(shown)}{end}"
    if len(line) <= _WIDTH:
        return line
    lines = "".join(f"    {each},\n" for each in shown)
    return f"{name}(\n{lines}{end}"


def _parameters(signature: inspect.Signature) -> Iterator[str]:
    keyword_only = False
    for parameter in signature.parameters.values():
        if parameter.name == "self":
            continue
        if parameter.kind is parameter.KEYWORD_ONLY and not keyword_only:
            keyword_only = True
            yield "*"
        default = parameter.default
        written = "..." if callable(default) else repr(default)
        stated = "" if default is parameter.empty else f" = {written}"
        yield f"{parameter.name}: {parameter.annotation}{stated}"


def _text(documented: Any) -> str:
    """Return a docstring as Markdown: its examples are blocks of code."""
    paragraphs = (inspect.getdoc(documented) or "").split("\n\n")
    return "\n\n".join(
        f"```pycon\n{each}\n```" if each.startswith(">>> ") else each for each in paragraphs
    )


def _aliases() -> Iterator[str]:
    """Yield the table of the names that stand for several types in signatures."""
    yield "### Names of several types\n"
    yield "| name | stands for |\n| --- | --- |"
    for name, alias in _ALIASES.items():
        yield f"| `{name}` | `{_escaped(_written(alias))}` |"
    yield ""


def _written(alias: Any) -> str:
    """Return a type as the code writes it, the same for each version of Python."""
    if get_origin(alias) in (Union, UnionType):
        return " | ".join(map(_written, get_args(alias)))
    if inspect.isclass(alias):
        return alias.__name__
    return re.sub(r"[a-z_.]+\.(?=[A-Z])", "", str(alias))


def _escaped(text: str) -> str:
    return re.sub(r"\|", r"\\|", text)


# ---------------------------------------------------------------- errors


def _errors() -> Iterator[str]:
    yield "## Errors\n"
    yield "What is raised on purpose is a `timeline.errors.TimelineError`; its message says where,"
    yield "what, and what to do. `exit_status` is that of the command line.\n"
    yield "| error | is a | exit status | meaning |\n| --- | --- | --- | --- |"
    for each in vars(errors).values():
        if inspect.isclass(each) and issubclass(each, errors.TimelineError):
            parent = each.__mro__[1].__name__
            yield f"| `{each.__name__}` | `{parent}` | {each.exit_status} | {_sentence(each)} |"
    yield ""
