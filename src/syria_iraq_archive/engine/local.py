"""The engine for one machine. Sequential for now: `in_order` is the seam where worker processes will go."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def in_order(work: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
    """The results of `work` for each of `items`, in their order. Takes items only as it needs them."""
    return map(work, items)
