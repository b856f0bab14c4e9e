"""Patterns that are compiled when they are first used: slow ones that few captures need."""

import re
from typing import Any, cast

_OWN = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn", "flags", "groups")


class _Later:
    """Stands for a pattern; after its first use, what it has is that pattern's own."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.pattern, self._flags)
        vars(self).update({own: getattr(compiled, own) for own in _OWN})
        return getattr(compiled, name)


def later(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, compiled when it is first used. A pattern that is wrong shows only then.

    >>> later("h[ao]ma", re.IGNORECASE).findall("Homs, Hama")
    ['Hama']
    """
    return cast("re.Pattern[str]", _Later(pattern, flags))
