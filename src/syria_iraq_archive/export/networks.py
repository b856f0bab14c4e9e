"""Networks, by networkx (the extra ``network``): who is named with whom, and which outlet quotes whom."""

from collections import Counter
from collections.abc import Callable
from itertools import combinations, groupby
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from syria_iraq_archive.export.chosen import Chosen, Options, Out
from syria_iraq_archive.export.json_out import known
from syria_iraq_archive.extras import importing

if TYPE_CHECKING:
    import networkx as nx

_XML = '<?xml version="1.0" encoding="utf-8"?>\n'

_NAMED = """
    SELECT actor_id AS id, count(DISTINCT article_id) AS articles, count(*) AS mentions
    FROM mentions WHERE article_id IN (SELECT id FROM chosen_articles) GROUP BY actor_id ORDER BY actor_id
"""
_ACTORS_BY_ARTICLE = """
    SELECT DISTINCT article_id, actor_id FROM mentions
    WHERE article_id IN (SELECT id FROM chosen_articles) ORDER BY article_id, actor_id
"""
_QUOTING = """
    SELECT source_id AS source, actor_id AS target, count(*) AS quotes, count(DISTINCT articles.id) AS articles
    FROM quotes JOIN articles ON articles.id = article_id
    WHERE articles.id IN (SELECT id FROM chosen_articles) AND kind = 'speech'
          AND source_id IS NOT NULL AND actor_id IS NOT NULL
    GROUP BY 1, 2 ORDER BY 1, 2
"""


def comentions(chosen: Chosen) -> "nx.Graph[str]":
    """Actors. Two are joined if an article names both; the weight is the number of such articles."""
    import networkx as nx

    graph = nx.Graph()
    actors = chosen.actors()
    for row in chosen.connection.execute(_NAMED):
        graph.add_node(row["id"], **_node(actors[row["id"]]), articles=row["articles"], mentions=row["mentions"])
    for pair, articles in sorted(_together(chosen).items()):
        graph.add_edge(*pair, weight=articles)
    return graph


def _together(chosen: Chosen) -> Counter[tuple[str, str]]:
    """In how many articles two actors are named. Counting takes a tenth of the time that a join in SQL takes."""
    together: Counter[tuple[str, str]] = Counter()
    for _, rows in groupby(chosen.connection.execute(_ACTORS_BY_ARTICLE), key=lambda row: row["article_id"]):
        together.update(combinations([row["actor_id"] for row in rows], 2))
    return together


def quotes(chosen: Chosen) -> "nx.DiGraph[str]":
    """Outlets and the actors whose speech their articles quote; the weight is the number of quotes."""
    import networkx as nx

    graph = nx.DiGraph()
    actors = chosen.actors()
    rows = chosen.connection.execute(_QUOTING).fetchall()
    for id in sorted({end for row in rows for end in (row["source"], row["target"])}):
        graph.add_node(id, **_node(actors[id]))
    for row in rows:
        graph.add_edge(row["source"], row["target"], weight=row["quotes"], articles=row["articles"])
    return graph


def _node(actor: Any) -> dict[str, str]:
    names = ("kind", "country", "wikidata", "part_of")
    return known({"label": actor["name"], **{name: actor[name] for name in names}})


NETWORKS: dict[str, Callable[[Chosen], Any]] = {"comentions": comentions, "quotes": quotes}


def write_gexf(chosen: Chosen, options: Options, out: Out) -> None:
    """GEXF, for Gephi. The name of networkx and the day are left out, so that the same corpus gives the same bytes."""
    graph = _network(chosen, options)
    from networkx.readwrite.gexf import GEXFWriter

    writer = GEXFWriter(graph)
    meta: Element = writer.xml.find("meta")
    meta.attrib.clear()  # lastmodifieddate
    meta[0].text = "syria-iraq-archive"
    out.write(f"{_XML}{writer}\n")


def write_graphml(chosen: Chosen, options: Options, out: Out) -> None:
    """GraphML, for nearly everything else that draws networks."""
    graph = _network(chosen, options)
    from networkx.readwrite.graphml import GraphMLWriter  # not the writer by lxml, which isn't always installed

    out.write(f"{_XML}{GraphMLWriter(graph)}\n")


def _network(chosen: Chosen, options: Options) -> Any:
    with importing("networkx", "network"):
        import networkx as nx  # noqa: F401 - here a missing library becomes an error with its cure
    return NETWORKS[options.network](chosen)
