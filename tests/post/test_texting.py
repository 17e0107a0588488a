"""A text message where no door takes the letter, and a call where that fails too.

Through the real turn, and over HTTP to a gateway of our own that fails, is silent, or dies.
"""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot import post as posts
from bot import sms
from bot.post import Post
from bot.returns import MAX_TEXTS
from storage import outbox, reachability
from storage.calls import done, open_calls
from storage.pages import Address
from tests.post.fake_gateway import CUT, SILENT
from tests.post.town import E164, PHONE, Town, a_town
from tests.telegram.fake_api import BLOCKED, NO_CHAT

WHO = Address("telegram", "7001")
OTHER = Address("whatsapp", "77015551234")
PAGE = Address("web", "a-browser")


@pytest.fixture
async def town(database_url: str, tmp_path: Path) -> AsyncIterator[Town]:
    async with a_town(database_url, tmp_path) as opened:
        yield opened


async def calls(town: Town) -> list[tuple[str, str | None]]:
    """Open tasks: reason and number."""
    house = town.house
    return [(c["reason"], c["phone"]) for c in await open_calls(house.database, house.seal)]


# -- a text message, then a call --------------------------------------------------------------


async def test_without_another_door_a_text_message_tells(town: Town) -> None:
    number = await town.files(WHO, PHONE)
    last = await town.last()
    town.api.meet(BLOCKED)
    await town.acts(number, "take")
    assert await town.sends() == {"waiting": 1, "sent": 1}
    [(to, text)] = town.gateway.taken
    assert to == E164
    assert len(text) <= 70
    assert number not in text
    assert town.gateway.asked[0][2] == "Bearer token-of-the-tests"
    assert await town.letters(last) == [
        ("telegram", "status", "waiting"),
        ("sms", "status", "sent"),
    ]
    assert await calls(town) == []
    house = town.house
    await reachability.unblocked(house.database, house.seal, WHO, town.moment.at)
    assert await town.sends() == {"sent": 1}, "what it told of is there when they come back"


async def test_a_letter_that_telegram_refuses_for_good_is_told_by_text(town: Town) -> None:
    number = await town.files(WHO, PHONE)
    last = await town.last()
    town.api.meet(NO_CHAT)
    await town.acts(number, "take")
    assert await town.sends() == {"failed": 1, "sent": 1}
    assert [row[2] for row in await town.letters(last)] == ["failed", "sent"]
    assert len(town.gateway.taken) == 1


async def test_one_text_message_tells_of_all_that_waits(town: Town) -> None:
    number = await town.files(WHO, PHONE)
    house = town.house
    await reachability.blocked(house.database, house.seal, WHO, town.moment.at)
    await town.acts(number, "take")
    await town.sends()
    await town.acts(number, "redirect", to="almaty", reason="Орган другой.")
    await town.sends()
    assert len(town.gateway.taken) == 1
    assert await calls(town) == []


async def test_a_failing_gateway_is_tried_again_and_then_a_person_calls(town: Town) -> None:
    number = await town.files(WHO, PHONE)
    last = await town.last()
    town.api.meet(BLOCKED)
    town.gateway.troubles.extend([503] * MAX_TEXTS)
    await town.acts(number, "take")
    for _ in range(MAX_TEXTS):
        await town.sends()
        town.moment.at += timedelta(minutes=2)
    row = (await town.rows("outbox"))[-1]
    assert (row.front, row.state, row.attempts) == ("sms", "failed", MAX_TEXTS)
    assert row.error == "status 503"
    assert len(town.gateway.asked) == MAX_TEXTS
    assert town.gateway.taken == []
    assert await calls(town) == [("status", E164)]
    assert len(await town.letters(last)) == 2


async def test_a_gateway_that_comes_back_sends_it(town: Town) -> None:
    number = await town.files(WHO, PHONE)
    town.api.meet(BLOCKED)
    town.gateway.troubles.extend([502, 429])
    await town.acts(number, "take")
    await town.sends()
    for _ in range(2):
        town.moment.at += timedelta(minutes=1)
        await town.sends()
    assert len(town.gateway.taken) == 1
    assert await calls(town) == []


