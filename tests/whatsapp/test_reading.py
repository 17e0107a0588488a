"""Payload -> what it says: every kind of message, in the shapes that WhatsApp sends."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.arrivals import Arrival
from bot.attachments import Attached
from bot.fronts.whatsapp.reading import Desk, Told, Unread, read
from dialogs.events import Chose, Event, Pinned, Puzzled, Said, Started
from storage.pages import Address
from tests.whatsapp.citizen import body, change, message, status, text, webhook
from tests.whatsapp.fake_graph import PHONE

AT = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
WHO = "77010000077"
DESK = Desk(PHONE, AT, lambda name: f"<{name[-4:]}>")


def heard(sent: dict[str, Any]) -> Event:
    """The one event of one message."""
    [arrival] = read(webhook(sent), DESK)
    assert isinstance(arrival, Arrival)
    assert arrival.to == Address("whatsapp", WHO)
    assert (arrival.event.at, arrival.event.id) == (AT, f"whatsapp:{PHONE}:<{sent['id'][-4:]}>")
    return arrival.event


def plain(event: Event) -> dict[str, Any]:
    """What an event says, without its key and its moment, and without what it leaves open."""
    said = {name: getattr(event, name) for name in event.__slots__}
    return {name: value for name, value in said.items() if value is not None}


@pytest.mark.parametrize(
    ("content", "event", "values"),
    [
        ({"type": "text", "text": {"body": "Су жоқ"}}, Said, {"text": "Су жоқ"}),
        ({"type": "text", "text": {"body": "start here"}}, Said, {"text": "start here"}),
        ({"type": "text", "text": {"body": " /start "}}, Started, {}),
        ({"type": "text", "text": {"body": "Start"}}, Started, {}),
        (
            {"type": "text", "text": {"body": "start a_petropavlovsk-file-pothole-kk"}},
            Started,
            {"agency": "petropavlovsk", "help": "file", "topic": "pothole", "language": "kk"},
        ),
        (
            {"type": "text", "text": {"body": "/start a_mtsp"}},
            Started,
            {"agency": "mtsp"},
        ),
        ({"type": "request_welcome"}, Started, {}),
        (
            {"type": "button", "button": {"payload": ":come", "text": "Келемін"}},
            Chose,
            {"option": "come"},
        ),
        (
            {"type": "button", "button": {"payload": "9:4", "text": "4"}},
            Chose,
            {"option": "4", "asked": 9},
        ),
        ({"type": "button", "button": {"text": "Иә"}}, Chose, {"option": "Иә"}),
        (
            {"type": "interactive", "interactive": {
                "type": "button_reply", "button_reply": {"id": "12:file", "title": "Өтініш"}}},
            Chose,
            {"option": "file", "asked": 12},
        ),
        (
            {"type": "interactive", "interactive": {"type": "list_reply", "list_reply": {
                "id": "3:591000000", "title": "Петропавл", "description": "қаласы"}}},
            Chose,
            {"option": "591000000", "asked": 3},
        ),
        (
            {"type": "interactive", "interactive": {
                "type": "nfm_reply", "nfm_reply": {"response_json": "{}", "name": "flow"}}},
            Puzzled,
            {"kind": "other"},
        ),
        (
            {"type": "location", "location": {"latitude": 54.8667, "longitude": 69.15}},
            Pinned,
            {"latitude": 54.8667, "longitude": 69.15},
        ),
        (
            {"type": "contacts", "contacts": [
                {"phones": [{"phone": "+7 701 000 00 77", "wa_id": WHO}]}]},
            Said,
            {"text": "+7 701 000 00 77"},
        ),
        (
            {"type": "contacts", "contacts": [{"phones": [{"phone": "+7", "wa_id": "7702"}]}]},
            Puzzled,
            {"kind": "contact"},
        ),
        ({"type": "sticker", "sticker": {"id": "1"}}, Puzzled, {"kind": "sticker"}),
        (
            {"type": "contacts", "contacts": [{"phones": [{"phone": "+7 701 000 00 99"}]}]},
            Puzzled,
            {"kind": "contact"},
        ),
        (
            {"type": "contacts", "contacts": [{"name": {"formatted_name": "Б"}, "phones": []}]},
            Puzzled,
            {"kind": "contact"},
        ),
        (
            {"type": "location", "location": {"latitude": 54.8, "longitude": 69.1,
             "name": "Мектеп", "address": "Абай, 1", "url": "https://maps.kz"}},
            Pinned,
            {"latitude": 54.8, "longitude": 69.1},
        ),
        (
            {"type": "text", "text": {"body": "Жіберілген сөз"}, "context": {"forwarded": True}},
            Said,
            {"text": "Жіберілген сөз"},
        ),
        ({"type": "edit", "edit": {}}, Puzzled, {"kind": "edited"}),
        ({"type": "order", "order": {}}, Puzzled, {"kind": "other"}),
        ({"type": "unsupported", "errors": [{"code": 131051}]}, Puzzled, {"kind": "other"}),
        ({"type": "of next year"}, Puzzled, {"kind": "other"}),
    ],
)  # fmt: skip
def test_message(content: dict[str, Any], event: type[Event], values: dict[str, Any]) -> None:
    said = heard(message(WHO, **content))
    assert type(said) is event
    assert plain(said) == values


@pytest.mark.parametrize("kind", ["reaction", "revoke", "system"])
def test_what_is_no_saying_is_nothing(kind: str) -> None:
    assert read(webhook(message(WHO, kind, **{kind: {"emoji": "👍"}})), DESK) == []


def test_words_in_a_group_are_not_for_us() -> None:
    assert read(webhook(text(WHO, "x") | {"group_id": "g"}), DESK) == []


def test_words_after_a_link_are_said_after_the_door_is_opened() -> None:
    sent = text(WHO, "/start a_petropavlovsk-kk\nКөшеде жарық жоқ")
    opened, said = read(webhook(sent), DESK)
    assert isinstance(opened, Arrival)
    assert isinstance(said, Arrival)
    assert plain(opened.event) == {"agency": "petropavlovsk", "language": "kk"}
    assert plain(said.event) == {"text": "Көшеде жарық жоқ"}
    assert said.event.id == f"{opened.event.id}:said"


def test_advertisement_whose_address_names_an_agency_opens_its_door() -> None:
    referral = {"source_url": "https://fb.me/x?start=a_petropavlovsk-book", "source_type": "ad"}
    opened, said = read(webhook(text(WHO, "Сәлем") | {"referral": referral}), DESK)
    assert isinstance(opened, Arrival)
    assert plain(opened.event) == {"agency": "petropavlovsk", "help": "book"}
    assert isinstance(said, Arrival)
    assert plain(said.event) == {"text": "Сәлем"}


@pytest.mark.parametrize("referral", [{"source_url": "https://fb.me/x"}, {}, None, "odd"])
def test_advertisement_of_nobody_says_nothing(referral: Any) -> None:
    assert type(heard(text(WHO, "Сәлем") | {"referral": referral})) is Said


@pytest.mark.parametrize(
    ("kind", "file", "name", "type"),
    [
        ("image", {"mime_type": "image/jpeg"}, "photo.jpg", "image/jpeg"),
        ("document", {"mime_type": "application/pdf", "filename": "хат.pdf"}, "хат.pdf",
         "application/pdf"),
        ("image", {"mime_type": "image/png"}, "photo.png", "image/png"),
        ("video", {"mime_type": "video/mp4"}, "video.mp4", "video/mp4"),
        ("audio", {"mime_type": "audio/ogg; codecs=opus", "voice": True}, "voice.ogg",
         "audio/ogg"),
        ("audio", {"mime_type": "audio/mpeg", "voice": False}, "audio.mp3", "audio/mpeg"),
        ("audio", {"mime_type": "audio/new-kind"}, "audio", "audio/new-kind"),
        ("document", {}, "document", "application/octet-stream"),
    ],
)  # fmt: skip
def test_file(kind: str, file: dict[str, Any], name: str, type: str) -> None:
    shown = {"id": "900", "sha256": "x", "caption": "Міне"} | file
    sent = message(WHO, kind, **{kind: shown})
    [attached] = read(webhook(sent), DESK)
    assert attached == Attached(
        key=f"whatsapp:{PHONE}:<{sent['id'][-4:]}>",
        at=AT,
        chat=WHO,
        file="900",
        name=name,
        type=type,
        size=0,
        text="Міне",
        album=sent["timestamp"],
    )


def test_files_of_one_second_were_sent_together() -> None:
    first, second, later = (message(WHO, "image", image={"id": id}) for id in "123")
    first["timestamp"] = second["timestamp"] = "1772000001"
    later["timestamp"] = "1772000003"
    found = read(webhook(first, second, later), DESK)
    albums = [item.album for item in found if isinstance(item, Attached)]
    assert albums == ["1772000001", "1772000001", "1772000003"]


def test_citizen_without_a_number_shares_one_only_by_writing_it() -> None:
    sent = message("KZ.1349", "contacts", contacts=[{"phones": [{"phone": "+7", "wa_id": "7"}]}])
    [arrival] = read(webhook(sent), DESK)
    assert isinstance(arrival, Arrival)
    assert plain(arrival.event) == {"kind": "contact"}


@pytest.mark.parametrize(
    ("about", "contacts", "who"),
    [
        ({"from": "7701", "from_user_id": "KZ.1"}, [{"wa_id": "7701", "user_id": "KZ.1"}], "KZ.1"),
        ({"from": "7701"}, [{"wa_id": "7701", "user_id": "KZ.2"}], "KZ.2"),
        ({}, [{"user_id": "KZ.3", "profile": {"username": "@a"}}], "KZ.3"),
        ({"from": "7701"}, [{"wa_id": "7701"}], "7701"),
        ({"from": "7701"}, [], "7701"),
        ({"from": "7701"}, [{"wa_id": "7702", "user_id": "KZ.4"}, {"wa_id": "7701"}], "7701"),
    ],
)
def test_who_wrote(about: dict[str, Any], contacts: list[Any], who: str) -> None:
    sent = text(WHO, "x")
    del sent["from"]
    batch = webhook(sent | about)
    batch["entry"][0]["changes"][0]["value"]["contacts"] = contacts
    [arrival] = read(batch, DESK)
    assert isinstance(arrival, Arrival)
    assert arrival.to == Address("whatsapp", who)


def test_receipts_say_what_became_of_which_message() -> None:
    statuses = (status("wamid.AAA1", "read"), status("wamid.AAA2", "failed", 131026))
    assert read(webhook(statuses=statuses), DESK) == [
        Told("<AAA1>", "read", None),
        Told("<AAA2>", "failed", 131026),
    ]


def test_batch_is_taken_whole_in_the_order_of_times() -> None:
    late, early = text(WHO, "екі"), text(WHO, "бір")
    late["timestamp"], early["timestamp"] = "1772000009", "1772000001"
    items = read(body(change(late, statuses=(status("wamid.AAA1", "sent"),)), change(early)), DESK)
    assert [item.event.text for item in items if isinstance(item, Arrival)] == ["бір", "екі"]
    assert isinstance(items[-1], Told)


def test_messages_to_another_number_of_the_account_are_not_ours() -> None:
    assert read(webhook(text(WHO, "x"), phone="another"), DESK) == []


@pytest.mark.parametrize(
    "odd",
    [None, 5, "x", {}, {"id": "m", "type": "text", "text": {"body": "nobody's"}},
     {"from": WHO, "id": "m", "type": "image"}, {"from": WHO, "type": "text", "text": {}},
     {"from": WHO, "id": "m", "type": "location", "location": {"latitude": "north"}}],
)  # fmt: skip
def test_piece_nobody_can_read_is_named_and_harms_no_other(odd: Any) -> None:
    batch = webhook(text(WHO, "x"))
    value = batch["entry"][0]["changes"][0]["value"]
    value["messages"].append(odd)
    value["contacts"] = []
    items = read(batch, DESK)
    [unread] = [item for item in items if isinstance(item, Unread)]
    assert unread.piece == odd
    assert len(items) == 2
