"""A server that floods, blocks, fails, is silent or dies costs time, never a letter."""

import asyncio
from typing import Any

import pytest

from bot import post, telegram
from bot.fronts import telegram_out
from storage import leases
from storage.database import CommitFailed, Database
from storage.migrate import migrate
from tests.telegram.citizen import SECRET, Citizen, message, press
from tests.telegram.conftest import MONDAY, Esik, Start
from tests.telegram.fake_api import BLOCKED, BROKEN, CUT, FLOOD, SILENT, FakeApi, Trouble


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looks again at once; the clock of the house stands until it is moved."""
    monkeypatch.setattr(post, "IDLE", 0.02)


async def starts(citizen: Citizen) -> None:
    """Say /start, whatever comes back."""
    status, _ = await citizen.sends(message(citizen.id, text="/start"))
    assert status == 200


async def states(esik: Esik) -> list[tuple[str, str | None]]:
    return [(row.state, row.error) for row in await esik.rows("outbox")]


async def until_states(esik: Esik, *wanted: str) -> list[Any]:
    """Wait until the letters are in these states, and return their rows."""
    async with asyncio.timeout(5):
        while tuple(state for state, _ in await states(esik)) != wanted:
            await asyncio.sleep(0.01)
    return await esik.rows("outbox")


async def test_flooded_chat_waits_as_long_as_told_and_others_do_not(esik: Esik) -> None:
    flooded, other = esik.citizen(), esik.citizen()
    esik.api.meet(FLOOD, chat=str(flooded.id))
    await starts(flooded)
    [row] = await until_states(esik, "waiting")
    assert (row.not_before - esik.moment.at).total_seconds() == FLOOD.retry_after
    assert row.attempts == 0
    await starts(other)
    await other.reads()
    esik.moment.move(seconds=6)
    await asyncio.sleep(0.1)
    assert esik.api.shown(flooded.id) == []
    esik.moment.move(seconds=2)
    await flooded.reads()
    await until_states(esik, "sent", "sent")
    assert len(esik.api.shown(flooded.id)) == 1


async def test_letter_to_who_blocked_us_rests_until_they_write(esik: Esik) -> None:
    citizen = esik.citizen()
    esik.api.meet(BLOCKED)
    await starts(citizen)
    [row] = await until_states(esik, "waiting")
    assert row.error.startswith("blocked: ")
    [identity] = await esik.rows("identities")
    assert identity.blocked_at == esik.moment.at
    assert await citizen.says("/menu")
    await until_states(esik, "sent", "sent")
    [identity] = await esik.rows("identities")
    assert identity.blocked_at is None


@pytest.mark.parametrize("trouble", [BROKEN, CUT, Trouble(500, "Internal Server Error")])
async def test_failing_server_gets_the_letter_later(esik: Esik, trouble: Trouble) -> None:
    citizen = esik.citizen()
    await esik.api.sees("setMyShortDescription", 4)  # they tell that the server is well
    esik.api.meet(trouble, times=2)
    await starts(citizen)
    for _ in range(2):
        [row] = await until_states(esik, "waiting")
        assert "degraded" in esik.crew.states["telegram"]()
        esik.moment.at = row.not_before
        attempts = row.attempts
        async with asyncio.timeout(5):
            while (await esik.rows("outbox"))[0].attempts == attempts and not esik.api.shown(
                citizen.id
            ):
                await asyncio.sleep(0.01)
    await until_states(esik, "sent")
    assert len(esik.api.shown(citizen.id)) == 1


async def test_silent_server_gets_the_letter_later(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telegram_out, "SECONDS", 0.2)
    esik = await start()
    citizen = esik.citizen()
    esik.api.meet(SILENT)
    await starts(citizen)
    [row] = await until_states(esik, "waiting")
    assert "TimedOut" in row.error
    esik.moment.at = row.not_before
    await citizen.reads()


async def test_dead_server_stops_neither_the_start_nor_the_talk(
    start: Start, api: FakeApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telegram, "FIRST_WAIT", 0.02)
    monkeypatch.setattr(telegram, "LONGEST_WAIT", 0.02)
    await api.die()
    esik = await start()
    citizen = esik.citizen()
    await starts(citizen)
    [row] = await until_states(esik, "waiting")
    assert "telegram" in str(await esik.ready()).lower()
    assert "degraded" in esik.crew.states["telegram"]()
    await api.listen()
    await api.sees("setWebhook")
    esik.moment.at = row.not_before
    await citizen.reads()
    async with asyncio.timeout(5):
        while esik.crew.states["telegram"]() != "ok":
            await asyncio.sleep(0.01)


async def test_only_who_has_the_lease_tells_telegram_where_we_are(
    start: Start, api: FakeApi, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telegram, "RENEW", 0.02)
    database = Database(database_url)
    migrate(database_url)
    assert await leases.hold(database, "telegram", "another", MONDAY, telegram.LEASE)
    esik = await start()
    await starts(esik.citizen())
    assert api.called("setWebhook") == []
    await leases.give_back(database, "telegram", "another")
    await api.sees("setWebhook")
    assert not await leases.hold(database, "telegram", "another", MONDAY, telegram.LEASE)
    await database.dispose()


async def test_a_lease_that_cannot_be_written_is_asked_for_again(
    start: Start, api: FakeApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telegram, "RENEW", 0.02)
    hold, failures = leases.hold, [CommitFailed("disk")]

    async def sometimes(*args: Any) -> bool:
        if failures:
            raise failures.pop()
        return await hold(*args)

    monkeypatch.setattr(leases, "hold", sometimes)
    await start()
    await api.sees("setWebhook")
    assert failures == []


async def test_webhook_is_set_with_its_secret(esik: Esik, api: FakeApi) -> None:
    await api.sees("setWebhook")
    [call] = api.called("setWebhook")
    assert call["url"].endswith("/telegram/webhook")
    assert call["secret_token"] == SECRET
    assert "callback_query" in call["allowed_updates"]


async def test_webhook_that_is_refused_is_set_again(
    start: Start, api: FakeApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telegram, "FIRST_WAIT", 0.01)
    api.meet(Trouble(400, "Bad Request: bad webhook: HTTPS url must be provided"), method="set")
    api.meet(Trouble(429, "Too Many Requests", retry_after=0), method="set", after=1)
    await start()
    await api.sees("setWebhook", 2)


async def test_house_without_a_secret_makes_its_own(start: Start, api: FakeApi) -> None:
    first = await start(ESIK_TELEGRAM_SECRET="")
    await api.sees("setWebhook")
    [call] = api.called("setWebhook")
    assert len(call["secret_token"]) == 64
    assert call["secret_token"] == telegram.secret(first.house)


async def test_polling_house_fetches_updates_and_answers_presses(
    start: Start, api: FakeApi
) -> None:
    esik = await start(ESIK_TELEGRAM_MODE="polling")
    citizen = esik.citizen()
    api.updates.append(message(citizen.id, text="/start"))
    assert await citizen.reads()
    _, data, under = citizen.button("problem")
    api.updates.append({**message(citizen.id), "message": "malformed"})
    api.updates.append(press(citizen.id, data, under))
    api.meet(BROKEN, method="answer")  # costs the sign that it was pressed, nothing else
    assert await citizen.reads()
    await api.sees("answerCallbackQuery")
    assert api.called("deleteWebhook")
    assert len(await esik.rows("parked")) == 1


async def test_polling_house_fetches_again_what_was_not_stored(
    start: Start, api: FakeApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telegram, "FIRST_WAIT", 0.01)
    esik = await start(ESIK_TELEGRAM_MODE="polling")
    put, failures = esik.house.batch.put, [CommitFailed("disk")] * 2

    async def sometimes(_: object, arrival: Any) -> Any:
        if failures:
            raise failures.pop()
        return await put(arrival)

    monkeypatch.setattr(type(esik.house.batch), "put", sometimes)
    citizen = esik.citizen()
    api.updates.append(message(citizen.id, text="/start"))
    assert await citizen.reads()
    assert failures == []
