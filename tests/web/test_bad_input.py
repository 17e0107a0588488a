"""Whatever is sent: a clear sentence or an error of the contract, and never a lost line."""

import re
from typing import Any

import orjson
import pytest

from bot.limits import FILE_MOST, JSON_MOST, TEXT_MOST
from tests.web.citizen import Citizen

KAZAKH = re.compile("[әғқңөұүһі]")
CYRILLIC = re.compile("[а-я]")
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 64

# label: (raw body, status, code)
BODIES: dict[str, tuple[bytes, int, str]] = {
    "not JSON": (b"{", 400, "json"),
    "nothing": (b"", 400, "json"),
    "not UTF-8": (b'{"id": "1", "text": "\xff"}', 400, "json"),
    "half a surrogate": (rb'{"id": "1", "text": "\ud800"}', 400, "json"),
    "a list": (b"[1, 2]", 400, "json"),
    "a number": (b"17", 400, "json"),
    "null": (b"null", 400, "json"),
    "NaN": (b'{"id": NaN}', 400, "json"),
    "nested too deep": (b"[" * 3000 + b"]" * 3000, 400, "json"),
    "somebody else's JSON": (b'{"update_id": 1, "message": {}}', 422, "fields"),
    "no id": (b'{"text": "a"}', 422, "fields"),
    "no text": (b'{"id": "1"}', 422, "fields"),
    "text and choice": (b'{"id": "1", "text": "a", "choice": "b"}', 422, "fields"),
    "text is a number": (b'{"id": "1", "text": 5}', 422, "fields"),
    "text is an object": (b'{"id": "1", "text": {"a": 1}}', 422, "fields"),
    "id is a number": (b'{"id": 1, "text": "a"}', 422, "fields"),
    "id is empty": (b'{"id": "", "text": "a"}', 422, "fields"),
    "id is long": (b'{"id": "%s", "text": "a"}' % (b"x" * 65), 422, "fields"),
    "id has spaces": (b'{"id": "a b", "text": "a"}', 422, "fields"),
    "choice is empty": (b'{"id": "1", "choice": ""}', 422, "fields"),
    "choice is a list": (b'{"id": "1", "choice": ["a"]}', 422, "fields"),
    "choice is long": (b'{"id": "1", "choice": "%s"}' % (b"x" * 65), 422, "fields"),
    "question is a number": (b'{"id": "1", "choice": "a", "question": 3}', 422, "fields"),
    "empty text": (b'{"id": "1", "text": ""}', 422, "empty"),
    "spaces only": (b'{"id": "1", "text": "  \\n\\t "}', 422, "empty"),
    "control marks only": (rb'{"id": "1", "text": "\u0000\u0007\u200e"}', 422, "empty"),
    "longer than any letter": (
        b'{"id": "1", "text": "%s"}' % (b"x" * (TEXT_MOST + 1)),
        413,
        "long",
    ),
    "JSON over the limit": (b'{"id": "1", "text": "%s"}' % (b"x" * JSON_MOST), 413, "too_large"),
}


@pytest.mark.parametrize(("body", "status", "code"), BODIES.values(), ids=BODIES.keys())
async def test_bad_bodies_are_refused_in_the_language_of_the_chat(visitor, body, status, code):
    await visitor.read()
    answer = await visitor.client.post(visitor.path, content=body, headers=visitor.headers)
    error = answer.json()["error"]
    assert (answer.status_code, error["code"]) == (status, code)
    assert CYRILLIC.search(error["text"])
    assert not KAZAKH.search(error["text"])
    assert await visitor.read() == []


