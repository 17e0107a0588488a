"""Letter -> exact request: everything a chat can be shown."""

from typing import Any

import pytest

from bot.doors import Call
from bot.fronts.telegram_write import keyboard, share_key, write
from dialogs.letters import Letter

QUESTION = {"id": "menu", "kind": "choice", "expects": "choice", "optional": False, "asked": 12}


def payloads(letter: Letter) -> list[dict[str, Any]]:
    return [call.payload for call in write(letter, "77")]


def test_plain_words() -> None:
    assert write(Letter(text="Қош келдіңіз!"), "77") == [
        Call("sendMessage", {"chat_id": "77", "text": "Қош келдіңіз!"})
    ]


def test_words_that_look_like_markup_go_as_they_are() -> None:
    [payload] = payloads(Letter(text="<b>су</b> *жоқ* _бүгін_ &amp;"))
    assert payload == {"chat_id": "77", "text": "<b>су</b> *жоқ* _бүгін_ &amp;"}


def test_choices_are_buttons_that_send_back_question_and_option() -> None:
    choices = (("file", "Подать обращение"), ("book", "Записаться на личный приём"))
    [payload] = payloads(Letter(text="Что сделаем?", choices=choices, question=QUESTION))
    assert payload["reply_markup"] == {
        "inline_keyboard": [
            [{"text": "Подать обращение", "callback_data": "12:file"}],
            [{"text": "Записаться на личный приём", "callback_data": "12:book"}],
        ]
    }


def test_short_choices_share_a_row() -> None:
    choices = (("yes", "Да"), ("no", "Нет"), ("back", "Назад"))
    [payload] = payloads(Letter(text="Верно?", choices=choices, question=QUESTION))
    keyboard = payload["reply_markup"]["inline_keyboard"]
    assert [[key["callback_data"] for key in row] for row in keyboard] == [
        ["12:yes", "12:no"],
        ["12:back"],
    ]


def test_buttons_without_a_question_name_none() -> None:
    [payload] = payloads(Letter(text="Напоминаем.", choices=(("come", "Я приду"),)))
    assert payload["reply_markup"]["inline_keyboard"][0][0]["callback_data"] == ":come"


def test_web_links_are_buttons_below_the_choices() -> None:
    letter = Letter(
        text="Есть портал.",
        choices=(("file", "Подать обращение здесь"),),
        links=(("Открыть портал", "https://eotinish.kz/"),),
        question=QUESTION,
    )
    [payload] = payloads(letter)
    assert payload["reply_markup"]["inline_keyboard"][-1] == [
        {"text": "Открыть портал", "url": "https://eotinish.kz/"}
    ]


@pytest.mark.parametrize(
    ("link", "line"),
    [
        (("Позвонить 109", "tel:109"), "Позвонить 109"),
        (("Колл-центр", "tel:+77152000000"), "Колл-центр: +77152000000"),
        (("Тел. 8 (7152) 46-00-00", "tel:87152460000"), "Тел. 8 (7152) 46-00-00"),
        (("Почта", "mailto:akimat@sko.gov.kz"), "Почта: mailto:akimat@sko.gov.kz"),
        (("Страница", "http://localhost:8080/chat"), "Страница: http://localhost:8080/chat"),
    ],
)
def test_what_telegram_refuses_on_a_button_stands_in_the_text(
    link: tuple[str, str], line: str
) -> None:
    [payload] = payloads(Letter(text="Звоните.", links=(link,)))
    assert payload["text"] == f"Звоните.\n\n{line}"
    assert "reply_markup" not in payload


def test_address_in_the_text_makes_no_preview() -> None:
    [payload] = payloads(Letter(text="См. https://adilet.zan.kz/"))
    assert payload["link_preview_options"] == {"is_disabled": True}


def test_long_text_has_its_buttons_under_the_last_part() -> None:
    text = "Жауап дайын. " * 700
    calls = payloads(Letter(text=text, choices=(("yes", "Иә"),), question=QUESTION))
    assert len(calls) == 3
    assert ["reply_markup" in payload for payload in calls] == [False, False, True]


def test_twenty_regions_are_twenty_buttons() -> None:
    choices = tuple((str(n), f"Область под номером {n}") for n in range(20))
    [payload] = payloads(Letter(text="Область?", choices=choices, question=QUESTION))
    assert len(payload["reply_markup"]["inline_keyboard"]) == 20


def village(n: int) -> tuple[str, str]:
    return str(n), f"Ауыл нөмірі {n} деген"


