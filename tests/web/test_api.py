"""The contract of the web chat API, on both databases."""

import asyncio
from datetime import datetime, timedelta
from itertools import pairwise

import httpx

from bot.app import House
from bot.fronts.web import Chats
from bot.limits import Buckets
from bot.metrics import Metrics
from bot.turn import Arrival, Talk
from dialogs.events import OperatorSaid, OperatorTook
from tests.web.citizen import Citizen

FIELDS = {
    "seq",
    "from",
    "text",
    "choices",
    "links",
    "files",
    "question",
    "case",
    "code",
    "booking",
    "at",
}


async def test_first_question_is_there_when_the_chat_is_open(client):
    answer = await client.post("/api/chat", json={"lang": "en"})
    assert answer.status_code == 201
    assert answer.json().keys() == {"chat", "token"}
    (menu,) = await Citizen(client, **answer.json()).read()
    assert menu.keys() == FIELDS
    assert (menu["seq"], menu["from"]) == (1, "bot")
    assert menu["question"] == {
        "id": "menu",
        "kind": "choice",
        "expects": "choice",
        "optional": False,
    }
    assert {"file", "book"} <= {choice["id"] for choice in menu["choices"]}
    assert datetime.fromisoformat(menu["at"]).utcoffset() == timedelta()


async def test_language_is_asked_when_none_was_named(client):
    citizen = await Citizen.arrives(client)
    (asked,) = await citizen.read()
    assert asked["question"]["id"] == "language"
    assert [choice["id"] for choice in asked["choices"]] == ["kk", "ru", "en"]
    answer = await citizen.press("kk", asked)
    assert answer["question"]["id"] == "menu"
    assert (await citizen.get()).headers["content-language"] == "kk"


async def test_an_empty_body_opens_a_chat(client):
    assert (await client.post("/api/chat")).status_code == 201


async def test_the_same_id_again_changes_nothing(citizen):
    await citizen.read()
    first = await citizen.post(id="one", text="Мәзір")
    seen = await citizen.read()
    again = await citizen.post(id="one", text="Мәзір")
    other = await citizen.post(id="one", text="Something else")
    assert [first.status_code, again.status_code, other.status_code] == [202, 202, 202]
    assert [line["from"] for line in seen] == ["citizen", "bot"]
    assert await citizen.read() == []


async def test_one_id_twenty_times_at_once_is_one_line(citizen):
    await citizen.read()
    answers = await asyncio.gather(*(citizen.post(id="one", text="/menu") for _ in range(20)))
    assert {answer.status_code for answer in answers} == {202}
    assert [line["from"] for line in await citizen.read()] == ["citizen", "bot"]


async def test_the_same_id_in_another_chat_is_another_line(client, citizen):
    other = await Citizen.arrives(client, lang="ru")
    for one in (citizen, other):
        await one.read()
        await one.post(id="same", text="/menu")
        assert len(await one.read()) == 2


async def test_lines_are_numbered_without_gaps_and_read_from_any_number(citizen):
    for _ in range(3):
        await citizen.post(text="/menu")
    everything = (await citizen.get()).json()["messages"]
    assert [line["seq"] for line in everything] == list(range(1, len(everything) + 1))
    assert (await citizen.get(after=3)).json()["messages"] == everything[3:]
    assert all(one["at"] <= next["at"] for one, next in pairwise(everything))


async def test_a_choice_is_told_by_its_label(citizen):
    (menu,) = await citizen.read()
    await citizen.post(choice="status", question="menu")
    mine = (await citizen.read())[0]
    label = {choice["id"]: choice["label"] for choice in menu["choices"]}["status"]
    assert (mine["from"], mine["text"]) == ("citizen", label)


async def test_markup_stays_text_and_control_marks_are_taken_out(citizen):
    await citizen.read()
    await citizen.post(text="<b>Яма</b>\x00\x1b *во дворе* \u202eдома")
    mine = (await citizen.read())[0]
    assert mine["text"] == "<b>Яма</b> *во дворе* дома"


async def test_an_operator_speaks_as_an_operator(client, house: House, citizen):
    await citizen.say("/human")
    now = house.mint.now()
    for event in (
        OperatorTook(id="took", at=now, by="demo"),
        OperatorSaid(id="said", at=now, by="demo", text="Здравствуйте!"),
    ):
        await house.batch.put(Arrival(event, Talk(citizen.chat)))
    told = await citizen.read()
    assert ("operator", "Здравствуйте!") in [(line["from"], line["text"]) for line in told]


async def test_tokens_hold_when_the_server_starts_again(house: House, citizen):
    fresh = Chats(house, Buckets(lambda: 0.0), Metrics(), asyncio.Event())
    assert fresh.token(citizen.chat) == citizen.token


async def test_a_file_is_stored_told_and_fetched(client: httpx.AsyncClient, citizen):
    await citizen.read()
    image = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 2000
    body = {"files": {"file": ("C:\\snaps\\яма.png", image, "text/html")}}
    for _ in range(2):  # the second time it is the same file
        answer = await client.post(
            citizen.path, data={"id": "photo"}, headers=citizen.headers, **body
        )
        assert answer.status_code == 202, answer.text
    mine, *_ = await citizen.read()
    (file,) = mine["files"]
    assert file["name"] == "яма.png"
    assert (file["type"], file["size"]) == ("image/png", len(image))
    got = await client.get(file["url"], headers=citizen.headers)
    assert got.content == image
    assert got.headers["content-type"] == "image/png"
    assert got.headers["content-disposition"] == "attachment"
    assert (await client.get(file["url"])).status_code == 401


async def test_a_file_of_one_chat_is_not_read_in_another(client: httpx.AsyncClient, citizen):
    await citizen.read()
    files = {"file": ("a.pdf", b"%PDF-1.7\n" + b"0" * 64, "application/pdf")}
    await client.post(citizen.path, data={"id": "f"}, files=files, headers=citizen.headers)
    url = (await citizen.read())[0]["files"][0]["url"]
    other = await Citizen.arrives(client)
    stolen = url.replace(citizen.chat, other.chat)
    assert (await client.get(stolen, headers=other.headers)).status_code == 404
