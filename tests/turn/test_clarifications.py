"""What a citizen writes to a question of an agency, through the turn; and too late."""

from typing import Any

from dialogs import events as v
from storage.files import Files
from tests.turn.town import Town

PHOTO = v.File(id="photo-1", name="dom.jpg", type="image/jpeg", size=5)


async def history(town: Town, number: str) -> list[dict[str, Any]]:
    seen = await town.stage.views.case_view(number)
    assert seen is not None
    return list(seen["history"])


async def say(town: Town, text: str) -> str:
    await town.take(town.arrival("a", v.Said, text=text))
    return (await town.letters("a"))[-1].text


async def test_words_and_files_stand_in_the_history_of_the_case(town: Town) -> None:
    number = await town.filed("a")
    await town.acted(number, "ask", text="Какой дом? Пришлите фото")
    await town.take(town.arrival("a", v.Sent, file=PHOTO, text="Дом 5, вот фото"))
    (reply,) = [line for line in await history(town, number) if line["act"] == "reply"]
    assert reply["detail"] == {"text": "Дом 5, вот фото", "files": ["photo-1"]}
    assert reply["by"] == "citizen"
    case = await town.stage.turn.case(number)
    assert case is not None
    assert case.state == "in_work"
    files = Files(town.stage.database, town.stage.seal)
    assert await files.of_case(number) == (), "its bytes were never sent to this house"
    await town.audit()


async def test_too_late_is_told_and_nothing_is_written(town: Town) -> None:
    number = await town.filed("a")
    await town.acted(number, "ask", text="Какой дом?")
    await town.acted(number, "answer", text="Фонари заменены вечером.", result="explained")
    before = await history(town, number)
    told = await say(town, "Дом 5, третий подъезд")
    assert number in told
    assert await history(town, number) == before
    page = await town.stage.page(town.address("a"))
    assert page.conversation.at == "after.ways"
    await town.take(town.arrival("a", v.Chose, option="file", question="ways"))
    page = await town.stage.page(town.address("a"))
    assert page.conversation.at == "file.confirm", "nothing is asked again"
    await town.take(town.arrival("a", v.Chose, option="confirm", question="confirm"))
    page = await town.stage.page(town.address("a"))
    async with town.ledger.entry() as entry:
        newest, first = await entry.cases_of(page.person)
    assert first.number == number
    assert (newest.kind, newest.agency) == ("complaint", first.agency)
    assert newest.draft is not None
    assert (newest.draft.text, newest.draft.earlier) == ("Дом 5, третий подъезд", number)
    await town.audit()


async def test_a_question_of_an_agency_is_asked_again_after_start(town: Town) -> None:
    number = await town.filed("a")
    await town.acted(number, "ask", text="Какой дом?")
    await say(town, "меню")
    assert "Какой дом?" in await say(town, "/start")
    await say(town, "Дом 5")
    assert [line["act"] for line in await history(town, number)].count("reply") == 1
