"""Pages as the server draws them: languages, wishes, the public check, files of the pages."""

import gzip
import re
from pathlib import Path

import httpx
import pytest

from bot import fronts
from bot.book import read_book
from locales import LANGUAGES
from tests.web.citizen import Citizen

PAGES = Path(fronts.__file__).parent / "pages"
MOST_AT_FIRST = 16 * 1024  # bytes that the chat page and its files take on the line
HTML = {"Accept": "text/html,application/xhtml+xml"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["/", "/chat", "/check"])
async def test_pages_speak_the_language_of_the_address(quick, path, language):
    page = await quick.get(path, params={"lang": language})
    assert page.status_code == 200
    assert f'<html lang="{language}"' in page.text
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    current = re.findall(r'<a lang="(\w\w)"[^>]*aria-current="true"', page.text)
    assert current == [language]


async def test_pages_follow_the_browser_else_the_state_language(quick):
    for accepted, language in (("ru-RU,ru", "ru"), ("de", "kk")):
        page = await quick.get("/", headers={"Accept-Language": accepted})
        assert f'<html lang="{language}"' in page.text


async def test_a_wish_of_the_address_is_handed_to_the_chat(quick):
    page = await quick.get("/chat?agency=petropavlovsk&lang=kk&help=book")
    assert 'data-agency="petropavlovsk" data-lang="kk" data-help="book"' in page.text


async def test_a_wish_that_is_none_is_left_out(quick):
    page = await quick.get("/chat", params={"agency": '"><script>', "lang": "de", "help": "fly"})
    assert page.status_code == 200
    assert 'data-agency="" data-lang="" data-help=""' in page.text


async def test_nothing_is_inline_that_the_policy_forbids(quick):
    for path in ("/", "/chat", "/check", "/nothing"):
        page = (await quick.get(path, headers=HTML)).text
        for script in re.findall(r"<script[^>]*>", page):
            assert "src=" in script or 'type="application/json"' in script
        assert not re.search(r"<style|\sstyle=|\son\w+=", page)


async def test_without_script_there_are_numbers_to_call(quick):
    page = (await quick.get("/chat?lang=ru")).text
    hidden = page[page.index("<noscript>") : page.index("</noscript>")]
    assert 'href="tel:112"' in hidden
    assert 'href="tel:1414"' in hidden


async def test_the_large_view_is_kept_in_a_cookie(quick):
    assert 'class="large"' not in (await quick.get("/")).text
    assert 'class="large"' in (await quick.get("/?view=large")).text
    assert 'class="large"' in (await quick.get("/chat")).text
    await quick.get("/?view=normal")
    assert 'class="large"' not in (await quick.get("/chat")).text


async def test_files_are_kept_for_a_year_under_their_version(quick):
    page = (await quick.get("/chat")).text
    addresses = set(re.findall(r'(?:src|href)="(/static/[^"]+)"', page))
    assert {address.rsplit("/", 1)[1] for address in addresses} >= {"chat.js", "esik.css"}
    for address in addresses:
        file = await quick.get(address)
        assert file.status_code == 200
        assert "immutable" in file.headers["cache-control"]
        old = await quick.get(re.sub(r"/static/\w+/", "/static/old/", address))
        assert (old.content, old.headers["cache-control"]) == (file.content, "no-cache")
    assert (await quick.get("/static/x/chat.html")).status_code == 404
    assert (await quick.get("/static/x/..%2fweb.py")).status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_first_load_stays_small(quick, language):
    """All that is loaded before the first question: 16 KB are a third of a second on slow 3G."""
    addresses, sizes = [f"/chat?lang={language}"], {}
    while addresses:
        address = addresses.pop()
        request = quick.build_request("GET", address, headers={"Accept-Encoding": "gzip"})
        answer = await quick.send(request, stream=True)
        raw = b"".join([part async for part in answer.aiter_raw()])
        assert answer.headers.get("content-encoding") == "gzip", address
        sizes[address.rsplit("/")[-1]] = len(raw)
        if address.startswith("/chat"):
            page = gzip.decompress(raw).decode()
            addresses += set(re.findall(r'(?:src|href)="(/static/[^"]+)"', page))
    assert sum(sizes.values()) <= MOST_AT_FIRST, sizes


