"""A property that is found when it is first asked for, and kept.

`functools.cached_property` takes a lock at each first question before Python 3.12, which made
reading a twentieth slower.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

Value = TypeVar("Value")


class FoundOnce(Generic[Value]):
    """Decorates a method without arguments: the first answer replaces it on its object."""

    def __init__(self, find: Callable[[Any], Value]) -> None:
        self._find = find
        self._name = find.__name__
        self.__doc__ = find.__doc__

    def __get__(self, holder: Any, owner: type) -> Value:
        value: Value = self._find(holder)
        holder.__dict__[self._name] = value
        return value
