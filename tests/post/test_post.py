"""What becomes of a letter: shown, put off, held, given up, and never lost."""

import asyncio
from datetime import timedelta

import pytest

from bot import post as posts
from bot.doors import Gone, Held, Later
from bot.post import Post
from bot.returns import FIRST_WAIT, JITTER, LONGEST_WAIT, MAX_ATTEMPTS
from bot.settings import read_settings
from storage import outbox
from storage.database import CommitFailed
from tests.post.conftest import RecordingDoor, TinyHouse, post


async def test_nothing_to_send(house: TinyHouse, door: RecordingDoor) -> None:
    assert await post(house, door).once(house.moment.at) == {}


async def test_letters_are_shown_once_and_marked(house: TinyHouse, door: RecordingDoor) -> None:
    await house.post_letters("1", "Салем", "Тіл?")
    await house.post_letters("2", "Здравствуйте")
    assert await post(house, door).once(house.moment.at) == {"sent": 3}
    assert await post(house, door).once(house.moment.at) == {}
    assert sorted(door.shown) == [("1", "Салем"), ("1", "Тіл?"), ("2", "Здравствуйте")]
    assert await house.states() == ["sent"] * 3
    assert [row.message for row in await house.rows()] != [None] * 3


async def test_letters_of_one_person_keep_their_order(
    house: TinyHouse, door: RecordingDoor
) -> None:
    texts = [f"№ {number}" for number in range(12)]
    await house.post_letters("1", *texts)
    await post(house, door).once(house.moment.at)
    assert [text for _, text in door.shown] == texts
    assert door.most_inside == 1


async def test_letters_of_different_persons_go_beside_each_other(
    house: TinyHouse, door: RecordingDoor
) -> None:
    for chat in range(5):
        await house.post_letters(str(chat), "Салем")
    await post(house, door).once(house.moment.at)
    assert door.most_inside == 5


async def test_door_in_trouble_is_tried_again_later_and_later(
    house: TinyHouse, door: RecordingDoor
) -> None:
    await house.post_letters("1", "Салем")
    door.failures = [Later("NetworkError: out of reach")] * 3
    carrier, waits = post(house, door), []
    for _ in range(3):
        before = house.moment.at
        assert await carrier.once(before) == {"waiting": 1}
        [row] = await house.rows()
        assert (row.state, row.error) == ("waiting", "NetworkError: out of reach")
        waits.append((row.not_before - before).total_seconds())
        assert await carrier.once(row.not_before - timedelta(seconds=0.1)) == {}
        house.moment.at = row.not_before
    assert await carrier.once(house.moment.at) == {"sent": 1}
    for number, wait in enumerate(waits):
        middle = FIRST_WAIT * 2**number
        assert middle * (1 - JITTER) <= wait <= middle * (1 + JITTER)


async def test_wait_has_an_end(house: TinyHouse, door: RecordingDoor) -> None:
    longest = post(house, door)._returns.wait(MAX_ATTEMPTS - 1)
    assert longest.total_seconds() <= LONGEST_WAIT * (1 + JITTER)


async def test_waiting_letter_holds_back_the_ones_after_it(
    house: TinyHouse, door: RecordingDoor
) -> None:
    await house.post_letters("1", "first", "second")
    await house.post_letters("2", "other")
    door.failures = [Later("out of reach")]
    assert await post(house, door).once(house.moment.at) == {"waiting": 1, "sent": 1}
    assert await house.states() == ["waiting", "queued", "sent"]
    assert await post(house, door).once(house.moment.move(minutes=1)) == {"sent": 2}
    assert [text for to, text in door.shown if to == "1"] == ["first", "second"]


async def test_letter_is_given_up_loudly_after_the_last_attempt(
    house: TinyHouse, door: RecordingDoor, capsys: pytest.CaptureFixture[str]
) -> None:
    await house.post_letters("1", "Жауап")
    door.failures = [Later("out of reach")] * MAX_ATTEMPTS
    carrier, states = post(house, door), []
    for _ in range(MAX_ATTEMPTS):
        states += list(await carrier.once(house.moment.move(hours=2)))
    assert states == ["waiting"] * (MAX_ATTEMPTS - 1) + ["failed"]
    [row] = await house.rows()
    assert (row.state, row.attempts, row.error) == ("failed", MAX_ATTEMPTS, "out of reach")
    told = "".join(capsys.readouterr())
    assert "letter_given_up" in told
    assert "Жауап" not in told


