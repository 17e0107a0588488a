"""Update -> event: real shapes of updates, invented people, and what each of them says."""

from datetime import UTC, datetime
from typing import Any

import pytest
from aiogram.types import Update

from bot.arrivals import Arrival
from bot.attachments import Attached
from bot.fronts.telegram_read import Heard, Invited, Reach, Turned, Wanted, read
from dialogs.events import Chose, Pinned, Puzzled, Said, Started
from storage.pages import Address
from tests.telegram.citizen import edited, member, message, press, private

AT = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
PIN = {"latitude": 54.8753, "longitude": 69.1628}
FILE = {"file_id": "AgAC", "file_unique_id": "u", "file_size": 1000}
FORWARDED = {
    "type": "user",
    "date": 1_771_999_000,
    "sender_user": {"id": 9, "is_bot": False, "first_name": "Болат"},
}
GROUP = {"id": -100500, "title": "Двор", "type": "supergroup"}


def heard(update: dict[str, Any]) -> Heard | None:
    return read(Update.model_validate(update), 42, AT)


def event(update: dict[str, Any]) -> Any:
    arrival = heard(update)
    assert isinstance(arrival, Arrival), arrival
    assert arrival.to == Address("telegram", "5")
    assert arrival.event.at == AT
    assert arrival.event.id == f"telegram:42:{update['update_id']}"
    return arrival.event


def same(found: Any, wanted: Any) -> bool:
    """Equal but for id and time, which `event` has checked."""
    fields = [name for name in type(wanted).__dataclass_fields__ if name not in ("id", "at")]
    return type(found) is type(wanted) and all(
        getattr(found, name) == getattr(wanted, name) for name in fields
    )


def said(text: str) -> Said:
    return Said(id="", at=AT, text=text)


def started(**known: Any) -> Started:
    return Started(id="", at=AT, **known)


def chose(option: str, asked: int | None) -> Chose:
    return Chose(id="", at=AT, option=option, asked=asked)


def puzzled(kind: str) -> Puzzled:
    return Puzzled(id="", at=AT, kind=kind)


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        ({"text": "Көшеде шам жанбайды"}, said("Көшеде шам жанбайды")),
        ({"text": "/status"}, said("/status")),
        ({"text": "/menu@esik_test_bot"}, said("/menu@esik_test_bot")),
        ({"text": "/starting"}, said("/starting")),
        ({"text": "/start"}, started(guess="ru")),
        ({"text": "/start@esik_test_bot"}, started(guess="ru")),
        ({"text": "/start a_petropavlovsk"}, started(guess="ru", agency="petropavlovsk")),
        (
            {"text": "/start a_petropavlovsk-book-kk"},
            started(guess="ru", language="kk", agency="petropavlovsk", help="book"),
        ),
        (
            {"text": "/start a_lu_utilities_591010000-file-street_light-en"},
            started(
                guess="ru",
                language="en",
                agency="lu_utilities_591010000",
                help="file",
                topic="street_light",
            ),
        ),
        ({"text": "/start aGVsbG8"}, started(guess="ru")),
        ({"text": "/start a_"}, started(guess="ru")),
        ({"location": PIN}, Pinned(id="", at=AT, **PIN)),
        (
            {"location": PIN, "venue": {"location": PIN, "title": "Мектеп", "address": "Абай, 1"}},
            Pinned(id="", at=AT, **PIN),
        ),
        (
            {"contact": {"phone_number": "+77010000001", "first_name": "А", "user_id": 5}},
            said("+77010000001"),
        ),
        (
            {"contact": {"phone_number": "+77010000002", "first_name": "Б", "user_id": 6}},
            puzzled("contact"),
        ),
        (
            {"contact": {"phone_number": "+77010000003", "first_name": "В"}},
            puzzled("contact"),
        ),
        (
            {"text": "Соседи пишут: нет воды", "forward_origin": FORWARDED},
            said("Соседи пишут: нет воды"),
        ),
        (
            {
                "sticker": {
                    **FILE,
                    "type": "regular",
                    "width": 1,
                    "height": 1,
                    "is_animated": False,
                    "is_video": False,
                }
            },
            puzzled("sticker"),
        ),
        ({"dice": {"emoji": "🎲", "value": 3}}, puzzled("sticker")),
        (
            {
                "poll": {
                    "id": "1",
                    "question": "?",
                    "options": [{"text": "a", "voter_count": 0, "persistent_id": "0"}],
                    "total_voter_count": 0,
                    "is_closed": False,
                    "is_anonymous": True,
                    "type": "regular",
                    "allows_multiple_answers": False,
                    "allows_revoting": False,
                    "members_only": False,
                }
            },
            puzzled("other"),
        ),
    ],
)
def test_message(content: dict[str, Any], wanted: Any) -> None:
    assert same(event(message(5, **content)), wanted)


@pytest.mark.parametrize(
    ("code", "language"),
    [("kk", "kk"), ("ru", "ru"), ("en-US", "en"), ("tr", None), (None, None)],
)
def test_language_of_the_phone_is_a_guess(code: str | None, language: str | None) -> None:
    begun = event(message(5, code, text="/start"))
    assert (begun.guess, begun.language) == (language, None)


@pytest.mark.parametrize(
    ("data", "option", "asked"),
    [
        ("12:file", "file", 12),
        (":come", "come", None),
        ("3:01jf-slot", "01jf-slot", 3),
        ("12:a:b", "a:b", 12),
        ("foreign", "foreign", None),
        ("x:y", "x:y", None),
        ("-1:yes", "-1:yes", None),
        ("99999999999999999999:yes", "99999999999999999999:yes", None),
        ("²:yes", "²:yes", None),
        (None, "?", None),
    ],
)
def test_press(data: str | None, option: str, asked: int | None) -> None:
    assert same(event(press(5, data)), chose(option, asked))


