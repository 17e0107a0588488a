"""What becomes of a letter: shown, put off, held, given up, and never lost."""

import asyncio
from datetime import timedelta

import pytest

from bot import post as posts
from bot.doors import Gone, Held, Later
from bot.post import FIRST_WAIT, JITTER, LONGEST_WAIT, MAX_ATTEMPTS, Post
from storage import outbox
from storage.database import CommitFailed
from tests.post.conftest import RecordingDoor, TinyHouse


def post(house: TinyHouse, door: RecordingDoor) -> Post:
    return Post(house, {"telegram": door})


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
    longest = post(house, door)._wait(MAX_ATTEMPTS - 1)
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


async def test_blocked_letter_is_given_up_at_once_and_the_next_one_is_tried(
    house: TinyHouse, door: RecordingDoor
) -> None:
    await house.post_letters("1", "first", "second")
    door.failures = [Gone("blocked: Forbidden")]
    assert await post(house, door).once(house.moment.at) == {"failed": 1, "sent": 1}
    assert [(row.state, row.error) for row in await house.rows()] == [
        ("failed", "blocked: Forbidden"),
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
    carrier, sent = post(house, door), outbox.sent

    async def no_database(*_: object) -> None:
        raise CommitFailed("disk")

    monkeypatch.setattr(posts.outbox, "sent", no_database)
    with pytest.raises(CommitFailed):
        await carrier.once(house.moment.at)
    monkeypatch.setattr(posts.outbox, "sent", sent)
    await carrier.round()
    assert await house.states() == ["sent"]
    assert door.shown == [("1", "Салем")]


async def test_running_post_is_woken_by_the_bell(house: TinyHouse, door: RecordingDoor) -> None:
    async with running(post(house, door)):
        await asyncio.sleep(0)
        for number in range(3):
            await house.post_letters("1", f"№ {number}")
            house.bell.ring((), letters=True)
        await until(lambda: len(door.shown) == 3)
    assert [text for _, text in door.shown] == ["№ 0", "№ 1", "№ 2"]
    assert await house.states() == ["sent"] * 3


async def test_letter_that_arrives_while_others_are_marked_is_marked_too(
    house: TinyHouse, door: RecordingDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The mark of the first is still being written when the second comes back."""
    sent, marking = outbox.sent, asyncio.Event()

    async def slowly(*known: object) -> None:
        marking.set()
        await asyncio.sleep(0.02)
        await sent(*known)

    monkeypatch.setattr(posts.outbox, "sent", slowly)
    await house.post_letters("1", "first")
    await house.post_letters("2", "second")
    carrier = post(house, door)
    [first, second] = await carrier._claim(house.moment.at, 2)
    await carrier._carry(first)
    door.gate = asyncio.Event()
    late = asyncio.create_task(carrier._carry(second))
    await asyncio.sleep(0)
    settling = asyncio.create_task(carrier._settle(house.moment.at))
    await marking.wait()
    await settling
    door.gate.set()
    await late
    await carrier._settle(house.moment.at)
    assert await house.states() == ["sent", "sent"]


async def test_running_post_takes_no_more_than_its_doors_bear(
    house: TinyHouse, door: RecordingDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posts, "IN_FLIGHT", 4)
    door.gate = asyncio.Event()
    for chat in range(12):
        await house.post_letters(str(chat), "Салем")
    async with running(post(house, door)):
        await until(lambda: door.inside == 4)
        door.gate.set()
        await until(lambda: len(door.shown) == 12)
    assert door.most_inside == 4


async def test_letter_on_its_way_is_brought_to_an_end_when_the_post_closes(
    house: TinyHouse, door: RecordingDoor
) -> None:
    door.gate = asyncio.Event()
    await house.post_letters("1", "Салем")
    async with running(post(house, door)):
        await until(lambda: door.inside == 1)
        asyncio.get_running_loop().call_later(0.01, door.gate.set)
    assert await house.states() == ["sent"]


async def test_letter_that_does_not_arrive_before_the_post_closes_is_tried_again(
    house: TinyHouse, door: RecordingDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posts, "GOODBYE", 0.01)
    door.gate = asyncio.Event()
    await house.post_letters("1", "Салем")
    async with running(post(house, door)):
        await until(lambda: door.inside == 1)
    [row] = await house.rows()
    assert (row.state, row.error) == ("waiting", "stopped")


async def test_running_post_survives_a_database_that_is_away(
    house: TinyHouse, door: RecordingDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim, failures = outbox.claim, [CommitFailed("away")] * 2

    async def sometimes(*known: object) -> object:
        if failures:
            raise failures.pop()
        return await claim(*known)

    monkeypatch.setattr(posts.outbox, "claim", sometimes)
    monkeypatch.setattr(posts, "IDLE", 0.01)
    await house.post_letters("1", "Салем")
    async with running(post(house, door)):
        await until(lambda: bool(door.shown))
    assert await house.states() == ["sent"]


class running:  # reads as a word of the test
    """A post at work for the length of a block."""

    def __init__(self, carrier: Post) -> None:
        self._carrier = carrier

    async def __aenter__(self) -> None:
        self._task = asyncio.create_task(self._carrier.run())

    async def __aexit__(self, *_: object) -> None:
        self._task.cancel()
        await asyncio.wait([self._task])


async def until(true: "object", seconds: float = 5.0) -> None:
    """Let the others work until something holds."""
    async with asyncio.timeout(seconds):
        while not true():
            await asyncio.sleep(0.002)