@pytest.mark.parametrize(("number", "sizes"), [(40, [40]), (41, [14, 14, 13]), (150, [19] * 6)])
def test_long_list_is_turned_page_by_page(number: int, sizes: list[int]) -> None:
    choices = tuple(village(n) for n in range(number))
    letter = Letter(text="Ауыл?", choices=choices, question=QUESTION)
    [payload] = payloads(letter)
    assert payload["text"] == "Ауыл?"
    assert payload["reply_markup"] == keyboard(letter)
    pages = -(-number // 20) if number > 40 else 1
    shown, found = [], []
    for page in range(pages):
        rows = keyboard(letter, page)["inline_keyboard"]
        turning = rows.pop() if pages > 1 else []
        shown.append(len(rows))
        found += [button["callback_data"] for row in rows for button in row]
        if turning:
            before, after = (page - 1) % pages, (page + 1) % pages
            assert [b["text"] for b in turning] == ["‹", f"{page + 1}/{pages}", "›"]
            assert [b["callback_data"] for b in turning] == [
                f"12:page/{n}" for n in (before, page, after)
            ]
    assert found == [f"12:{id}" for id, _ in choices]
    assert shown[: len(sizes)] == sizes


def test_page_after_the_last_is_the_first() -> None:
    letter = Letter(text="?", choices=tuple(map(village, range(50))), question=QUESTION)
    assert keyboard(letter, 3) == keyboard(letter, 0)


def test_list_without_a_question_cannot_be_turned_and_is_numbered() -> None:
    [payload] = payloads(Letter(text="Ауыл?", choices=tuple(map(village, range(1, 42)))))
    assert "reply_markup" not in payload
    assert payload["text"].endswith("\n41. Ауыл нөмірі 41 деген")


PLACE = QUESTION | {"id": "region"}
PHONE = QUESTION | {"id": "phone", "kind": "text"}
REGIONS = (("kz_1", "Абай облысы"), ("kz_2", "Ақмола облысы"))


def keys(wish: str, label: str) -> dict[str, Any]:
    return {
        "keyboard": [[{"text": label, wish: True}]],
        "resize_keyboard": True,
        "one_time_keyboard": True,
    }


def test_question_for_a_number_has_the_key_that_shares_it() -> None:
    [payload] = payloads(Letter(text="Нөміріңіз?", question=PHONE, share="Нөмірімді жіберу"))
    assert payload["reply_markup"] == keys("request_contact", "Нөмірімді жіберу")


def test_button_after_the_choices_brings_the_key_to_share_by() -> None:
    letter = Letter(text="Бұл қай жерде?", choices=REGIONS, question=PLACE, share="Жіберу")
    [payload] = payloads(letter)
    last = payload["reply_markup"]["inline_keyboard"][-1]
    assert last == [{"text": "Жіберу", "callback_data": "12:share/"}]
    assert share_key(letter) == keys("request_location", "Жіберу")
    assert share_key(Letter(text="?")) == {}


@pytest.mark.parametrize(
    ("letter", "markups"),
    [
        (Letter(text="Тегіңіз кім?"), ["remove"]),
        (Letter(text="Түсіндім.\n\nЖарай ма?", choices=REGIONS, question=QUESTION), ["inline"]),
        (Letter(text="Нөмір?", question=PHONE, share="Жіберу"), ["keys"]),
        (Letter(text="Нөмір?", choices=REGIONS, question=PHONE, share="Ж"), ["inline"]),
        (Letter(text="Жауап дайын. " * 700), ["remove", None, None]),
        (Letter(text="Жауап дайын. " * 700, choices=REGIONS), ["remove", None, "inline"]),
    ],
)
def test_key_that_still_stands_is_taken_away_without_a_message_of_its_own(
    letter: Letter, markups: list[str | None]
) -> None:
    kinds = {"remove_keyboard": "remove", "inline_keyboard": "inline", "keyboard": "keys"}
    found = [call.payload.get("reply_markup") for call in write(letter, "77", True)]
    assert [next((kinds[k] for k in kinds if k in (m or {})), None) for m in found] == markups


def test_quiet_letter_makes_no_sound() -> None:
    [payload] = payloads(Letter(text="Еске саламыз.", silent=True))
    assert payload["disable_notification"] is True


def test_option_too_long_to_come_back_is_numbered_in_the_text() -> None:
    [payload] = payloads(Letter(text="Кто?", choices=(("ә" * 31, "Әкім"),), question=QUESTION))
    assert payload["text"] == "Кто?\n\n1. Әкім"


def test_files_follow_the_words() -> None:
    file = {"id": "01f", "name": "жауап.pdf", "type": "application/pdf", "size": 3}
    assert write(Letter(text="Ответ.", files=(file,)), "77")[1:] == [
        Call("sendDocument", {"chat_id": "77"}, "01f")
    ]


def test_file_alone_needs_no_words() -> None:
    file = {"id": "01f", "name": "a.pdf", "type": "application/pdf", "size": 3}
    assert [call.method for call in write(Letter(text="", files=(file,)), "7")] == ["sendDocument"]


def test_same_question_for_two_citizens_does_not_share_a_call() -> None:
    letter = Letter(text="Тіл?", choices=(("kk", "Қазақша"),), question=QUESTION)
    first, second = write(letter, "1")[0], write(letter, "2")[0]
    assert (first.payload["chat_id"], second.payload["chat_id"]) == ("1", "2")
