"""The pages of agencies: what is shown, what is left out, the pictures of the doors."""

import asyncio
import re
from dataclasses import replace
from datetime import timedelta
from html import unescape
from xml.etree import ElementTree

import pytest
import segno
from axe_playwright_python.async_playwright import Axe

from bot.door_links import DoorLinks
from bot.site import site
from dialogs.receptions import OFFER, Official, Slot
from locales import LANGUAGES, day
from storage.staff import seed_slots
from tests.browser.conftest import DESK, PHONE, SCREENS
from tests.browser.reader import SERIOUS, TOO_SMALL, WIDER
from tests.turn.doors import ru
from tests.web.conftest import client_of

AGENCY = "/agency/petropavlovsk"
HTML = {"Accept": "text/html"}


async def seen(client, address, status=200):
    answer = await client.get(address, headers=HTML)
    assert answer.status_code == status
    return unescape(answer.text)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_page_tells_the_name_the_channels_and_the_free_days(client, house, language):
    page = await seen(client, f"{AGENCY}?lang={language}")
    rules, words = house.book.rules, house.book.words
    agency = rules.agency("petropavlovsk")
    assert f"<h1>{agency.name(language)}</h1>" in page
    for channel in rules.channels.values():
        shown = f"<h3>{channel.short.name(language)}</h3>" in page
        assert shown == (agency.channels.get(channel.id) == "yes"), channel.id
        assert shown == (words.say(channel.card.about, language) in page)
    assert words.say("card.hours.office", language) in page
    today = house.mint.now().date()
    days = [today + timedelta(days=n) for n in range(1, 30)]
    first = next(on for on in days if rules.calendar.is_working(on))
    assert day(first, language) in page
    assert "10:00, 10:20" in page
    for wish in ("file", "book"):
        assert f'href="/chat?agency=petropavlovsk&lang={language}&help={wish}"' in page


async def test_days_that_are_full_or_were_offered_to_one_are_not_shown(client, house):
    at = house.mint.now() + timedelta(days=3)
    name = dict.fromkeys(LANGUAGES, "Только для одного")
    one = Official(id=f"{OFFER}x", agency="petropavlovsk", name=name)
    slot = Slot(id="x-1", official=one.id, agency=one.agency, starts=at, minutes=20)
    await seed_slots(house.database, one, [slot], 1)
    assert "Только для одного" not in await seen(client, f"{AGENCY}?lang=ru")


async def test_an_agency_without_a_schedule_offers_a_request(client):
    page = await seen(client, "/agency/mamlyut?lang=ru")
    assert ru("agency.reception.none") in page
    assert "10:00" not in page


async def test_no_contact_is_shown_that_nobody_confirmed(client, house):
    page = await seen(client, f"{AGENCY}?lang=ru")
    hidden = [line for line in house.book.rules.hotlines.values() if not line.shown]
    assert hidden
    shown = re.findall(r'href="tel:([^"]+)"', page)
    assert set(shown) == {"1414", "112"}


async def test_a_made_agency_has_a_page_too(client):
    page = await seen(client, "/agency/akimat_101000000?lang=en", 200)
    assert "<h1>" in page


async def test_a_unit_shows_the_receptions_of_its_akimat(client):
    assert "10:00, 10:20" in await seen(client, "/agency/lu_utilities_591000000?lang=ru")


async def test_a_reorganised_agency_names_its_heir(client):
    page = await seen(client, "/agency/education?lang=ru")
    assert 'href="/agency/moe?lang=ru"' in page
    assert "преобразован" in page


@pytest.mark.parametrize("id", ["nobody", "<i>", "akimat_1", "lu_x_591000000"])
async def test_an_unknown_agency_has_a_way_on(client, id):
    page = await seen(client, f"/agency/{id}?lang=ru", 404)
    assert 'href="/chat?lang=ru"' in page
    assert "<i>" not in (await client.get(f"/agency/{id}")).text
    assert (await client.get(f"/agency/{id}/web.svg")).status_code == 404


async def test_the_doors_are_those_that_this_house_has(client, house):
    page = await seen(client, f"{AGENCY}?lang=kk")
    doors = dict(re.findall(r'/(\w+)\.svg[^"]*"[^<]*<figcaption><a[^>]*href="([^"]+)"', page))
    assert doors == {
        "web": f"{house.settings.public_url}/chat?agency=petropavlovsk&lang=kk",
        "telegram": "https://t.me/esik_demo_bot?start=a_petropavlovsk-kk",
        "whatsapp": "https://wa.me/77000000000?text=/start%20a_petropavlovsk-kk",
    }
    bare = replace(house, links=DoorLinks(house.settings.public_url))
    async with client_of(site(bare, asyncio.Event())) as other:
        page = await seen(other, AGENCY)
        assert re.findall(r"/(\w+)\.svg\?", page) == ["web"]
        assert (await other.get(f"{AGENCY}/telegram.svg")).status_code == 404


async def test_a_picture_is_the_code_of_its_door_with_white_around(client, house):
    answer = await client.get(f"{AGENCY}/telegram.svg?lang=kk")
    assert answer.headers["content-type"].startswith("image/svg+xml")
    drawn = ElementTree.fromstring(answer.content)
    dark = drawn.findall("{*}path")[1].attrib["d"]
    wanted = segno.make("https://t.me/esik_demo_bot?start=a_petropavlovsk-kk", error="m")
    assert modules(dark) == {
        (x + 4, y + 4) for y, row in enumerate(wanted.matrix) for x, bit in enumerate(row) if bit
    }
    assert drawn.attrib["viewBox"] == f"0 0 {wanted.symbol_size()[0]} {wanted.symbol_size()[1]}"


def modules(path: str) -> set[tuple[int, int]]:
    """The dark squares of a picture: its path goes by rows, in steps to the right."""
    found, x, y = set(), 0.0, 0.0
    for kind, numbers in re.findall(r"([Mmh])([-\d. ]+)", path):
        steps = [float(number) for number in numbers.split()]
        if kind == "h":
            found |= {(int(x) + n, int(y)) for n in range(int(steps[0]))}
            x += steps[0]
        else:
            x, y = (steps[0], steps[1]) if kind == "M" else (x + steps[0], y + steps[1])
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("name", "viewport"), [("phone", PHONE), ("desk", DESK)])
async def test_the_page_is_for_everyone(town, visits, language, name, viewport):
    SCREENS.mkdir(parents=True, exist_ok=True)
    page = await visits("about:blank", viewport=viewport)
    for view in ("large", "normal") if name == "phone" else ("normal",):
        await page.goto(f"{town.esik}{AGENCY}?lang={language}&view={view}")
        await page.locator("summary").first.click()
        told = (await Axe().run(page)).response["violations"]
        assert [one["id"] for one in told if one["impact"] in SERIOUS] == []
        assert await page.evaluate(TOO_SMALL) == []
        assert await page.evaluate(WIDER) == 0
    await page.screenshot(path=SCREENS / f"agency-{language}-{name}.png", full_page=True)