@pytest.mark.parametrize("trouble", [SILENT, CUT, 504])
async def test_nobody_knows_whether_it_was_sent_so_a_person_calls(
    town: Town, trouble: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sms, "SECONDS", 0.2)
    number = await town.files(WHO, PHONE)
    town.api.meet(BLOCKED)
    town.gateway.troubles.append(trouble)
    await town.acts(number, "take")
    await town.sends()
    town.moment.at += timedelta(hours=3)
    await town.sends()
    assert len(town.gateway.asked) == 1, "a text message is never repeated when unsure"
    row = (await town.rows("outbox"))[-1]
    assert (row.front, row.state) == ("sms", "failed")
    assert row.error.startswith("unsure")
    assert await calls(town) == [("status", E164)]


async def test_a_crash_in_the_middle_of_a_text_message_does_not_repeat_it(town: Town) -> None:
    """The one letter that must not repeat: what happens to it is a call."""
    number = await town.files(WHO, PHONE)
    town.api.meet(BLOCKED)
    await town.acts(number, "take")
    without = Post(town.house, {k: v for k, v in town.doors.items() if k != "sms"})
    without._returns._fronts = frozenset(town.doors)
    await without.once(town.moment.at)
    house, now = town.house, town.moment.at + timedelta(seconds=5)
    [row] = await outbox.claim(house.database, house.seal, "dies", now, posts.LEASE, 10)
    assert (row.address.front, row.once) == ("sms", True)
    town.moment.at = now + timedelta(seconds=posts.LEASE + 1)
    await town.sends()
    assert town.gateway.asked == []
    assert (await town.rows("outbox"))[-1].error.startswith("unsure")
    assert await calls(town) == [("status", E164)]


async def test_a_gateway_that_refuses_is_not_asked_again(town: Town) -> None:
    number = await town.files(WHO, PHONE)
    town.api.meet(BLOCKED)
    town.gateway.troubles.append(400)
    await town.acts(number, "take")
    await town.sends()
    assert await calls(town) == [("status", E164)]
    assert (await town.rows("outbox"))[-1].error == "refused: status 400"


async def test_no_gateway_is_a_call(database_url: str, tmp_path: Path) -> None:
    async with a_town(database_url, tmp_path, ESIK_SMS_URL="") as town:
        number = await town.files(WHO, PHONE)
        town.api.meet(BLOCKED)
        await town.acts(number, "take")
        await town.sends()
        assert await calls(town) == [("status", E164)]
        house, now = town.house, town.moment.at
        [call] = await town.rows("calls")
        assert E164.encode() not in call.phone
        assert await done(house.database, call.id, "demo", now) == "done"
        assert await done(house.database, call.id, "demo", now) == "repeated"
        assert await done(house.database, 999, "demo", now) == "unknown"
        assert await calls(town) == []


async def test_without_consent_a_number_is_not_used(town: Town) -> None:
    number = await town.files(WHO)
    await town.gives(WHO, contact=PHONE, consented=None)
    town.api.meet(BLOCKED)
    await town.acts(number, "take")
    await town.sends()
    assert town.gateway.taken == []
    assert await calls(town) == [("status", None)]


@pytest.mark.parametrize(
    ("url", "body", "method"),
    [
        ("GATEWAY/send?to={phone}&message={text}", "", "GET"),
        ("GATEWAY/send", "to={phone}&message={text}", "POST"),
    ],
)
async def test_the_request_is_a_template(
    database_url: str, tmp_path: Path, url: str, body: str, method: str
) -> None:
    more = {"ESIK_SMS_URL": url, "ESIK_SMS_BODY": body, "ESIK_SMS_TOKEN": ""}
    async with a_town(database_url, tmp_path, **more) as town:
        number = await town.files(WHO, PHONE)
        town.api.meet(BLOCKED)
        await town.acts(number, "take")
        await town.sends()
        [(asked, given, token)] = town.gateway.asked
        assert (asked, given["to"], token) == (method, E164, "")
        assert given["message"].startswith("Есік")
