"""The whole road over HTTP: an update in, a commit, a letter out, and nothing twice or lost.

| what happens                                     | what must be true                           |
|--------------------------------------------------|---------------------------------------------|
| the same update comes twenty times at once       | one effect, one answer, every post gets 200 |
| the commit fails                                 | 503, and the repeat does the whole work     |
| a body nobody can read, a fault of our own       | 200, and the body is kept as a row          |
| the secret is wrong or missing, the body too big | refused, nothing is stored                  |
| a button is pressed twice                        | one answer to the question                  |
| Telegram floods, blocks, fails, is silent, dies  | see `test_trouble`                          |
"""

import asyncio
import json
import re
from io import BytesIO
from typing import Any

import pytest

from bot.limits import WEBHOOK_MOST
from storage.database import CommitFailed, Database
from tests.telegram.citizen import HEADER, SECRET, member, message, name_or_address, press
from tests.telegram.conftest import Esik

PROBLEM = {
    "kk": "Көшедегі шам екі аптадан бері жанбайды, балалар қараңғыда жүреді.",
    "ru": "На нашей улице две недели не горит фонарь, дети идут домой в темноте.",
    "en": "The street lamp has not worked for two weeks, children walk home in the dark.",
}
NUMBER = re.compile(r"\d{4}-\d{8}")
GROUP = {"id": -100500, "title": "Двор", "type": "supergroup"}


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_appeal_is_filed_by_pressing_what_was_sent(esik: Esik, language: str) -> None:
    citizen = esik.citizen()
    await citizen.says("/start", None)
    await citizen.presses(language)
    await citizen.presses("problem")
    await citizen.says(PROBLEM[language])
    for _ in range(15):
        answer = await _next(citizen)
        if NUMBER.search(answer):
            break
    number = NUMBER.search(answer)
    assert number, answer
    assert number[0] in await citizen.says("/status")


async def _next(citizen: Any) -> str:
    """Answer whatever is asked, as somebody who wants to file would."""
    options = {d.split(":")[1] for _, d in citizen.api.shown(citizen.id)[-1].buttons}
    for wanted in ("confirm", "yes", "file", "591000000", "590000000"):
        if wanted in options:
            return str(await citizen.presses(wanted))
    if "skip" in options:
        return str(await citizen.presses("skip"))
    if options:
        return str(await citizen.presses(sorted(options)[0]))
    return str(await citizen.says(name_or_address(citizen.api.shown(citizen.id)[-1].text)))


async def test_update_that_comes_twenty_times_at_once_has_one_effect(esik: Esik) -> None:
    citizen = esik.citizen()
    await citizen.says("/start", "ru")
    before = [len(await esik.rows(name)) for name in ("inbox", "journal", "outbox")]
    update = message(citizen.id, text=PROBLEM["ru"])
    answers = await asyncio.gather(*(citizen.sends(update) for _ in range(20)))
    assert [status for status, _ in answers] == [200] * 20
    await citizen.reads()
    after = [len(await esik.rows(name)) for name in ("inbox", "journal", "outbox")]
    assert [b - a for a, b in zip(before, after, strict=True)] == [1, 2, 1]
    assert len(esik.api.shown(citizen.id)) == 2


async def test_many_citizens_at_once_are_each_answered_in_order(esik: Esik) -> None:
    citizens = [esik.citizen() for _ in range(25)]
    await asyncio.gather(*(citizen.says("/start", "kk") for citizen in citizens))
    await asyncio.gather(*(citizen.presses("problem") for citizen in citizens))
    for citizen in citizens:
        shown = esik.api.shown(citizen.id)
        assert [one.id for one in shown] == sorted(one.id for one in shown)
        assert [len(one.text) > 0 for one in shown] == [True, True]


async def test_second_tap_on_a_button_answers_nothing_twice(esik: Esik) -> None:
    citizen = esik.citizen()
    await citizen.says("/start", "ru")
    _, data, under = citizen.button("problem")
    first, second = press(citizen.id, data, under), press(citizen.id, data, under)
    for update in (first, second):
        status, call = await citizen.sends(update)
        assert status == 200
        assert call == {
            "method": "answerCallbackQuery",
            "callback_query_id": update["callback_query"]["id"],
        }
    await citizen.reads()
    journal = await esik.rows("journal")
    assert [line.speaker for line in journal].count("citizen") == 2  # /start, and one press


async def test_unknown_button_is_told_and_harms_nothing(esik: Esik) -> None:
    citizen = esik.citizen()
    await citizen.says("/start", "ru")
    for data in ("99:nothing", "foreign", "2:" + "x" * 60, None):
        status, call = await citizen.sends(press(citizen.id, data))
        assert (status, call["method"]) == (200, "answerCallbackQuery")
    await citizen.reads()
    assert await citizen.presses("problem")
    assert await esik.rows("parked") == []


