"""Whatever is asked for, the pages answer: what there is, that there is none, or what is wrong with the question."""

import asyncio
from itertools import product

import pytest
from datasette.utils.asgi import Request

from syria_iraq_archive.web import ask
from tests.web.pages import Site

# Datasette leaves coroutines behind where it fails.
pytestmark = [
    pytest.mark.filterwarnings("ignore::RuntimeWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

TABLES = ("captures", "articles", "blocks", "actors", "mentions", "images", "article_list", "articles_fts", "timeline")
KEYS = ("1", "0", "-1", "1,2", "1,2,3,4,5", ",", ",,,", "x", "1.5", "1e9", "%00", "%", "%zz", "%ff", "~", "~zz", "~2C",
        "99999999999999999999", "nosuch", "a/b", "%2F", "1%2C0", "..", "1.json", "1,0.json", "x.json", "1.blob",
        "1.csv", "1.nosuch", "%E2%80%AE", "$null", "'", "%22", "1?_extras=foreign_key_tables")  # fmt: skip
VALUES = ("", "nosuch", "-1", "1.5", "%00", "'", "%22", "99999999999999999999", "%ff", "[", "{}", "key", "id,id",
          "%F0%9F%9A%80", "max")  # fmt: skip
PARAMETERS = ("_sort", "_sort_desc", "_sort_by_desc", "_size", "_next", "_facet", "_facet_array", "_facet_date",
              "_facet_size", "_search", "_search_body", "_search_nosuch", "_searchmode", "_where", "_through",
              "_shape", "_labels", "_label", "_col", "_nocol", "_json", "_json_infinity", "_nl", "_nocount", "_nofacet",
              "_stream",
              "_timelimit", "_ttl", "_trace", "_dl", "_header", "_extra", "_extras", "_find", "_as", "_blob_column",
              "_blob_hash", "_filter_column", "_filter_op", "_filter_value", "_filter_column_1", "id__gt", "id__nosuch",
              "nosuch__exact", "key__in", "key__arraycontains", "key__date", "key__like", "id__isnull", "size__gt",
              "_nosuch", "__", "_size__exact", "sql", "p0", "_hide_sql", "_show_sql", "_hash", "_memory",
              "_facet_nosuch", "_searchmode_x", "_context", "_pretty", "_error")  # fmt: skip
PATHS = ("/nosuch", "/archive/nosuch", "/archive.nosuch", "/archive.db", "/archive.json", "/.json", "//", "/archive//",
         "/archive/articles.nosuch", "/archive/articles.jsono", "/-/nosuch", "/-/archive/", "/-/archive/article/",
         "/-/archive/article/%00", "/-/archive/article/%E2%80%AE", "/-/archive/actor/nosuch.json",
         "/-/archive/actor/%F0%9F.json", "/-/archive/timeline?since=9999-99&until=0000-00", "/_memory", "/:memory:",
         "/-/archive/timeline.json?actor=%00&source=%00&by=x", "/-/archive/network?size=x&shared=%FF&kind=%00",
         "/-/archive/timeline?since=2024-02-31", "/-/static/nosuch", "/-/static/../x", "/assets/../../x", "/assets/",
         "/assets/%2e%2e/%2e%2e/pages.py", "/archive?sql=", "/archive.json?sql=selec", "/archive.csv?sql=select+1/0",
         "/archive?sql=select+:a&a=1", "/archive?sql=select+:_now", "/archive?sql=select+:_cookie_x", "/_internal",
         "/archive?sql=select+x'ff'", "/archive.json?sql=select+x'ff'", "/archive?sql=select+9e999", "/robots.txt",
         "/archive.json?sql=select+9e999", "/archive?sql=select+1;select+2", "/archive/in-context?actor=%00",
         "/archive.blob?sql=select+x'ff'", "/archive.blob?sql=select+1&_blob_column=1", "/-/metadata/x", "/favicon.ico",
         "/archive.json?sql=select+1&_shape=nosuch", "/archive/published-between.json?first_day=x", "/-/settings.xml",
         "/archive?_show_hidden=x", "/archive/captures/1.blob?_blob_column=nosuch", "/?x=%ff", "/%ff", "/%", "/~",
         "/-/archive/articles?q=%00&from=9999&to=0000&after=%F0", "/-/archive/articles.json?actor=%FF&after=x",
         "/-/archive/articles.ris?q=%22", "/-/archive/articles/days.json?from=0000-00",
         "/-/archive/names.json?q=%00%FF",
         "/-/archive/names.json?what=x", "/-/archive/actors?q=%FF&from=99999999", "/-/archive/places?kind=%00&from=-1",
         "/-/archive/article/nosuch.ris", "/-/archive/article/%00.bib", "/-/archive/article/x/map.json",
         "/-/archive/network?actor=%00&from=0000&states=x",
         "/archive/~", "/archive/articles/1/-/x", "/archive/captures/1.blob?_blob_column=content")  # fmt: skip

ROWS = [f"/archive/{table}/{key}" for table in TABLES for key in KEYS]
ASKED = [f"/archive/{table}{form}?{name}={value}" for (table, form), name, value in product(
    [("articles", ""), ("blocks", ".json")], PARAMETERS, VALUES)]  # fmt: skip


def answers(site: Site, addresses: list[str]) -> dict[str, int]:
    """The status of each address; asked for on one loop, which is quicker."""

    async def asked() -> dict[str, int]:
        await site.datasette.invoke_startup()
        return {address: (await site.datasette.client.get(address)).status_code for address in addresses}

    return asyncio.run(asked())


def test_a_row_that_is_not_there_is_not_found(site: Site) -> None:
    """Whatever stands in the place of its key."""
    got = answers(site, ROWS)
    assert {address: status for address, status in got.items() if status not in (200, 302, 400, 404)} == {}
    assert got["/archive/blocks/1"] == got["/archive/blocks/1,2,3,4,5"] == got["/archive/blocks/x"] == 404
    assert got["/archive/captures/nosuch"] == got["/archive/captures/99999999999999999999"] == 404
    assert got["/archive/captures/1"] == 200


def test_a_part_of_the_address_is_no_path(site: Site) -> None:
    got = answers(site, list(PATHS))
    assert {address: status for address, status in got.items() if status >= 500} == {}


@pytest.mark.parametrize("part", [0, *(pytest.param(part, marks=pytest.mark.long) for part in range(1, 6))])
def test_no_value_of_any_parameter_is_a_fault_of_ours(site: Site, part: int) -> None:
    """Each name that Datasette or we know, with what it isn't made for."""
    got = answers(site, ASKED[part::6])
    assert {address: status for address, status in got.items() if status >= 500} == {}


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/archive/articles?_sort=nosuch", 400),
        ("/archive/articles?_sort=key", 200),
        ("/archive/articles?_sort_desc=nosuch", 400),
        ("/archive/articles?_sort=key&_sort_desc=key", 400),
        ("/archive/articles?_size=x", 400),
        ("/archive/articles?_col=nosuch", 400),
        ("/archive/articles?_next=x,y,z", 400),
        ("/archive/article_list?_next=x", 400),
        ("/archive/articles?_timelimit=x", 400),
        ("/archive/articles?_facet=nosuch", 400),
        ("/archive/articles.json?_sort=nosuch", 400),
        ("/archive/blocks/1,0", 200),
        ("/archive/blocks/1,9999", 404),
    ],
)
def test_what_is_asked_wrongly_is_told(site: Site, address: str, status: int) -> None:
    answer = site.get(address)
    assert answer.status == status
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(("value", "number"), [("25", 25), ("0000000259999", 50), ("000000025" + "1" * 5_000, 50)])
def test_a_number_of_many_digits_is_none_of_those_allowed(value: str, number: int) -> None:
    """However it begins."""
    request = Request.fake(f"/?most={value}")
    assert ask.number(request, "most", 50, (25, 50)) == number
