"""What editors of the words read: questions are sealed and closed once, answers are counted."""

from datetime import UTC, datetime, timedelta

from dialogs.conversation import Conversation
from storage.editing import Count, close_question, counted, open_questions
from storage.schema import unanswered

AT = datetime(2026, 11, 23, 5, tzinfo=UTC)
BRIDGE = "Жаңа көпір қашан ашылады?"


async def kept(ledger, *texts: str) -> None:
    talk = Conversation(id="t1", language="kk")
    async with ledger.entry() as entry:
        for text in texts:
            await entry.keep_question(talk, text, "road_repair", AT)


async def test_a_question_is_kept_and_read_by_editors(ledger, database, seal):
    await kept(ledger, BRIDGE, "Тағы бір сұрақ?")
    first, second = await open_questions(database, seal)
    assert first["id"] < second["id"]
    assert (first["text"], first["language"], first["topic"]) == (BRIDGE, "kk", "road_repair")
    assert (first["state"], first["at"]) == ("open", AT)
    assert "conversation" not in first, "whose it was is nobody's business"
    assert len(await open_questions(database, seal, most=1)) == 1


async def test_the_words_of_a_question_are_sealed(ledger, database):
    await kept(ledger, BRIDGE)
    async with database.read() as link:
        (row,) = await link.all(unanswered.select())
    assert BRIDGE.encode() not in row.text


async def test_a_question_is_closed_once(ledger, database, seal):
    await kept(ledger, BRIDGE)
    (row,) = await open_questions(database, seal)
    later = AT + timedelta(days=1)
    assert await close_question(database, row["id"], "demo", later) is True
    assert await close_question(database, row["id"], "demo", later) is False
    assert await close_question(database, 404, "demo", later) is None
    assert await open_questions(database, seal) == []


async def test_answers_are_counted_by_outcome_and_language(ledger, database):
    later = AT + timedelta(minutes=1)
    async with ledger.entry() as entry:
        await entry.count_answer("cost", "told", "kk", AT)
        await entry.count_answer("cost", "told", "kk", later)
        await entry.count_answer("cost", "helped", None, AT)
    assert await counted(database) == [
        Count("cost", "helped", "", 1, AT),
        Count("cost", "told", "kk", 2, later),
    ]
