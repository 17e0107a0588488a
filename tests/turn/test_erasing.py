"""A talk is erased: no word of it is left in any column; what was filed lives on at its agency."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.arrivals import Arrival, Done, Talk
from bot.turn import Address
from dialogs import events as v
from storage.files import Files
from storage.parked import park
from storage.schema import corrections, metadata, outbox, ratings, timers
from storage.seal import Seal
from tests.golden import stage as stages
from tests.turn.doors import CHAT, WEB, Doors, ru
from tests.turn.town import LIGHTS, SEAT, Town

SECRET = "Барабанщиков прячет кувшины"
FILED = ("cases", "case_history")
SEEN_BY_AGENCY = (LIGHTS, "Ахметова")


class OpenSeal(Seal):
    """Closes nothing, so that every word in the database can be read."""

    def close(self, value: bytes, about: str) -> bytes:
        return value

    def open(self, sealed: bytes, about: str) -> bytes:
        return sealed


@pytest.fixture
async def doors(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A town in which nothing is sealed."""
    monkeypatch.setattr(stages, "Seal", OpenSeal)
    async with stages.stage(database_url, "2026-11-23 10:15") as opened:
        yield Doors(Town(opened))


async def found(doors: Doors, word: str) -> set[str]:
    """The tables in which a word stands, in whatever column."""
    tables: set[str] = set()
    async with doors.town.stage.database.read() as link:
        for name, table in metadata.tables.items():
            for row in await link.all(select(table)):
                if any(word in _text(value) for value in row):
                    tables.add(name)
    return tables


def _text(value: object) -> str:
    return value.decode(errors="replace") if isinstance(value, bytes) else str(value)


async def rows(doors: Doors, table: Any) -> list[Any]:
    async with doors.town.stage.database.read() as link:
        return await link.all(select(table))


async def unfinished(doors: Doors, to: Address) -> None:
    """A second matter that is not filed, with a file."""
    stage = doors.town.stage
    await doors.say(to, SECRET)
    talk = (await stage.page(to)).conversation.id
    files = Files(stage.database, stage.seal)
    name, content = "кувшин.pdf", b"contents-of-kuvshin"
    file = await files.keep(talk, name, "application/pdf", content, "f1", stage.moment)
    await doors.take(to, v.Sent, file=file)


async def erased(doors: Doors, to: Address) -> None:
    asked = await doors.say(to, "удалить переписку")
    assert ru("ask.erase") in asked
    await doors.press(to, "erase", "erase")


async def test_no_word_is_left_but_what_was_filed(doors):
    number = await doors.filed(CHAT)
    await doors.press(CHAT, "skip", "rating")
    await unfinished(doors, CHAT)
    for word in (SECRET, "кувшин.pdf", "contents-of-kuvshin"):
        assert await found(doors, word), word
    assert "persons" in await found(doors, "Ахметова")
    await erased(doors, CHAT)
    for word in (SECRET, "кувшин.pdf", "contents-of-kuvshin"):
        assert await found(doors, word) == set(), word
    for word in SEEN_BY_AGENCY:
        assert await found(doors, word) <= set(FILED), word
    (last,) = await doors.letters(CHAT)
    assert (last.text, last.question["id"]) == (ru("erase.done"), "erased")
    assert await doors.profile(CHAT) == {}
    assert number not in await doors.say(CHAT, "/status")
    await doors.town.audit()


async def test_no_word_of_a_rating_is_left(doors):
    number = await doors.filed(CHAT)
    await doors.press(CHAT, "skip", "rating")
    await doors.town.acted(number, "answer", text="Фонари починим", result="satisfied")
    stage = doors.town.stage
    stage.moment += timedelta(days=3)
    await stage.clock.sweep(stage.moment)
    await doors.press(CHAT, "2", "rating")
    await doors.say(CHAT, SECRET)
    assert "ratings" in await found(doors, SECRET)
    await erased(doors, CHAT)
    assert await found(doors, SECRET) == set()
    (rated,) = [row for row in await rows(doors, ratings) if row.what == "case"]
    assert rated.score == 2, "the score stays"


