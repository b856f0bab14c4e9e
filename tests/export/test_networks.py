"""GEXF and GraphML: networks of actors, read back by networkx."""

import io
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest

from syria_iraq_archive.corpus.query import Question
from tests.export.conftest import Export


def read(form: str, text: str) -> Any:
    """The network in an export."""
    reader = {"gexf": nx.read_gexf, "graphml": nx.read_graphml}[form]
    return reader(io.BytesIO(text.encode()))


@pytest.mark.parametrize("form", ["gexf", "graphml"])
def test_comentions_join_the_actors_of_an_article(export: Export, form: str) -> None:
    """The weight is the number of articles that name both."""
    graph = read(form, export(form))
    assert not graph.is_directed()
    assert sorted(graph.nodes) == ["example-news", "iran", "other-news", "turkey", "turkish-army"]
    weights = {frozenset((one, two)): data["weight"] for one, two, data in graph.edges(data=True)}
    assert weights == {
        frozenset(("turkey", "example-news")): 1,
        frozenset(("iran", "turkish-army")): 1,
        frozenset(("iran", "other-news")): 1,
    }


@pytest.mark.parametrize("form", ["gexf", "graphml"])
def test_a_node_says_who_it_is(export: Export, form: str) -> None:
    """It says how often the actor is named, and leaves out what isn't known."""
    node = read(form, export(form)).nodes["turkish-army"]
    assert {name: node[name] for name in ("label", "kind", "part_of", "articles", "mentions")} == {
        "label": "Turkish Army",
        "kind": "public-body",
        "part_of": "turkey",
        "articles": 2,
        "mentions": 2,
    }
    assert "wikidata" not in node


@pytest.mark.parametrize("form", ["gexf", "graphml"])
def test_quotes_lead_from_an_outlet_to_the_actor_that_it_quotes(export: Export, form: str) -> None:
    """Both must be known."""
    graph = read(form, export(form, network="quotes"))
    assert graph.is_directed()
    ((outlet, speaker, edge),) = graph.edges(data=True)
    assert (outlet, speaker) == ("other-news", "iran")
    assert (edge["weight"], edge["articles"]) == (1, 1)


@pytest.mark.parametrize("form", ["gexf", "graphml"])
def test_filters_choose_the_articles_that_count(export: Export, form: str) -> None:
    """No articles give an empty network."""
    assert sorted(read(form, export(form, Question(text="hama"))).nodes) == ["example-news", "turkey"]
    assert list(read(form, export(form, Question(text="hama"), network="quotes")).nodes) == []


def test_gexf_has_no_clock(export: Export) -> None:
    """It doesn't name the version of the library either."""
    meta = ElementTree.fromstring(export("gexf"))[0]
    assert meta.tag.endswith("meta")
    assert meta.attrib == {}
    assert [child.text for child in meta] == ["syria-iraq-archive"]
