"""Checks of stories: each article's traits, the keys and links made of these, and the groups made of the links.

That no link is missing isn't checked, only how links are sought; what an interrupted ingest has still to do is left out
of account, since the next one does it.
"""

import sqlite3
from collections.abc import Iterator

from syria_iraq_archive.corpus.stories.groups import whole_stories
from syria_iraq_archive.corpus.stories.keys import keys_of
from syria_iraq_archive.corpus.stories.link import article_rows, is_waiting
from syria_iraq_archive.corpus.stories.score import Profile, compare
from syria_iraq_archive.corpus.stories.traits import from_text, traits_of
from syria_iraq_archive.corpus.tables import STORIES, STORY_ARTICLES
from syria_iraq_archive.corpus.verify.subject import Flaw

_TOLD = """
    SELECT id, articles.key, story_traits.key, traits FROM articles LEFT JOIN story_traits ON article_id = id
    WHERE traits IS NOT NULL OR id NOT IN (SELECT article_id FROM story_waiting)
"""
_LINKED = """
    SELECT article_id, traits FROM story_traits
    WHERE article_id NOT IN (SELECT article_id FROM story_waiting WHERE compare = 1)
"""
_PAIRS = """
    SELECT one.key, other.key, one.traits, other.traits, score, actors, places, days, numbers, words
    FROM story_links LEFT JOIN story_traits AS one ON one.article_id = story_links.article_id
         LEFT JOIN story_traits AS other ON other.article_id = other_id
"""


def traits(connection: sqlite3.Connection) -> Iterator[Flaw]:
    """Every article of enough words has the traits that its opening gives, and no other has any."""
    for id, key, own_key, stored in connection.execute(_TOLD).fetchall():
        made = traits_of(article_rows(connection, id))
        if (made and made.as_text()) != stored or (made and own_key != key):
            yield Flaw(f"story_traits, {key}", "isn't what the article's opening gives")


def keys(connection: sqlite3.Connection) -> Iterator[Flaw]:
    """Articles that may report the same event are found by the keys of their traits, and by no others."""
    stored = {tuple(row) for row in connection.execute("SELECT shared, day, article_id FROM story_keys")}
    made = {(*key, id) for id, told in connection.execute(_LINKED) for key in keys_of(Profile(from_text(told)))}
    for *_, id in sorted(made - stored):
        yield Flaw(f"story_keys, article {id}", "isn't found by a key of its traits")
    for *_, id in sorted(stored - made):
        yield Flaw(f"story_keys, article {id}", "is found by a key that isn't of its traits, or isn't linked yet")


def links(connection: sqlite3.Connection) -> Iterator[Flaw]:
    """Links of stories have the score that the traits give and rest on what these share; the first key stands first."""
    for one_key, other_key, one, other, *stored in connection.execute(_PAIRS):
        where = f"story_links, {one_key} and {other_key}"
        if one is None or other is None:
            yield Flaw(where, "names an article without traits")
            continue
        made = compare(Profile(from_text(one)), Profile(from_text(other)))
        if made is None or list(made) != stored:
            yield Flaw(where, f"is {stored[0]}; their traits give {made and made.score}, or other things in common")
        if one_key >= other_key:
            yield Flaw(where, "the keys aren't in order")


def stories(connection: sqlite3.Connection) -> Iterator[Flaw]:
    """Stories are what links group, numbered in the order of publication."""
    if is_waiting(connection):
        return
    made = list(whole_stories(connection))
    rows = {STORIES: {story.story for story in made}, STORY_ARTICLES: {row for story in made for row in story.articles}}
    for declared, expected in rows.items():
        found = {tuple(row) for row in connection.execute(f"SELECT {', '.join(declared.names)} FROM {declared.name}")}
        for row in sorted(found ^ expected, key=str):
            what = "isn't what the links give" if row in found else "isn't there, though the links give it"
            yield Flaw(f"{declared.name}, {row[0]}", what)
