"""Answers in words through the turn: a seat by its day, days of a request, an IIN given later."""

import orjson

from dialogs import events as v
from tests.turn.town import FORM, LIGHTS, Town

IIN = "900101300017"
START = (v.Started, {"language": "ru", "agency": "petropavlovsk"})
WISH = f"{LIGHTS}. Запишите меня на приём к заместителю 4 декабря в 11."


async def test_a_day_in_the_first_words_and_no_more_questions_than_needed(town: Town) -> None:
    words = (
        START,
        (v.Said, {"text": WISH}),
        (v.Chose, {"option": "book", "question": "advice"}),
        (v.Said, {"text": "к заместителю"}),
        (v.Said, {"text": "всё верно"}),
    )
    await town.walk(words, "a")
    assert await town.bookings("a") == {"demo_deputy-20261204-1100": "booked"}
    await town.audit()


async def test_the_days_of_a_request_are_kept_in_the_language_of_the_talk(town: Town) -> None:
    asked = (
        (v.Started, {"language": "kk", "agency": "almaty"}),
        (v.Said, {"text": "Көшеде шамдар жанбайды"}),
        (v.Chose, {"option": "book", "question": "advice"}),
        (v.Said, {"text": "орынбасар"}),
        (v.Chose, {"option": "weekday_4", "question": "day"}),
        (v.Chose, {"option": "weekday_2", "question": "day"}),
        (v.Chose, {"option": "done", "question": "day"}),
        (v.Chose, {"option": "confirm", "question": "confirm"}),
    )
    await town.walk(asked, "a")
    number = next(letter.booking for letter in await town.letters("a") if letter.booking)
    async with town.ledger.entry() as entry:
        request = await entry.request(number)
    assert request is not None
    assert request.days == "Сейсенбі, Бейсенбі"


async def test_an_iin_given_later_is_the_appeals_and_no_word_of_its_history(town: Town) -> None:
    number = await town.filed("a")
    await town.walk([(v.Said, {"text": "статус"}), (v.Said, {"text": IIN})], "a")
    case = await town.stage.turn.case(number)
    assert case is not None
    assert case.draft is not None
    assert case.draft.applicant["iin"] == IIN
    seen = await town.stage.views.case_view(number)
    assert seen is not None
    assert [line["act"] for line in seen["history"]][-1] == "identify"
    assert IIN.encode() not in orjson.dumps(seen["history"], default=str)
    await town.audit()


async def test_name_and_number_from_the_first_words_are_filed(town: Town) -> None:
    first = (v.Said, {"text": f"Я Иванов Пётр, тел. 87011234567, мой адрес: Абая 5. {LIGHTS}"})
    skipped = (v.Chose, {"option": "skip", "question": "iin"})
    await town.walk([START, first, *FORM[2:4], skipped, FORM[-1]], "a")
    number = next(letter.case for letter in await town.letters("a") if letter.case)
    case = await town.stage.turn.case(number)
    assert case is not None
    assert case.draft is not None
    assert case.draft.applicant == {
        "surname": "Иванов",
        "name": "Пётр",
        "iin": "",
        "address": "Абая 5",
        "contact": "",
        "phone": "+77011234567",
    }
