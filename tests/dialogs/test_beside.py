"""Questions in the middle of a form, as people ask them: answered, and nothing is asked again."""

import pytest

from routing_rules import understand
from tests.dialogs.conftest import talk_at
from tests.dialogs.reading import question, told
from tests.dialogs.shell import Shell, book

ASKED = [
    ("как долго", "how_long"),
    ("это долго?", "how_long"),
    ("қанша уақыт кетеді?", "how_long"),
    ("неше күнде жауап береді", "how_long"),
    ("qansha kutemin", "how_long"),
    ("how many days", "how_long"),
    ("нужно платить?", "cost"),
    ("ақша керек пе", "cost"),
    ("skolko stoit", "cost"),
    ("what does it cost", "cost"),
    ("для чего ИИН", "why_iin"),
    ("ЖСН жазу міндетті ме?", "why_iin"),
    ("is iin required", "why_iin"),
    ("куда пойдут мои данные", "who_sees"),
    ("kim koredi", "who_sees"),
    ("will my neighbour know", "who_sees"),
    ("вы не мошенники?", "scam"),
    ("алаяқ емессіз бе", "scam"),
    ("is this a scam", "scam"),
    ("какие документы нужны", "documents"),
    ("кандай кужат керек", "documents"),
    ("which documents", "documents"),
    ("а если откажут?", "refused"),
    ("жауап бермесе ше", "refused"),
    ("what if they don't answer", "refused"),
    ("можно фото скинуть", "attach"),
    ("сурет салуға бола ма", "attach"),
    ("can i send a video", "attach"),
    ("можно голосовое?", "voice"),
    ("дауыспен айтуға бола ма, дауыс жіберсем", "voice"),
    ("много ещё вопросов?", "questions_left"),
    ("тағы көп пе", "questions_left"),
    ("how many more questions", "questions_left"),
]
POINTS = ("consent", "surname", "address", "confirm")


@pytest.mark.parametrize("point", POINTS)
@pytest.mark.parametrize(("text", "side"), ASKED)
def test_a_question_is_answered_and_the_form_waits_on(point: str, text: str, side: str) -> None:
    shell = talk_at(point)
    before = shell.talk
    said = told(shell.say(text))
    assert {f"side.{side}", "note.go_on"} <= said
    assert not {key for key in said if key.startswith(("ask.", "hint."))}
    assert (shell.talk.asked, shell.talk.answers) == (before.asked, before.answers)


@pytest.mark.parametrize("text", ["зачем вам мой иин?", "сколько ждать ответа?", "это бесплатно?"])
def test_a_question_about_the_form_is_not_what_a_reception_is_about(text: str) -> None:
    shell = Shell("ru", "petropavlovsk")
    shell.press("book", "deputy", "2026-12-04", "deputy-11-5", "offline")
    assert question(shell) == "matter"
    assert "note.go_on" in told(shell.say(text))
    assert "matter" not in shell.talk.answers
    shell.say("Сколько времени ждать очередь на жильё?")
    assert shell.talk.answers["matter"] == "Сколько времени ждать очередь на жильё?"


def test_a_reply_to_an_agency_is_told_to_it_whatever_it_asks() -> None:
    shell = talk_at("filed")
    number = next(iter(shell.cases))
    for act in ("take", "ask"):
        shell.act(number, act, text="Какой дом?")
    shell.say("А сколько ждать ответа?")
    assert shell.replies[-1][1] == "А сколько ждать ответа?"


@pytest.mark.parametrize("text", ["қанша уақыт кетеді?", "бұған қанша уақыт кетеді"])
def test_how_much_time_goes_is_no_cry_for_an_ambulance(text: str) -> None:
    assert understand(book().rules, text, "kk").emergency is None
    assert understand(book().rules, "қан кетіп жатыр", "kk").emergency == "emergency_103"


@pytest.mark.parametrize("text", ["Какимов Асан", "Қайдаров Серік Қайратұлы", "Когай Анна"])
def test_a_name_that_begins_like_a_question_is_a_name(text: str) -> None:
    shell = talk_at("surname")
    shell.say(text)
    assert shell.talk.answers["surname"] == text.split()[0]


@pytest.mark.parametrize("street", ["Абай", "Әуезов", "Жамбыл", "Қабанбай батыр", "Ударная"])
def test_a_street_is_no_cry_for_help(street: str) -> None:
    for text in (f"{street} көшесі 5-үйде тұрамын. Үйде жарық жоқ.", f"улица {street}, нет света"):
        assert understand(book().rules, text, "kk").emergency is None
    assert understand(book().rules, "үйде мені сабайды", "kk").emergency == "emergency_102"


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("спасибо", "thanks"), ("рақмет", "thanks"), ("подождите", "later"), ("қазір", "later"),
        ("неправильно", "change_later"), ("қате жаздым", "change_later"),
        ("почему так долго", "how_long"),
    ],
)  # fmt: skip
def test_what_people_say_by_the_way_is_no_name(text: str, side: str) -> None:
    shell = talk_at("surname")
    before = shell.talk.answers
    assert {f"side.{side}", "note.go_on"} <= told(shell.say(text))
    assert (question(shell), shell.talk.answers) == ("surname", before)


@pytest.mark.parametrize("text", ["хорошо", "понятно", "алло", "это что вообще", "секрет", "ok"])
def test_other_words_are_no_name_either(text: str) -> None:
    shell = talk_at("surname")
    shell.say(text)
    assert question(shell) == "surname"
    assert "surname" not in shell.talk.answers


def test_a_slip_does_not_throw_a_form_away() -> None:
    shell = talk_at("iin")
    answers = shell.talk.answers
    shell.say("меню1")
    assert question(shell) == "iin"
    shell.say("отмина")
    assert question(shell) == "resume"
    shell.press("go_on")
    assert (question(shell), {**shell.talk.answers, "resume": 0}) == (
        "iin",
        {**answers, "resume": 0},
    )


def test_a_matter_of_many_words_is_no_question_about_the_form() -> None:
    shell = talk_at("surname")
    assert "note.another_matter" in told(shell.say("Мошенники оформили на меня кредит, это обман"))


def test_danger_beside_a_question_about_the_form_is_danger_first_of_all() -> None:
    shell = Shell("ru", "petropavlovsk")
    shell.press("problem")
    assert "note.emergency" in told(shell.say("это бесплатно? меня бьёт муж"))


def test_words_with_a_number_are_an_answer_even_beside_a_wish() -> None:
    shell = talk_at("address")
    shell.say("Абая 5, позовите мне человека")
    assert shell.talk.answers["address"] == "Абая 5, позовите мне человека"


@pytest.mark.parametrize("word", ["отмина", "отмна", "отменна"])
def test_a_letter_wrong_left_out_or_too_many_is_still_the_command(word: str) -> None:
    shell = talk_at("iin")
    shell.say(word)
    assert question(shell) == "resume"