async def test_letters_are_withdrawn_and_promises_dropped(doors):
    await doors.walk(CHAT, SEAT)
    await doors.press(CHAT, "skip", "rating")
    await doors.filed(CHAT)
    kinds = {row.kind for row in await rows(doors, timers) if row.state == "waiting"}
    assert {"rating_booking"} <= kinds
    await erased(doors, CHAT)
    kept = {row.kind for row in await rows(doors, timers) if row.state == "waiting"}
    assert kept.isdisjoint({"reminder", "rating_booking", "nudge", "expire"})
    *before, last = [(row.seq, row.state) for row in await rows(doors, outbox)]
    assert {state for _, state in before} == {"withdrawn"}
    assert last[1] == "queued"
    await doors.town.audit()


async def test_the_agency_goes_on_and_a_neutral_letter_tells_it(doors):
    number = await doors.filed(CHAT)
    code = next(one.code for one in await doors.letters(CHAT) if one.code)
    await erased(doors, CHAT)
    answered = await doors.town.acted(number, "answer", text="Фонари починим", result="satisfied")
    assert isinstance(answered, Done), answered
    told = await doors.last(CHAT)
    assert ru("case.hushed") in told
    assert number not in told
    assert "Фонари починим" in await doors.say(CHAT, code)
    fired = await doors.town.stage.clock.sweep(doors.town.stage.moment + timedelta(days=40))
    assert "rating" not in fired


async def test_no_is_no_and_the_form_goes_on(doors):
    await unfinished(doors, CHAT)
    before = (await doors.town.stage.page(CHAT)).conversation
    await doors.say(CHAT, "/erase", "нет")
    after = (await doors.town.stage.page(CHAT)).conversation
    assert (after.at, after.answers["problem"]) == (before.at, before.answers["problem"])


async def test_what_comes_after_is_a_talk_of_its_own(doors):
    await doors.filed(CHAT)
    await erased(doors, CHAT)
    number = await doors.filed(CHAT)
    assert number in await doors.say(CHAT, "/status")
    answered = await doors.town.acted(number, "answer", text="Сделано", result="satisfied")
    assert isinstance(answered, Done)
    assert any("Сделано" in one.text for one in await doors.letters(CHAT))
    await doors.town.audit()


async def test_another_door_of_the_same_person_keeps_what_it_knows(doors):
    first = await doors.filed(WEB)
    await doors.say(CHAT, await doors.code(WEB))
    await erased(doors, CHAT)
    assert await doors.profile(CHAT) == {}
    assert (await doors.profile(WEB))["surname"] == "Ахметова"
    assert first in await doors.say(WEB, "/status")
    assert first not in await doors.say(CHAT, "/status")
    await doors.town.audit()


async def test_everybody_who_wrote_here_is_forgotten(doors):
    await doors.filed(CHAT)
    await doors.press(CHAT, "skip", "rating")
    await doors.say(CHAT, SECRET)
    await doors.say(CHAT, "это не я", "да")
    await erased(doors, CHAT)
    assert await found(doors, SECRET) == set()
    assert await found(doors, "Ахметова") <= set(FILED)
    await doors.say(CHAT, "снова я", "Ахметова")
    assert await doors.profile(CHAT) == {}
    await doors.town.audit()


async def test_an_operator_erases_for_a_citizen_once(doors):
    await unfinished(doors, CHAT)
    await doors.say(CHAT, "/human")
    talk = Talk((await doors.town.stage.page(CHAT)).conversation.id)
    asked = doors.town.event(v.EraseAsked, by="demo")
    first, again = [(await doors.town.take(Arrival(asked, talk)))[0] for _ in range(2)]
    assert isinstance(first, Done)
    assert not isinstance(again, Done)
    assert await found(doors, SECRET) == set()
    assert [one.text for one in await doors.letters(CHAT)] == [ru("erase.done")]
    await doors.town.audit()


