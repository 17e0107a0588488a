"""The widget's script, and who may frame the chat."""

import asyncio

import pytest

from bot.book import read_book
from bot.fronts.widget import MACHINE, Origins, parse_origins, read_origins, widget_script
from bot.limits import KB
from bot.site import site
from locales import LANGUAGES
from routing_rules import RulesError
from tests.web.conftest import client_of

ROW = """
origins:
  - origin: "{origin}"
    agencies: [{agencies}]
    reference: "letter 12"
    reviewed_by: {by}
    reviewed_on: {on}
"""


def table(origin="https://a.kz", agencies="petropavlovsk", by="Asel", on="2026-11-01"):
    return ROW.format(origin=origin, agencies=agencies, by=by, on=on)


def knows(agency):
    return agency in {"petropavlovsk", "astana"}


def ancestors(answer):
    policies = answer.headers["content-security-policy"].split(";")
    (found,) = [policy.split() for policy in policies if "frame-ancestors" in policy]
    return found[1:]


def test_a_reviewed_row_allows_its_agencies():
    found = parse_origins(table(agencies="petropavlovsk, astana"), knows)
    assert found == {"petropavlovsk": ("https://a.kz",), "astana": ("https://a.kz",)}


@pytest.mark.parametrize("unsaid", [{"by": "null"}, {"on": "null"}])
def test_a_row_without_a_review_allows_nothing(unsaid):
    assert parse_origins(table(**unsaid), knows) == {}


@pytest.mark.parametrize(
    "origin",
    [
        "http://a.kz",
        "https://a.kz/",
        "https://a.kz/page",
        "https://*.kz",
        "https://a.kz; script-src *",
        "https://u@a.kz",
        "a.kz",
        "",
    ],
)
def test_an_origin_that_is_none_is_a_fault_with_its_line(origin):
    with pytest.raises(RulesError, match=r"origins\.yaml"):
        parse_origins(table(origin=origin), knows)


def test_an_agency_that_is_none_is_a_fault():
    with pytest.raises(RulesError, match="nobody"):
        parse_origins(table(agencies="nobody"), knows)


def test_the_table_of_the_package_can_be_read():
    book = read_book()
    assert read_origins(book.knows_agency, production=True).always == ()
    assert read_origins(book.knows_agency, production=False).always == MACHINE


async def test_only_the_chat_may_be_framed_and_only_by_sites_of_its_agency(house):
    origins = Origins({"petropavlovsk": ("https://a.kz",), "astana": ("https://b.kz",)})
    async with client_of(site(house, asyncio.Event(), origins=origins)) as client:
        framed = await client.get("/chat?agency=petropavlovsk")
        assert ancestors(framed) == ["'self'", "https://a.kz"]
        assert ancestors(await client.get("/chat?agency=astana")) == ["'self'", "https://b.kz"]
        for address in ("/chat", "/chat?agency=nobody", "/chat?agency=https://c.kz"):
            assert ancestors(await client.get(address)) == ["'self'"]
        for address in ("/", "/check", "/chat/plain", "/agency/petropavlovsk", "/widget.js", "/x"):
            assert ancestors(await client.get(address)) == ["'none'"]


async def test_the_script_is_small_whole_and_kept(client):
    answer = await client.get("/widget.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert len(answer.content) < 15 * KB
    assert "set-cookie" not in answer.headers
    for forbidden in ("document.cookie", "innerHTML", "eval(", "import ", ".style"):
        assert forbidden not in answer.text
    known = {"If-None-Match": answer.headers["etag"]}
    again = await client.get("/widget.js", headers=known)
    assert (again.status_code, again.content) == (304, b"")


def test_the_script_speaks_every_language():
    words = read_book().words
    script = widget_script(words)
    for language in LANGUAGES:
        for name in ("open", "file", "book", "close", "title"):
            assert words.say(f"widget.{name}", language) in script
