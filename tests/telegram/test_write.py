"""Letter -> exact request: everything a chat can be shown."""

from typing import Any

import pytest

from bot.doors import Call
from bot.fronts.telegram_write import write
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


def test_more_choices_than_a_message_holds_are_numbered_in_the_text() -> None:
    choices = tuple((str(n), f"Ауыл {n}") for n in range(1, 151))
    [payload] = payloads(Letter(text="Ауыл?", choices=choices, question=QUESTION))
    assert "reply_markup" not in payload
    assert payload["text"].startswith("Ауыл?\n\n1. Ауыл 1\n2. Ауыл 2\n")
    assert payload["text"].endswith("\n150. Ауыл 150")


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