def test_press_under_a_message_too_old_to_be_shown() -> None:
    update = press(5, "4:yes")
    update["callback_query"]["message"] = {"message_id": 1, "date": 0, "chat": private(5)}
    assert same(event(update), chose("yes", 4))


@pytest.mark.parametrize(
    ("content", "name", "type", "size"),
    [
        ({"document": {**FILE, "file_name": "Арыз.pdf", "mime_type": "application/pdf"}},
         "Арыз.pdf", "application/pdf", 1000),
        ({"document": {"file_id": "AgAC", "file_unique_id": "u"}},
         "file", "application/octet-stream", 0),
        ({"video": {**FILE, "width": 1, "height": 1, "duration": 1, "mime_type": "video/mp4"}},
         "video.mp4", "video/mp4", 1000),
        ({"voice": {**FILE, "duration": 3, "mime_type": "audio/ogg"}},
         "voice.ogg", "audio/ogg", 1000),
        ({"voice": {"file_id": "AgAC", "file_unique_id": "u", "duration": 3}},
         "voice.ogg", "audio/ogg", 0),
        ({"audio": {**FILE, "duration": 3, "file_name": "Хабар.m4a", "mime_type": "audio/mp4"}},
         "Хабар.m4a", "audio/mp4", 1000),
        ({"video_note": {**FILE, "duration": 3, "length": 240}}, "spoken.mp4", "video/mp4", 1000),
        ({"animation": {**FILE, "width": 1, "height": 1, "duration": 1},
          "document": {**FILE, "file_name": "a.gif.mp4", "mime_type": "video/mp4"}},
         "a.gif.mp4", "video/mp4", 1000),
    ],
)  # fmt: skip
def test_file(content: dict[str, Any], name: str, type: str, size: int) -> None:
    update = message(5, caption="Вот фото", **content)
    assert heard(update) == Attached(
        key=f"telegram:42:{update['update_id']}",
        at=AT,
        chat="5",
        file="AgAC",
        name=name,
        type=type,
        size=size,
        text="Вот фото",
        filmed="video_note" in content,
    )


def test_of_a_photo_the_largest_is_taken() -> None:
    sizes = [
        {"file_id": id, "file_unique_id": id, "width": w, "height": w, "file_size": w}
        for id, w in (("small", 90), ("large", 1280), ("middle", 320))
    ]
    found = heard(message(5, photo=sizes))
    assert isinstance(found, Attached)
    assert (found.file, found.name, found.size) == ("large", "photo.jpg", 1280)


def test_files_of_an_album_know_that_they_belong_together() -> None:
    one = {"document": {"file_id": "d", "file_unique_id": "d"}, "media_group_id": "13579"}
    found = heard(message(5, **one))
    assert isinstance(found, Attached)
    assert found.album == "13579"


@pytest.mark.parametrize(
    ("before", "after", "blocked"),
    [("member", "kicked", True), ("member", "left", True), ("kicked", "member", False)],
)
def test_door_that_is_closed_or_opened(before: str, after: str, blocked: bool) -> None:
    assert heard(member(private(5), before, after)) == Reach(5, blocked)


@pytest.mark.parametrize("data", ["12:page/2", "12:page/0", "12:page/999"])
def test_press_that_turns_a_page_answers_no_question(data: str) -> None:
    assert heard(press(5, data)) == Turned(5, 7, 12, int(data.partition("/")[2]))


def test_press_that_wants_to_share_answers_no_question() -> None:
    assert heard(press(5, "12:share/")) == Wanted(5, 12)


@pytest.mark.parametrize("data", ["12:page/1000", "12:page/", ":page/1", "12:pages/1", ":share/"])
def test_what_only_looks_like_a_page_is_an_option(data: str) -> None:
    assert isinstance(event(press(5, data)), Chose)


def test_edit_is_told_and_not_read() -> None:
    assert same(event(edited(5, text="другое")), puzzled("edited"))


def test_live_location_that_moves_is_no_edit() -> None:
    assert heard(edited(5, location=PIN)) is None


@pytest.mark.parametrize(
    "update",
    [
        message(5, pinned_message={"message_id": 1, "date": 0, "chat": private(5)}),
        message(5, delete_chat_photo=True),
        member(GROUP, "member", "left"),
        member(GROUP, "member", "administrator"),
        {"update_id": 1},
        {"update_id": 1, "poll_answer": {"poll_id": "1", "option_ids": [0],
                                         "option_persistent_ids": ["0"]}},
    ],
)  # fmt: skip
def test_what_is_said_to_nobody_is_nothing(update: dict[str, Any]) -> None:
    assert heard(update) is None


def test_group_is_greeted_when_we_are_put_into_it() -> None:
    assert heard(member(GROUP, "left", "member")) == Invited(-100500)


def test_lines_and_presses_in_a_group_are_not_for_us() -> None:
    line = message(5, text="/start")
    line["message"]["chat"] = GROUP
    button = press(5, "1:yes")
    button["callback_query"]["message"]["chat"] = GROUP
    assert heard(line) is None
    assert heard(button) is None


def test_channel_post_has_no_citizen() -> None:
    update = message(5, text="x")
    del update["message"]["from"]
    assert heard(update) is None
