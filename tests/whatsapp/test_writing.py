"""Letter -> the exact messages: everything a citizen can be shown, and every label of ours."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.book import read_book
from bot.doors import Call
from bot.fronts import fit
from bot.fronts.whatsapp.writing import write
from dialogs.letters import Letter
from dialogs.lint import options_of
from tests.whatsapp.refusing import refusal

ASKED = {"id": "menu", "kind": "choice", "expects": "choice", "optional": False, "asked": 12}
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zs", "Zl", "Zp"]))
BOOK = read_book()


def messages(letter: Letter) -> list[dict[str, Any]]:
    calls = write(letter, "Таңдау", "Немесе орныңызды жіберіңіз.")
    return [call.payload for call in calls]


def asks(*labels: str, text: str = "Не істейміз?", id: str = "menu") -> Letter:
    choices = tuple((f"o{n}", label) for n, label in enumerate(labels, 1))
    return Letter(text=text, choices=choices, question=ASKED | {"id": id})


def test_plain_words_without_a_preview() -> None:
    assert messages(Letter(text="Қараңыз: https://adilet.zan.kz/")) == [
        {"type": "text",
         "text": {"body": "Қараңыз: https://adilet.zan.kz/", "preview_url": False}}
    ]  # fmt: skip


def test_three_short_choices_are_buttons_that_send_back_question_and_option() -> None:
    assert messages(asks("Өтініш беру", "Қабылдауға жазылу", "Артқа")) == [
        {
            "type": "interactive",
            "interactive": {
                "type": "button",
                "body": {"text": "Не істейміз?"},
                "action": {
                    "buttons": [
                        {"type": "reply", "reply": {"id": "12:o1", "title": "Өтініш беру"}},
                        {"type": "reply", "reply": {"id": "12:o2", "title": "Қабылдауға жазылу"}},
                        {"type": "reply", "reply": {"id": "12:o3", "title": "Артқа"}},
                    ]
                },
            },
        }
    ]


def test_more_choices_are_rows_of_a_list_and_long_labels_go_on_below() -> None:
    letter = asks("Иә", "Жоқ", "Білмеймін", "Солтүстік Қазақстан облысының әкімдігі")
    [shown] = messages(letter)
    assert shown["interactive"]["type"] == "list"
    assert shown["interactive"]["action"] == {
        "button": "Таңдау",
        "sections": [
            {
                "rows": [
                    {"id": "12:o1", "title": "Иә"},
                    {"id": "12:o2", "title": "Жоқ"},
                    {"id": "12:o3", "title": "Білмеймін"},
                    {"id": "12:o4", "title": "Солтүстік Қазақстан",
                     "description": "облысының әкімдігі"},
                ]
            }
        ],
    }  # fmt: skip


@pytest.mark.parametrize("labels", [("Электрондық поштаға", "Қағаз хатпен жіберіңіз"), ("1", "1")])
def test_labels_too_long_or_alike_for_buttons_are_rows(labels: tuple[str, ...]) -> None:
    [shown] = messages(asks(*labels))
    assert shown["interactive"]["type"] == "list"


def test_twenty_choices_are_two_lists_of_ten() -> None:
    first, second = messages(asks(*(f"Облыс {n}" for n in range(20))))
    sizes = [len(m["interactive"]["action"]["sections"][0]["rows"]) for m in (first, second)]
    assert sizes == [10, 10]
    bodies = [m["interactive"]["body"]["text"] for m in (first, second)]
    assert bodies == ["Не істейміз?", "2/2"]


def test_lists_are_of_even_size() -> None:
    shown = messages(asks(*(f"Аудан {n}" for n in range(21))))
    rows = [len(m["interactive"]["action"]["sections"][0]["rows"]) for m in shown]
    assert rows == [7, 7, 7]


def test_more_choices_than_three_lists_hold_are_numbered_text() -> None:
    [shown] = messages(asks(*(f"Ауыл {n}" for n in range(1, 32))))
    assert shown["text"]["body"].startswith("Не істейміз?\n\n1. Ауыл 1\n2. Ауыл 2\n")
    assert shown["text"]["body"].endswith("\n31. Ауыл 31")


def test_label_too_long_for_its_row_stands_numbered_in_the_text() -> None:
    long = "Қазақстан Республикасы Цифрлық даму, инновациялар және аэроғарыш өнеркәсібі " * 2
    [shown] = messages(asks("Иә", long.strip()))
    interactive = shown["interactive"]
    assert interactive["body"]["text"] == f"Не істейміз?\n\n1. Иә\n2. {long.strip()}"
    rows = interactive["action"]["sections"][0]["rows"]
    assert [row["title"] for row in rows] == ["1. Иә", "2. Қазақстан"]


def test_long_text_has_its_buttons_under_the_last_part() -> None:
    shown = messages(asks("Иә", "Жоқ", text="Жауап дайын. " * 700))
    assert [m["type"] for m in shown[:-1]] == ["text"] * (len(shown) - 1)
    assert shown[-1]["interactive"]["type"] == "button"
    assert [refusal({**WHOLE, **m}, {}) for m in shown] == [None] * len(shown)


def test_links_and_numbers_to_call_stand_in_the_text() -> None:
    links = (("Портал", "https://eotinish.kz/"), ("109 нөміріне қоңырау шалу", "tel:109"))
    [shown] = messages(Letter(text="Көмек.", links=links))
    assert shown["text"]["body"] == (
        "Көмек.\n\nПортал: https://eotinish.kz/\n\n109 нөміріне қоңырау шалу"
    )


def test_first_question_for_a_place_asks_for_a_pin_too() -> None:
    *_, pin = messages(asks("Абай облысы", "Ақмола облысы", "Алматы", "Астана", id="region"))
    assert pin["interactive"] == {
        "type": "location_request_message",
        "body": {"text": "Немесе орныңызды жіберіңіз."},
        "action": {"name": "send_location"},
    }


def test_files_follow_the_words() -> None:
    file = {"id": "01f", "name": "жауап.pdf", "type": "application/pdf", "size": 3}
    calls = write(Letter(text="Жауап.", files=(file,)), "Таңдау", "Жер")
    assert calls[1:] == [Call("messages", {}, "01f")]
    assert write(Letter(text="", files=(file,)), "Таңдау", "Жер") == calls[1:]


def test_buttons_without_a_question_name_none() -> None:
    [shown] = messages(Letter(text="Еске саламыз.", choices=(("come", "Келемін"),)))
    assert shown["interactive"]["action"]["buttons"][0]["reply"]["id"] == ":come"


WHOLE = {"messaging_product": "whatsapp", "recipient_type": "individual", "to": "77010000000"}


@given(TEXT.filter(str.strip), st.lists(TEXT.filter(str.strip), max_size=40))
def test_nothing_that_is_written_is_refused(text: str, labels: list[str]) -> None:
    for shown in messages(asks(*labels, text=text)):
        assert refusal({**WHOLE, **shown}, {}) is None


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_labels_of_every_language_fit_without_a_cut(language: str) -> None:
    """A row has 24 + 72 characters; what stands on buttons of a template has 20."""
    keys = sorted({id for question in BOOK.questions.values() for id in options_of(question)})
    told = BOOK.words.catalogs[language].messages
    labels = {key: said for key in keys if "{" not in (said := str(told[f"option.{key}"]))}
    places = {p.name(language) for p in BOOK.rules.places.all.values()}
    cut = []
    for label in [*labels.values(), *places]:
        title, detail = fit.halves(label, fit.WHATSAPP_LIST)
        if f"{title} {detail}".strip() != label:
            cut.append(label)
    assert cut == []


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_words_of_the_door_fit(language: str) -> None:
    assert len(BOOK.words.say("whatsapp.choose", language)) <= fit.WHATSAPP_LIST.label - 4
    assert len(BOOK.words.say("whatsapp.pin", language)) <= fit.WHATSAPP_BUTTONS.text


def test_halves_of_a_label() -> None:
    assert fit.halves("Иә", fit.WHATSAPP_LIST) == ("Иә", "")
    assert fit.halves("a" * 24, fit.WHATSAPP_LIST) == ("a" * 24, "")
    assert fit.halves("a" * 25, fit.WHATSAPP_LIST) == ("a" * 23 + "…", "a" * 25)
    assert fit.halves("a" * 24 + " b", fit.WHATSAPP_LIST) == ("a" * 24, "b")


def test_parts_of_even_size() -> None:
    assert fit.even(20, 10) == [10, 10]
    assert fit.even(11, 10) == [6, 5]
    assert fit.even(10, 10) == [10]
    assert fit.even(0, 10) == []