async def test_who_unpacks_nothing_gets_it_plain(quick):
    answer = await quick.get("/chat", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in answer.headers
    assert "Accept-Encoding" in answer.headers["vary"]
    assert answer.text.startswith("<!doctype html>")


async def test_words_that_pages_and_scripts_use_are_there(quick, quick_house):
    used: set[str] = set()
    for file in (*PAGES.glob("*.html"), *PAGES.glob("*.js")):
        used |= set(re.findall(r'"(web\.[\w.]+?)"|\'(web\.[\w.]+?)\'', file.read_text()))
    keys = {key for pair in used for key in pair if key}
    given = (await quick.get("/chat/words/kk")).json()
    for file in PAGES.glob("*.js"):
        for key in re.findall(r'"(web\.[\w.]+?)"', file.read_text()):
            assert key in given, f"{file.name} says {key}"
    assert all(map(quick_house.book.words.has, keys))
    assert (await quick.get("/chat/words/de")).status_code == 404


async def test_a_missing_page_is_a_page_for_people_and_json_for_programmes(quick):
    page = await quick.get("/nothing", headers={**HTML, "Accept-Language": "en"})
    assert page.status_code == 404
    assert "There is no such page." in page.text
    assert (await quick.get("/nothing")).json()["error"]["code"] == "page"


async def filed(client: httpx.AsyncClient) -> str:
    """The number of an appeal that was filed in Russian."""
    citizen = await Citizen.arrives(client, lang="ru")
    await citizen.read()
    await citizen.say("Во дворе на улице Абая яма на дороге")
    asked = await citizen.say("Петропавловск")
    for _ in range(20):
        asked = await answered(citizen, asked)
        if asked["case"]:
            return str(asked["case"])
    raise AssertionError(f"no number after twenty answers: {asked['text']}")


ANSWERS = {"surname": "Иванов", "name": "Иван", "address": "улица Абая, 10"}
PRESSES = {"advice": "file", "consent": "yes", "iin": "skip", "kind": "application",
           "answer_way": "here", "attachments": "none", "confirm": "confirm"}  # fmt: skip


async def answered(citizen: Citizen, asked: dict) -> dict:
    """The next question after a sensible answer."""
    question = asked["question"]["id"]
    if question in ANSWERS:
        return await citizen.say(ANSWERS[question])
    return await citizen.press(PRESSES.get(question, asked["choices"][0]["id"]), asked)


async def test_a_filed_number_is_checked_by_anybody_and_tells_nothing_personal(client):
    number = await filed(client)
    page = await client.get(f"/check/{number}?lang=ru", headers=HTML)
    assert page.status_code == 200
    assert number in page.text
    for secret in ("Иванов", "Абая", "яма", "Петропавловск"):
        assert secret not in page.text
    answer = await client.get(f"/check/{number}", headers={"Accept": "application/json"})
    told = answer.json()
    assert told.keys() == {"number", "state", "received_at", "registered", "due"}
    assert told["number"] == number
    assert f'<time datetime="{told["received_at"][:4]}-' in page.text
    assert f'value="{told["state"]}"' in page.text


@pytest.mark.parametrize("number", ["2026-00000000", "x", "2026-1", "'--", "9" * 300])
async def test_a_number_that_is_none(quick, number):
    page = await quick.get("/check", params={"number": number, "lang": "en"}, headers=HTML)
    assert page.status_code == 404
    assert read_book().words.say("web.check.unknown", "en") in page.text
    answer = await quick.get(
        "/check", params={"number": number}, headers={"Accept": "application/json"}
    )
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "number")


@pytest.mark.parametrize(
    "path", ["/", "/check", "/check/2026-00000000", "/no-such-page", "/chat/plain"]
)
async def test_every_page_has_the_quick_exit(client, path):
    page = (await client.get(path, headers={"Accept": "text/html"}, follow_redirects=True)).text
    assert page.count('id="leave"') == 1
    assert page.count("leave.js") >= 1
    assert "data-to=" in page
