"""What WhatsApp tells of messages after it took them: read, delivered, or failed after all."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from storage.receipts import AGAIN_MOST
from storage.windows import UNTIL_HEARD
from tests.whatsapp.citizen import Citizen, status, text, webhook
from tests.whatsapp.conftest import Esik


async def greeted(esik: Esik) -> tuple[Citizen, str]:
    """Somebody who was shown one letter, and the id of its last message."""
    citizen = esik.citizen()
    await citizen.says("/start")
    await esik.letters("sent")
    return citizen, esik.graph.shown(citizen.id)[-1].id


async def tells(esik: Esik, citizen: Citizen, of: str, what: str, code: int | None = None) -> None:
    assert await citizen.posts(webhook(statuses=(status(of, what, code),))) == 200


async def test_letter_is_sent_then_delivered_then_read(either_esik: Esik) -> None:
    esik = either_esik
    citizen, message = await greeted(esik)
    for what in ("sent", "delivered", "read"):
        await tells(esik, citizen, message, what)
        await esik.letters(what)
    for older in ("delivered", "sent", "read", "warning"):
        await tells(esik, citizen, message, older)
        await esik.letters("read")


async def test_receipt_that_comes_before_the_post_wrote_it_down_counts(
    either_esik: Esik, monkeypatch: pytest.MonkeyPatch
) -> None:
    esik = either_esik
    citizen = esik.citizen()
    from bot.post import Post

    mark = Post._mark_and_claim

    async def late(post: Post, shown: Any, now: Any, most: int) -> Any:
        if shown:
            message = esik.graph.shown(citizen.id)[-1].id
            await tells(esik, citizen, message, "read")
            await tells(esik, citizen, message, "delivered")
        return await mark(post, shown, now, most)

    monkeypatch.setattr(Post, "_mark_and_claim", late)
    await citizen.tells(text(citizen.id, "/start"))
    await esik.letters("read")


async def test_letter_that_failed_for_good_says_why(esik: Esik) -> None:
    citizen, message = await greeted(esik)
    await tells(esik, citizen, message, "failed", 131026)
    [row] = await esik.letters("failed")
    assert row.error == "131026 undeliverable"
    await tells(esik, citizen, message, "read")
    await esik.letters("failed")


async def test_letter_that_failed_for_a_while_goes_again(esik: Esik) -> None:
    citizen, message = await greeted(esik)
    shown = len(esik.graph.shown(citizen.id))
    await tells(esik, citizen, message, "failed", 131053)
    [row] = await esik.letters("waiting")
    assert (row.attempts, row.error) == (1, "131053 file not taken in")
    esik.moment.move(minutes=2)
    await esik.letters("sent")
    assert len(esik.graph.shown(citizen.id)) == 2 * shown
    await tells(esik, citizen, message, "failed", 131053)
    [row] = await esik.letters("sent")
    assert row.attempts == 1


async def test_letter_that_fails_again_and_again_has_failed(esik: Esik) -> None:
    citizen, _ = await greeted(esik)
    for _ in range(AGAIN_MOST):
        await tells(esik, citizen, esik.graph.shown(citizen.id)[-1].id, "failed", 131000)
        await esik.letters("waiting")
        esik.moment.move(minutes=2)
        await esik.letters("sent")
    await tells(esik, citizen, esik.graph.shown(citizen.id)[-1].id, "failed", 131000)
    await esik.letters("failed")


async def test_window_that_was_closed_after_all_makes_the_letter_wait(either_esik: Esik) -> None:
    esik = either_esik
    citizen, message = await greeted(esik)
    esik.moment.move(hours=1)
    await tells(esik, citizen, message, "failed", 131047)
    async with asyncio.timeout(5):
        while (row := (await esik.rows("outbox"))[0]).not_before != UNTIL_HEARD:
            await asyncio.sleep(0.01)
    assert (row.state, row.error) == ("waiting", "window.closed")
    [identity] = await esik.rows("identities")
    assert identity.heard_at is None
    await citizen.tells(text(citizen.id, "Сәлем"))
    await esik.letters("sent", "sent")


async def test_citizen_who_wrote_since_has_an_open_window(esik: Esik) -> None:
    citizen, message = await greeted(esik)
    esik.moment.move(hours=1)
    await citizen.says("Сәлем")
    await tells(esik, citizen, message, "failed", 131047)
    await esik.graph.shows(citizen.id, citizen.seen + 1)
    await esik.letters("sent", "sent")
    [identity] = await esik.rows("identities")
    assert identity.heard_at == esik.moment.at


async def test_receipts_of_strangers_change_nothing(esik: Esik) -> None:
    citizen, _ = await greeted(esik)
    for what, code in (("read", None), ("failed", 131026), ("failed", None), ("deleted", None)):
        await tells(esik, citizen, "wamid.of-somebody-else", what, code)
    await esik.letters("sent")
    assert await esik.rows("parked") == []


async def test_letter_waits_no_longer_than_the_next_word(esik: Esik) -> None:
    citizen, _ = await greeted(esik)
    esik.moment.at += timedelta(days=30)
    assert await citizen.says("Қайтып келдім")
    [identity] = await esik.rows("identities")
    assert identity.heard_at == esik.moment.at
