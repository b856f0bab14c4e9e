"""A small registry of invented people, so that tests needn't load the curated one."""

from typing import Any

from syria_iraq_archive.annotate.mentions import MentionFinder
from syria_iraq_archive.records import Block, Mention, Role
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.registry.models import Actor
from syria_iraq_archive.spans import Span

_ENTRIES: list[dict[str, Any]] = [
    {
        "id": "samaria",
        "name": "Samaria",
        "kind": "state",
        "country": "IQ",
        "demonyms": {"en": ["Samarian"]},
        "capitals": {"en": ["Hitburg"]},
    },
    {"id": "hittia", "name": "Hittia", "kind": "state", "country": "SY"},
    {
        "id": "karim-sabri",
        "name": "Karim Sabri",
        "kind": "person",
        "names": {"ar": ["كريم صبري"]},
        "offices": [
            {"titles": ["Prime Minister", "Premier"], "of": "samaria", "from": "2020-05", "to": "2022-10-27"},
        ],
    },
    {"id": "omar-haddad", "name": "Omar Haddad", "kind": "person"},
    {"id": "rana-haddad", "name": "Rana Haddad", "kind": "person"},
    {
        "id": "green-council",
        "name": "Green Council",
        "kind": "party",
        "names": {"en": ["GC"], "ar": ["المجلس الأخضر"]},
    },
    {"id": "dawn-news", "name": "Dawn News", "kind": "media", "names": {"ar": ["أنباء الفجر"]}},
]

PEOPLE = Registry({}, {entry["id"]: Actor.model_validate(entry) for entry in _ENTRIES})
FINDER = MentionFinder(PEOPLE)


def blocks_of(text: str, role: Role = Role.PARAGRAPH) -> list[Block]:
    """The lines of a text, each a block."""
    blocks: list[Block] = []
    for seq, line in enumerate(text.split("\n")):
        start = blocks[-1].span.end + 1 if blocks else 0
        blocks.append(Block(seq=seq, role=role, span=Span(start, start + len(line)), rule="test", article=1))
    return blocks


def mentions_in(text: str) -> tuple[Mention, ...]:
    """Who is named in a text whose lines are its paragraphs."""
    return FINDER.find(text, blocks_of(text))
