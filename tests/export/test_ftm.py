"""FollowTheMoney: entities that Aleph takes. Skipped if the extra `ftm` isn't installed."""

import json
from typing import Any

import pytest

from syria_iraq_archive.corpus.query import Question
from syria_iraq_archive.export.ftm import KINDS
from syria_iraq_archive.registry.models import Kind
from tests.export.conftest import Export
from tests.export.corpora import DOHA, FIRST, HAMA, SECOND

followthemoney = pytest.importorskip("followthemoney", reason="the extra `ftm` isn't installed")


@pytest.fixture
def entities(export: Export) -> dict[str, Any]:
    """The entities by id, as the library reads them."""
    found = [followthemoney.model.get_proxy(json.loads(line)) for line in export("ftm").splitlines()]
    assert len({entity.id for entity in found}) == len(found)
    return {entity.id: entity for entity in found}


def test_every_entity_keeps_the_rules_of_its_schema(export: Export) -> None:
    """All that is required is there, and every value is one that its type knows."""
    for line in export("ftm").splitlines():
        data = json.loads(line)
        schema = followthemoney.model.get(data["schema"])
        schema.validate(data)
        assert set(schema.required) <= data["properties"].keys() | {"name", "fileName"}
        for name, values in data["properties"].items():
            assert [schema.get(name).type.clean(value) for value in values] == values


def test_every_reference_leads_to_an_entity_of_the_right_kind(entities: dict[str, Any]) -> None:
    """A mention resolves to a legal entity, which a territory wouldn't be."""
    for entity in entities.values():
        for prop, value in entity.itervalues():
            if prop.type.name == "entity":
                assert entities[value].schema.is_a(prop.range)


def test_an_article_says_what_is_known(entities: dict[str, Any]) -> None:
    """The date is what all days that it may mean have in common."""
    article = entities[f"sia-article-{FIRST}"]
    assert article.schema.name == "Article"
    assert article.first("title") == "=Talks, and @more"
    assert article.first("publisher") == "Other News"
    assert article.first("publishedAt") == "2024-12-04"
    assert article.first("fileName") == "c.txt"
    assert entities[f"sia-article-{HAMA}"].first("publishedAt") == "2024-12"
    assert entities[f"sia-article-{SECOND}"].first("publishedAt") == "2024-11"
    assert entities[f"sia-article-{DOHA}"].first("publishedAt") is None


def test_a_mention_joins_an_article_and_an_actor(entities: dict[str, Any]) -> None:
    """Its name is the words that the text prints."""
    (mention,) = [e for e in entities.values() if e.schema.name == "Mention" and "تركيا" in e.get("name")]
    assert mention.first("document") == f"sia-article-{SECOND}"
    assert mention.first("resolved") == "sia-actor-turkish-army"
    assert mention.first("detectedSchema") == "PublicBody"


def test_an_actor_has_its_names_and_belongs_to_its_whole(entities: dict[str, Any]) -> None:
    """An actor has the same id in every export."""
    army = entities["sia-actor-turkish-army"]
    assert army.first("name") == "Turkish Army"
    assert army.get("alias") == ["TSK"]
    membership = entities["sia-part-turkish-army"]
    assert membership.first("organization") == "sia-actor-turkey"


def test_filters_choose_articles_and_their_actors(export: Export) -> None:
    """No other actors are exported."""
    chosen = [json.loads(line)["id"] for line in export("ftm", Question(text="hama")).splitlines()]
    actors = [id for id in chosen if id.startswith("sia-actor")]
    assert actors == ["sia-actor-example-news", "sia-actor-turkey"]


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_actor_has_a_schema(kind: Kind) -> None:
    """An actor of that schema can be mentioned."""
    schema, topic = KINDS[kind.value]
    assert followthemoney.model.get(schema).is_a("LegalEntity")
    assert topic is None or topic in followthemoney.types.registry.topic.names
