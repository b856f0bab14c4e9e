"""Entities of FollowTheMoney for Aleph, by followthemoney (the extra ``ftm``): one JSON object a line.

An actor and an article have the same id in every export, so that loading an export again changes nothing.
"""

import sqlite3
from collections.abc import Iterator
from typing import TYPE_CHECKING

from syria_iraq_archive.corpus.read import Dossier
from syria_iraq_archive.export.chosen import Chosen, Options, Out
from syria_iraq_archive.export.json_out import Object, write_lines
from syria_iraq_archive.export.linked_data import capture_iri
from syria_iraq_archive.export.published import published
from syria_iraq_archive.extras import importing

if TYPE_CHECKING:
    from followthemoney import EntityProxy

# Schema and topic of each kind of actor. A mention must lead to a LegalEntity, so a state can't be a Territory.
KINDS = {
    "person": ("Person", None),
    "state": ("PublicBody", "gov.national"),
    "public-body": ("PublicBody", "gov"),
    "armed-group": ("Organization", None),
    "party": ("Organization", "pol.party"),
    "alliance": ("Organization", None),
    "media": ("Organization", None),
    "international-organization": ("Organization", "gov.igo"),
}
Values = dict[str, str | list[str] | None]


def write_ftm(chosen: Chosen, options: Options, out: Out) -> None:  # noqa: ARG001 - a writer's signature
    """The actors, what they are part of, then each article with its mentions."""
    with importing("followthemoney", "ftm"):
        import followthemoney  # noqa: F401 - a missing library is an error before anything is written
    write_lines(map(_object, _entities(chosen)), out)


def _entities(chosen: Chosen) -> Iterator["EntityProxy"]:
    actors, sources = chosen.actors(), chosen.sources()
    names = _names(chosen)
    for actor in actors.values():
        yield _actor(actor, names.get(actor["id"], []))
    for actor in actors.values():
        if actor["part_of"]:
            yield _membership(actor)
    for dossier in chosen.dossiers():
        yield _article(dossier, sources)
        for mention in dossier.mentions:
            yield _mention(dossier, mention, actors[mention["actor_id"]])


def _names(chosen: Chosen) -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    for id, name in chosen.connection.execute(
        "SELECT actor_id, name FROM actor_names WHERE actor_id IN (SELECT id FROM chosen_actors) ORDER BY 1, 2"
    ):
        names.setdefault(id, []).append(name)
    return names


def _actor(actor: sqlite3.Row, names: list[str]) -> "EntityProxy":
    schema, topic = KINDS[actor["kind"]]
    return _entity(
        schema,
        _actor_id(actor["id"]),
        {
            "name": actor["name"],
            "alias": [name for name in names if name != actor["name"]],
            "country": actor["country"],
            "topics": topic,
            "wikidataId": actor["wikidata"],
        },
    )


def _membership(actor: sqlite3.Row) -> "EntityProxy":
    member, whole = _actor_id(actor["id"]), _actor_id(actor["part_of"])
    return _entity("Membership", f"sia-part-{actor['id']}", {"member": member, "organization": whole})


def _article(dossier: Dossier, sources: dict[str, sqlite3.Row]) -> "EntityProxy":
    article, capture = dossier.article, dossier.capture
    date = published(article)
    source = sources.get(article["source_id"])
    return _entity(
        "Article",
        _article_id(dossier),
        {
            "title": article["headline"],
            "author": article["byline"],
            "publisher": source["name"] if source else None,
            "publisherUrl": source["url"] if source else None,
            "publishedAt": date.shared if date else None,
            "language": article["language"],
            "summary": article["standfirst"],
            "bodyText": article["body"],
            "fileName": capture["path"],
            "mimeType": "text/plain",
            "encoding": capture["encoding"],
            "notes": [f"Capture {capture_iri(capture)}", date.words if date else "Date unknown."],
        },
    )


def _mention(dossier: Dossier, mention: sqlite3.Row, actor: sqlite3.Row) -> "EntityProxy":
    place = f"{dossier.article['key']}-{mention['start_char']}-{mention['end_char']}"
    return _entity(
        "Mention",
        f"sia-mention-{place}-{actor['id']}",
        {
            "document": _article_id(dossier),
            "resolved": _actor_id(actor["id"]),
            "name": mention["surface"],
            "detectedSchema": KINDS[actor["kind"]][0],
            "contextCountry": actor["country"],
        },
    )


def _actor_id(id: str) -> str:
    return f"sia-actor-{id}"


def _article_id(dossier: Dossier) -> str:
    return f"sia-article-{dossier.article['key']}"


def _entity(schema: str, id: str, values: Values) -> "EntityProxy":
    """An entity. The library leaves out values that its types don't know, such as the language ``ckb``."""
    from followthemoney import model

    entity = model.make_entity(schema)
    entity.id = id
    for name, value in values.items():
        entity.add(name, value)
    return entity


def _object(entity: "EntityProxy") -> Object:
    """The JSON of an entity, sorted: the library keeps values in sets, which have no order."""
    content = entity.to_dict()
    properties = content["properties"]
    made: Object = content | {"properties": {name: sorted(properties[name]) for name in sorted(properties)}}
    return made