async def test_refused_letter_is_given_up_at_once_and_the_next_one_is_tried(
    house: TinyHouse, door: RecordingDoor
) -> None:
    await house.post_letters("1", "first", "second")
    door.failures = [Gone("refused: BadRequest")]
    assert await post(house, door).once(house.moment.at) == {"failed": 1, "sent": 1}
    assert [(row.state, row.error) for row in await house.rows()] == [
        ("failed", "refused: BadRequest"),
        ("sent", None),
    ]


async def test_flood_holds_that_chat_only_and_is_no_attempt(
    house: TinyHouse, door: RecordingDoor
) -> None:
    await house.post_letters("1", "first", "second")
    await house.post_letters("2", "other")
    door.failures = [Held("flood", seconds=30)]
    carrier = post(house, door)
    assert await carrier.once(house.moment.at) == {"waiting": 1, "sent": 1}
    assert await carrier.once(house.moment.move(seconds=29)) == {}
    assert await carrier.once(house.moment.move(seconds=2)) == {"sent": 2}
    assert [row.attempts for row in await house.rows()] == [0, 0, 0]
    assert [text for to, text in door.shown if to == "1"] == ["first", "second"]


async def test_part_that_was_shown_is_not_shown_again(
    house: TinyHouse, door: RecordingDoor
) -> None:
    await house.post_letters("1", "long")
    door.failures = [Held("flood", seconds=5, refs=["a", "b"])]
    carrier = post(house, door)
    await carrier.once(house.moment.at)
    assert await carrier.once(house.moment.move(seconds=6)) == {"sent": 1}
    assert door.skipped == [0, 2]
    [row] = await house.rows()
    assert row.message.startswith("a,b,")


async def test_fault_of_our_own_leaves_the_row_to_be_tried_again(
    house: TinyHouse, door: RecordingDoor
) -> None:
    await house.post_letters("1", "Салем")
    door.failures = [KeyError("not a word of the letter")]
    assert await post(house, door).once(house.moment.at) == {"waiting": 1}
    [row] = await house.rows()
    assert row.error == "KeyError"
    assert await post(house, door).once(house.moment.move(minutes=1)) == {"sent": 1}


async def test_letter_without_a_door_waits(house: TinyHouse) -> None:
    await house.post_letters("1", "Салем", front="whatsapp")
    assert await Post(house, {}).once(house.moment.at) == {"waiting": 1}
    [row] = await house.rows()
    assert row.error == "no door: whatsapp"


async def test_what_a_citizen_fetches_needs_no_post(house: TinyHouse) -> None:
    await house.post_letters("1", "Салем", front="web")
    assert await Post(house, {}).once(house.moment.at) == {}


async def test_letter_of_a_crashed_post_is_taken_over_when_its_lease_ends(
    house: TinyHouse, door: RecordingDoor
) -> None:
    await house.post_letters("1", "Салем")
    await outbox.claim(house.database, house.seal, "dead", house.moment.at, posts.LEASE, 10)
    carrier = post(house, door)
    assert await carrier.once(house.moment.move(seconds=posts.LEASE - 1)) == {}
    assert await carrier.once(house.moment.move(seconds=2)) == {"sent": 1}


async def test_two_posts_show_each_letter_once(house: TinyHouse, door: RecordingDoor) -> None:
    for chat in range(20):
        await house.post_letters(str(chat), "a", "b")
    first, second = post(house, door), post(house, door)
    await asyncio.gather(first.once(house.moment.at), second.once(house.moment.at))
    await first.once(house.moment.at)
    assert len(door.shown) == len(set(door.shown)) == 40


async def test_mark_that_was_not_stored_is_stored_later_and_nothing_is_shown_twice(
    house: TinyHouse, door: RecordingDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    await house.post_letters("1", "Салем")
    carrier, sent = post(house, door), outbox.sent_and_claim

    async def no_database(*_: object) -> None:
        raise CommitFailed("disk")

    monkeypatch.setattr(posts.outbox, "sent_and_claim", no_database)
    with pytest.raises(CommitFailed):
        await carrier.once(house.moment.at)
    monkeypatch.setattr(posts.outbox, "sent_and_claim", sent)
    await carrier.round()
    assert await house.states() == ["sent"]
    assert door.shown == [("1", "Салем")]


async def test_letters_to_one_chat_go_at_its_pace(house: TinyHouse, door: RecordingDoor) -> None:
    """A burst of three, then each a step after the one before; others do not wait."""
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(round(seconds, -2))

    house.settings = read_settings({"ESIK_TELEGRAM_CHAT_RATE": "0.001"})
    await house.post_letters("1", *"abcde")
    await house.post_letters("2", "other")
    await Post(house, {"telegram": door}, sleep=sleep).once(house.moment.at)
    assert waited == [1000.0, 2000.0]
    assert len(door.shown) == 6
