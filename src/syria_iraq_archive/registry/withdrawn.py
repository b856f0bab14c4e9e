"""Corrections that a curator has taken out of force: they stay in their file, and nothing else tells of them."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable

from syria_iraq_archive.registry.models import Correction, Withdrawal


def mark(correction: Correction) -> str:
    """A short digest of what an entry says, by which it is named.

    >>> from syria_iraq_archive.registry.models import RoleCorrection
    >>> told = {"reason": "It heads a part.", "by": "N.", "on": "2026-11-20"}
    >>> mark(RoleCorrection(capture="0" * 64, field="role", value="crosshead", quote="Hama", **told))
    '7c88c37b2f3f'
    """
    said = json.dumps(correction.model_dump(mode="json"), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:12]


def in_force(entries: Iterable[Correction | Withdrawal]) -> tuple[Correction, ...]:
    """The corrections among the entries of a file, without those that a later entry withdraws."""
    listed = list(entries)
    withdrawn: dict[str, set[str]] = defaultdict(set)  # the marks, by capture
    kept: list[Correction] = []
    for one in reversed(listed):
        if isinstance(one, Withdrawal):
            withdrawn[one.capture].add(one.value)
        elif one.capture not in withdrawn or mark(one) not in withdrawn[one.capture]:
            kept.append(one)
    return tuple(reversed(kept))