# label: a line that is taken, and answered by the talk itself
LINES = {
    "emoji only": "🙏🙏🙏",
    "a joined emoji": "👨‍👩‍👧",
    "punctuation": "?!...",
    "HTML": "<script>alert(1)</script>",
    "Markdown": "**[a](javascript:alert(1))**",
    "braces": "{0} {name} %s ${x}",
    "SQL": "'; DROP TABLE journal; --",
    "a slash": "/",
    "an unknown command": "/nothing_like_this",
    "two kinds of letters": "жол zhol дорога",
    "as long as can be": "Яма. " * (TEXT_MOST // 5),
}


@pytest.mark.parametrize("text", LINES.values(), ids=LINES.keys())
async def test_odd_lines_are_answered(visitor, text):
    await visitor.read()
    answer = await visitor.post(text=text)
    assert answer.status_code == 202, answer.text
    mine, *told = await visitor.read()
    assert mine["from"] == "citizen"
    assert told
    assert told[-1]["from"] == "bot"
    assert told[-1]["question"]


CHOICES = ["nothing", "confirm", "../../etc", "0", "kk" * 20, "100000000"]


@pytest.mark.parametrize("choice", CHOICES)
async def test_unknown_buttons_are_answered_with_the_question_again(visitor, choice):
    (menu,) = await visitor.read()
    assert (await visitor.post(choice=choice)).status_code == 202
    assert (await visitor.read())[-1]["question"] == menu["question"]


QUERIES: list[dict[str, Any]] = [
    {"after": "x"},
    {"after": "-1"},
    {"after": "1.5"},
    {"after": "9" * 40},
    {"after": "٣"},
    {"wait": "long"},
    {"wait": "-5"},
]


@pytest.mark.parametrize("query", QUERIES, ids=str)
async def test_bad_queries(visitor, query):
    answer = await visitor.get(**query)
    assert answer.status_code == 422
    assert answer.json()["error"]["code"] == "fields"


async def test_bad_last_event_id(visitor):
    headers = {**visitor.headers, "Last-Event-ID": "abc"}
    path = visitor.path.replace("messages", "events")
    assert (await visitor.client.get(path, headers=headers)).status_code == 422


WISHES = [
    {"lang": "de"},
    {"lang": 1},
    {"help": "fly"},
    {"agency": "no_such_agency"},
    {"agency": "x" * 500},
    {"agency": ["a"]},
]


@pytest.mark.parametrize("wish", WISHES, ids=str)
async def test_bad_wishes(quick, wish):
    answer = await quick.post("/api/chat", json=wish)
    assert answer.status_code == 422
    assert answer.json()["error"]["code"] == "fields"
    assert next(iter(wish)) in answer.json()["error"]["text"]


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer x", "Basic abc", "Bearer ключ", "Bearer  "]
)
async def test_wrong_tokens(visitor, header):
    headers = {"Authorization": header.encode()}
    for method in ("GET", "POST"):
        answer = await visitor.client.request(method, visitor.path, headers=headers)
        assert answer.status_code == 401
        assert answer.json()["error"]["code"] == "token"
        assert answer.headers["www-authenticate"] == "Bearer"


async def test_the_token_of_another_chat(quick, visitor):
    other = await Citizen.arrives(quick)
    answer = await quick.get(visitor.path, headers=other.headers)
    assert answer.status_code == 401


@pytest.mark.parametrize("rest", ["messages", "events", "files/x"])
async def test_unknown_chats(visitor, rest):
    answer = await visitor.client.get(f"/api/chat/nobody/{rest}", headers=visitor.headers)
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "chat")


# label: (fields, files, status, code)
FORMS: dict[str, tuple[dict[str, str], dict[str, Any], int, str]] = {
    "no file": ({"id": "1", "text": "a"}, {"other": ("a.png", PNG)}, 422, "fields"),
    "no id": ({}, {"file": ("a.png", PNG)}, 422, "fields"),
    "an empty file": ({"id": "1"}, {"file": ("a.png", b"")}, 422, "file_empty"),
    "a script": ({"id": "1"}, {"file": ("a.png", b"<html><script>")}, 422, "file_type"),
    "a drawing with script": ({"id": "1"}, {"file": ("a.svg", b"<svg></svg>")}, 422, "file_type"),
    "a programme": ({"id": "1"}, {"file": ("a.pdf", b"MZ" + b"\0" * 99)}, 422, "file_type"),
    "two files": (
        {"id": "1"},
        {"file": ("a.png", PNG), "more": ("b.png", PNG)},
        422,
        "fields",
    ),
    "over the limit": (
        {"id": "1"},
        {"file": ("a.png", PNG + b"\0" * FILE_MOST)},
        413,
        "file_large",
    ),
}


@pytest.mark.parametrize(("fields", "files", "status", "code"), FORMS.values(), ids=FORMS.keys())
async def test_bad_forms(visitor, fields, files, status, code):
    await visitor.read()
    answer = await visitor.client.post(
        visitor.path, data=fields, files=files, headers=visitor.headers
    )
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)
    assert await visitor.read() == []


async def test_a_form_that_is_none(visitor):
    headers = {**visitor.headers, "Content-Type": "multipart/form-data; boundary=x"}
    for body in (b"", b"nonsense", b"--x\r\n\r\n\r\n--x--"):
        answer = await visitor.client.post(visitor.path, content=body, headers=headers)
        assert answer.status_code == 422, answer.text
        assert answer.json()["error"]["code"] == "fields"


async def test_a_body_that_hides_its_length_is_bounded_too(visitor):
    async def endless():
        for _ in range(100):
            yield b"x" * JSON_MOST

    answer = await visitor.client.post(visitor.path, content=endless(), headers=visitor.headers)
    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "too_large")


async def test_wrong_methods_and_addresses(quick):
    for method, path, status in [
        ("DELETE", "/api/chat", 405),
        ("GET", "/api/chat", 405),
        ("GET", "/api/nothing", 404),
        ("PUT", "/healthz", 405),
    ]:
        answer = await quick.request(method, path)
        assert answer.status_code == status
        assert answer.json()["error"].keys() == {"code", "text"}


async def test_errors_are_told_in_the_language_that_is_accepted(quick):
    texts = set()
    for language in ("kk-KZ,kk;q=0.9", "de,ru;q=0.8,en;q=0.1", "en", "fr;q=0, en;q=0.2"):
        answer = await quick.get("/api/nothing", headers={"Accept-Language": language})
        texts.add(orjson.loads(answer.content)["error"]["text"])
    assert len(texts) == 3
