"""The door out against the fake server: what is carried out, and what every error means."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.doors import Call, Closed, Gone, Held, Later, Undelivered
from bot.fronts.net import Net
from bot.fronts.whatsapp import sending
from bot.fronts.whatsapp.errors import ErrorsError, meaning_of, parse
from bot.fronts.whatsapp.sending import Stationery, WhatsAppOut
from bot.whatsapp import read_errors
from dialogs.letters import Letter
from tests.whatsapp.conftest import Moment
from tests.whatsapp.fake_graph import PHONE, TOKEN, FakeGraph, Trouble

WHO = "77010000077"
FILES = {"f1": ("жауап.pdf", "application/pdf", b"%PDF-1.7"), "f2": ("a.jpg", "image/jpeg", b"x")}
LETTER = Letter(text="Сәлем")


def written(letter: Letter, language: str) -> list[Call]:
    """One text for each line, then the files."""
    texts = letter.text.split("\n") if letter.text else []
    calls = [Call("messages", {"type": "text", "text": {"body": line}}) for line in texts]
    return [*calls, *(Call("messages", {}, file["id"]) for file in letter.files)]


async def filled(template: str, letter: Letter, language: str) -> dict[str, Any] | None:
    components: list[Any] = []
    known = {"name": f"esik_{template}_1", "language": {"code": language}}
    return known | {"components": components} if letter.text else None


async def read_file(id: str) -> tuple[str, str, bytes] | None:
    return FILES.get(id)


@pytest.fixture
async def graph() -> AsyncIterator[FakeGraph]:
    moment = Moment()
    async with FakeGraph(moment) as running:
        running.heard[WHO] = running.heard["KZ.12345678"] = moment.at
        yield running


@pytest.fixture
async def out(graph: FakeGraph) -> AsyncIterator[WhatsAppOut]:
    door = door_to(graph.base)
    yield door
    await door.close()


def door_to(base: str, token: str = TOKEN) -> WhatsAppOut:
    return WhatsAppOut(
        phone=PHONE,
        base=base + "/",
        wire=Net(token),
        stationery=Stationery(
            errors=read_errors(),
            write=written,
            fill=filled,
            read_file=read_file,
            blind=lambda name: f"<{len(name)}>",
        ),
    )


async def test_letter_is_shown_and_its_messages_are_named_blindly(
    graph: FakeGraph, out: WhatsAppOut
) -> None:
    refs = await out.send(WHO, Letter(text="бір\nекі"))
    assert [shown.text for shown in graph.shown(WHO)] == ["бір", "екі"]
    assert refs == [f"<{len(shown.id)}>" for shown in graph.shown(WHO)]
    assert graph.sent[0] == {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to": WHO,
        "type": "text",
        "text": {"body": "бір"},
    }
    assert out.state() == "ok"


async def test_messages_shown_before_are_not_shown_again(
    graph: FakeGraph, out: WhatsAppOut
) -> None:
    assert len(await out.send(WHO, Letter(text="бір\nекі\nүш"), skip=2)) == 1
    assert [shown.text for shown in graph.shown(WHO)] == ["үш"]


@pytest.mark.parametrize("who", ["KZ.12345678", "KZ.ENT.12345678"])
async def test_user_id_is_no_number(graph: FakeGraph, out: WhatsAppOut, who: str) -> None:
    graph.heard[who] = graph.heard[WHO]
    await out.send(who, LETTER)
    assert (graph.sent[0]["recipient"], "to" in graph.sent[0]) == (who, False)


async def test_file_is_handed_over_and_then_shown(graph: FakeGraph, out: WhatsAppOut) -> None:
    files = ({"id": "f1"}, {"id": "f2"})
    await out.send(WHO, Letter(text="Жауап", files=files))
    assert list(graph.uploads.values()) == list(FILES.values())
    assert [(shown.kind, shown.text) for shown in graph.shown(WHO)] == [
        ("text", "Жауап"),
        ("document", "жауап.pdf"),
        ("image", ""),
    ]


@pytest.mark.parametrize(
    ("type", "size", "kind"),
    [
        ("image/jpeg", 5 * 2**20, "image"),
        ("image/jpeg", 5 * 2**20 + 1, "document"),
        ("image/webp", 10, "document"),
        ("audio/ogg", 10, "audio"),
        ("video/mp4", 16 * 2**20 + 1, "document"),
        ("application/pdf", 19 * 2**20, "document"),
    ],
)
async def test_file_too_large_for_its_kind_goes_as_a_document(
    graph: FakeGraph, out: WhatsAppOut, type: str, size: int, kind: str, monkeypatch: Any
) -> None:
    monkeypatch.setitem(FILES, "f1", ("a.bin", type, bytes(size)))
    await out.send(WHO, Letter(text="", files=({"id": "f1"},)))
    assert [shown.kind for shown in graph.shown(WHO)] == [kind]


async def test_file_that_is_gone_gives_the_letter_up(graph: FakeGraph, out: WhatsAppOut) -> None:
    with pytest.raises(Gone) as gone:
        await out.send(WHO, Letter(text="Жауап", files=({"id": "f9"},)))
    assert len(gone.value.refs) == 1


CODES = [(code, meaning.then) for code, meaning in sorted(read_errors().items())]
RAISED = {"later": Later, "hold": Held, "closed": Closed, "gone": Gone}


async def test_every_code_of_the_table_means_what_it_says(
    graph: FakeGraph, out: WhatsAppOut
) -> None:
    for code, then in CODES:
        graph.meet(Trouble(400, code))
        with pytest.raises(Undelivered) as raised:
            await out.send(WHO, LETTER)
        assert type(raised.value) is RAISED[then], code
        assert raised.value.error.startswith(f"{code} "), code
        degraded = read_errors()[code].door
        assert out.state().startswith("degraded: ") is degraded, code
        await out.send(WHO, LETTER)
        assert out.state() == "ok"


@pytest.mark.parametrize(
    ("trouble", "raised"),
    [
        (Trouble(429), Later),
        (Trouble(500), Later),
        (Trouble(502, html=True), Later),
        (Trouble(503, 999), Later),
        (Trouble(400, 999), Gone),
        (Trouble(404), Gone),
        (Trouble(200, html=True), Gone),
        (Trouble(cut=True), Later),
    ],
)
async def test_what_is_in_no_table_goes_by_the_status(
    graph: FakeGraph, out: WhatsAppOut, trouble: Trouble, raised: type[Undelivered]
) -> None:
    graph.meet(trouble)
    with pytest.raises(raised):
        await out.send(WHO, LETTER)


@pytest.mark.parametrize(
    "trouble", [Trouble(500), Trouble(cut=True), Trouble(502, html=True), Trouble(400, 131056)]
)
async def test_what_was_shown_before_a_failure_is_told(
    graph: FakeGraph, out: WhatsAppOut, trouble: Trouble
) -> None:
    letter = Letter(text="бір\nекі\nүш")
    graph.meet(trouble, after=1)
    with pytest.raises(Undelivered) as error:
        await out.send(WHO, letter)
    assert len(error.value.refs) == 1
    await out.send(WHO, letter, skip=1)
    assert [shown.text for shown in graph.shown(WHO)] == ["бір", "екі", "үш"]


async def test_held_chat_is_left_in_peace_for_a_while(graph: FakeGraph, out: WhatsAppOut) -> None:
    graph.meet(Trouble(400, 131056))
    with pytest.raises(Held) as held:
        await out.send(WHO, LETTER)
    assert held.value.seconds == 60


async def test_silence_is_a_later(
    graph: FakeGraph, out: WhatsAppOut, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "SECONDS", 0.05)
    graph.meet(Trouble(silent=True))
    with pytest.raises(Later, match="TimeoutError"):
        await out.send(WHO, LETTER)
    assert out.state() == "degraded: TimeoutError"


async def test_wrong_token_degrades_the_door_and_loses_nothing(graph: FakeGraph) -> None:
    door = door_to(graph.base, "an old token")
    with pytest.raises(Later, match="190 token expired"):
        await door.send(WHO, LETTER)
    assert door.state() == "degraded: 190 token expired"
    await door.close()


async def test_server_that_is_not_there_is_a_later_without_its_address() -> None:
    door = door_to("http://127.0.0.1:9")
    with pytest.raises(Later) as later:
        await door.send(WHO, LETTER)
    assert "127.0.0.1" not in later.value.error
    await door.close()


async def test_template_that_cannot_be_filled_in_waits(graph: FakeGraph, out: WhatsAppOut) -> None:
    with pytest.raises(Closed, match=r"window\.unfilled"):
        await out.send_template(WHO, Letter(text=""), "status", "kk")
    assert graph.sent == []


async def test_file_of_a_citizen_is_fetched_in_two_steps(
    graph: FakeGraph, out: WhatsAppOut
) -> None:
    graph.files["71"] = ("image/png", b"\x89PNG" * 10)
    assert await out.fetch("71", 100) == b"\x89PNG" * 10
    with pytest.raises(Gone, match=r"^file_large$"):
        await out.fetch("71", 39)
    with pytest.raises(Later):
        await out.fetch("72", 100)


@pytest.mark.parametrize(
    "row",
    ["{code: x, name: a, then: later}", "{code: 1, name: a, then: never}",
     "{code: 1, name: a, then: hold}", "{code: 1, name: a, then: gone, seconds: 5}",
     "{code: 1, name: a, then: gone}\n  - {code: 1, name: b, then: gone}"],
)  # fmt: skip
def test_table_that_is_wrong_is_refused(row: str) -> None:
    with pytest.raises(ErrorsError):
        parse(f"errors:\n  - {row}\n")


def test_meaning_without_a_table() -> None:
    assert meaning_of({}, None, 503).then == "later"
    assert meaning_of({}, 5, 429).door
    assert meaning_of({}, 5, 404).then == "gone"