async def test_lines_of_the_same_batch_are_not_written_after_all(doors):
    await doors.say(CHAT, "/erase")
    said = doors.town.event(v.Said, text=SECRET)
    yes = doors.town.event(v.Chose, option="erase")
    await doors.town.take(Arrival(said, CHAT), Arrival(yes, CHAT))
    await doors.press(CHAT, "erase", "erase")
    assert await found(doors, SECRET) == set()
    await doors.town.audit()


# -- where words may live on outside the talk


async def corrected(doors: Doors, to: Address, topic: str) -> None:
    """An operator says what the matter at a door was."""
    talk = Talk((await doors.town.stage.page(to)).conversation.id)
    event = doors.town.event(v.Corrected, by="demo", topic=topic)
    (outcome,) = await doors.town.take(Arrival(event, talk))
    assert isinstance(outcome, Done), outcome


async def test_no_correction_of_the_rules_keeps_the_words(doors):
    number = await doors.filed(CHAT)
    await doors.press(CHAT, "skip", "rating")
    await doors.town.acted(number, "redirect", to="almaty", reason="x")
    await unfinished(doors, CHAT)
    await corrected(doors, CHAT, "parking")
    await doors.say(WEB, "Фонари у школы горят днём")
    await corrected(doors, WEB, "parking")
    assert "corrections" in await found(doors, SECRET)
    assert "corrections" in await found(doors, LIGHTS)
    await erased(doors, CHAT)
    assert await found(doors, SECRET) == set()
    assert "corrections" not in await found(doors, LIGHTS)
    (kept,) = await rows(doors, corrections)
    assert kept.text.decode() == "Фонари у школы горят днём"


async def test_nor_does_one_that_is_nobodys(doors):
    """It has neither talk nor number, and is known by the citizen's own words."""
    for to, words in ((CHAT, "Муж избивает, соседи боятся"), (WEB, "Отец бьёт мать каждый день")):
        await doors.say(to, words)
        await corrected(doors, to, "domestic_violence")
    assert {row.conversation for row in await rows(doors, corrections)} == {None}
    await erased(doors, CHAT)
    assert await found(doors, "Муж избивает") == set()
    assert "corrections" in await found(doors, "Отец бьёт"), "another's stays"


async def test_what_was_filed_and_erased_teaches_nothing_any_more(doors):
    number = await doors.filed(CHAT)
    await erased(doors, CHAT)
    outcome = await doors.town.acted(number, "redirect", to="almaty", reason="x")
    assert isinstance(outcome, Done), outcome
    assert await rows(doors, corrections) == []


async def test_no_body_that_could_not_be_read_is_left(doors):
    await doors.open(CHAT)
    stage = doors.town.stage
    mine = f'{{"from": {{"id": {CHAT.id}}}, "text": "{SECRET}"}}'
    other = f'{{"from": {{"id": 1{CHAT.id}}}, "text": "другое"}}'
    for body in (mine, other):
        at = stage.moment
        await park(stage.database, stage.seal, CHAT.front, body.encode(), "not an update", at)
    assert await found(doors, SECRET) == {"parked"}
    await erased(doors, CHAT)
    assert await found(doors, SECRET) == set()
    assert await found(doors, "другое") == {"parked"}


async def test_a_form_that_was_left_here_is_forgotten_where_its_person_writes_elsewhere(doors):
    await doors.filed(WEB)
    await doors.say(CHAT, await doors.code(WEB))
    await doors.say(CHAT, SECRET)
    await doors.press(CHAT, "file", "advice")
    await doors.say(CHAT, "это не я", "да")
    assert "persons" in await found(doors, SECRET)
    await erased(doors, CHAT)
    assert await found(doors, SECRET) == set()
    assert (await doors.profile(WEB))["surname"] == "Ахметова"
    await doors.town.audit()