async def test_commit_that_fails_is_told_and_the_repeat_does_the_work(
    esik: Esik, monkeypatch: pytest.MonkeyPatch
) -> None:
    citizen = esik.citizen()
    update = message(citizen.id, text="/start")

    def away(self: Database) -> Any:
        raise CommitFailed("disk full")

    with monkeypatch.context() as broken:
        broken.setattr(Database, "write", away)
        status, _ = await citizen.sends(update)
        assert status == 503
        await asyncio.sleep(0)
    assert await esik.rows("inbox") == []
    status, _ = await citizen.sends(update)
    assert status == 200
    assert await citizen.reads()


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b'"text"', b'{"foo": 1}', b'{"update_id": "x"}', b"\xff\xfe",
     b'{"update_id": 5, "message": {"text": "no chat"}}',
     json.dumps({"update_id": 6, "message": {"message_id": "NaN", "chat": []}}).encode()],
)  # fmt: skip
async def test_body_nobody_can_read_is_kept_and_answered(esik: Esik, body: bytes) -> None:
    url, headers = f"{esik.url}/telegram/webhook", {HEADER: SECRET}
    async with esik.http.post(url, data=body, headers=headers) as answer:
        assert answer.status == 200
    [row] = await esik.rows("parked")
    assert row.front == "telegram"
    assert esik.house.seal.open(row.body, "parked:telegram") == body
    assert await esik.rows("inbox") == []


async def test_fault_of_our_own_keeps_the_update_and_lets_others_pass(
    esik: Esik, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, bad = esik.citizen(), esik.citizen()

    async def broken(arrival: Any) -> Any:
        if arrival.to.id == str(bad.id):
            raise ZeroDivisionError
        return await put(arrival)

    put = esik.house.batch.put
    monkeypatch.setattr(type(esik.house.batch), "put", lambda _, arrival: broken(arrival))
    assert (await bad.sends(message(bad.id, text="Жеке сөз")))[0] == 200
    assert await good.says("/start", "ru")
    [row] = await esik.rows("parked")
    assert row.error == "ZeroDivisionError"


@pytest.mark.parametrize("headers", [{}, {HEADER: ""}, {HEADER: "wrong"}, {HEADER: SECRET + "x"}])
async def test_wrong_secret_is_refused(esik: Esik, headers: dict[str, str]) -> None:
    url = f"{esik.url}/telegram/webhook"
    async with esik.http.post(url, json=message(5, text="/start"), headers=headers) as answer:
        assert answer.status == 401
        assert (await answer.json())["error"]["code"] == "secret"
    assert await esik.rows("inbox") == []


async def test_body_over_the_limit_is_refused(esik: Esik) -> None:
    url, headers = f"{esik.url}/telegram/webhook", {HEADER: SECRET}
    async with esik.http.post(
        url, data=BytesIO(b" " * (WEBHOOK_MOST + 1)), headers=headers
    ) as answer:
        assert answer.status == 413
    assert await esik.rows("parked") == []


async def test_update_as_large_as_telegram_makes_them_is_taken(esik: Esik) -> None:
    citizen = esik.citizen()
    long = {
        "message_id": 1,
        "date": 0,
        "text": "ы" * 100_000,
        "chat": {"id": 1, "type": "private"},
    }
    update = message(citizen.id, "ru", text="/start", reply_to_message=long)
    assert (await citizen.sends(update))[0] == 200
    assert await citizen.reads()


async def test_deep_link_opens_in_its_language(esik: Esik) -> None:
    kazakh = await esik.citizen().says("/start a_petropavlovsk-book-kk", "ru")
    russian = await esik.citizen().says("/start a_petropavlovsk-book-ru", "kk")
    assert kazakh != russian


@pytest.mark.parametrize("text", ["👍🎉", "\x00\x07", "<b>*_`[", "a" * 4096, "\u202eabc", "{n}"])
async def test_odd_words_are_answered_in_words(esik: Esik, text: str) -> None:
    citizen = esik.citizen()
    await citizen.says("/start", "ru")
    assert await citizen.says(text)
    assert await esik.rows("parked") == []


async def test_sticker_is_answered_kindly(esik: Esik) -> None:
    citizen = esik.citizen()
    await citizen.says("/start", "ru")
    voice = {"file_id": "v", "file_unique_id": "v", "duration": 3}
    await citizen.sends(message(citizen.id, voice=voice))
    assert await citizen.reads()


async def test_group_is_told_once_where_to_write(esik: Esik) -> None:
    citizen = esik.citizen()
    status, call = await citizen.sends(member(GROUP, "left", "member"))
    assert (status, call["method"], call["chat_id"]) == (200, "sendMessage", GROUP["id"])
    assert len(call["text"].split("\n\n")) == 3
    line = message(citizen.id, text="бот, помоги")
    line["message"]["chat"] = GROUP
    assert await citizen.sends(line) == (200, None)
    assert await esik.rows("conversations") == []


async def test_blocking_us_and_updates_of_no_kind_are_taken_quietly(esik: Esik) -> None:
    citizen = esik.citizen()
    private = {"id": citizen.id, "type": "private"}
    assert await citizen.sends(member(private, "member", "kicked")) == (200, None)
    assert await citizen.sends({"update_id": 77}) == (200, None)
    assert await citizen.sends({"update_id": 78, "some_new_kind": {"a": 1}}) == (200, None)
    assert await esik.rows("parked") == []
