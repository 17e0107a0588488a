"""What is spoken anywhere in a talk: an answer where it can be one, kept in any case."""

import pytest

from dialogs import events as v
from dialogs.conversation import OWNER_QUEUE
from dialogs.play import MAX_TRIES
from tests.dialogs.actor import waits
from tests.dialogs.conftest import talk_at
from tests.dialogs.reading import keys, question, told
from tests.dialogs.shell import Shell
from tests.dialogs.speech import MORE, NOTE, asked, chosen, filed, first_option, spoken

THIRD = v.File(id="voice-3", name="voice.ogg", type="audio/ogg", size=4000)
FILM = v.File(id="film", name="spoken.mp4", type="video/mp4", size=4000)
FORM = ("advice", "consent", "surname", "iin", "address", "confirm")


def voices(shell: Shell) -> list[str]:
    return [file["id"] for file in shell.talk.facts.get("voice") or []]


def attached(shell: Shell) -> list[str]:
    return [file["id"] for file in shell.talk.answers.get("attachments") or []]


@pytest.mark.parametrize("point", FORM)
def test_spoken_in_a_form_it_is_kept_and_words_or_a_button_are_asked_for(point: str) -> None:
    shell = talk_at(point)
    before = question(shell)
    said = shell.take(v.Sent, file=NOTE)
    assert "voice.in_form" in told(said)
    assert question(shell) == before
    assert attached(shell) == ["voice-1"]


@pytest.mark.parametrize("point", FORM)
def test_who_goes_on_speaking_is_offered_a_human(point: str) -> None:
    shell = talk_at(point)
    for n in range(MAX_TRIES):
        shell.take(v.Sent, file=v.File(id=f"v{n}", name="v.ogg", type="audio/ogg", size=1))
    assert "human" in [choice.id for choice in shell.said[-1].choices]
    shell.press("human")
    assert shell.talk.owner == OWNER_QUEUE


def test_more_of_a_spoken_matter_in_the_form_is_a_part_of_it() -> None:
    shell = chosen(spoken())
    shell.press("file", "yes")
    shell.take(v.Sent, file=MORE)
    assert (voices(shell), asked(shell)) == (["voice-1", "voice-2"], "surname")
    shell.say("Иванов Иван")
    shell.press("skip")
    shell.say("ул. Абая, 5, кв. 1")
    shell.press("confirm")
    (case,) = shell.cases.values()
    assert case.draft.voice == ("voice-1", "voice-2")


def test_messages_forwarded_together_are_all_heard() -> None:
    shell = Shell("ru")
    for file in (NOTE, MORE, THIRD):
        shell.take(v.Sent, file=file, album="together")
    assert voices(shell) == ["voice-1", "voice-2", "voice-3"]
    assert asked(shell) == "group"


def test_more_of_it_leaves_the_buttons_of_the_question_as_they_are() -> None:
    shell = spoken()
    asked_before = shell.talk.asked
    (said,) = shell.take(v.Sent, file=MORE)
    assert told([said]) == {"voice.kept"}
    shell.take(v.Chose, option="housing_utilities", asked=asked_before)
    assert asked(shell) == "topic"


def test_a_short_film_of_who_speaks_is_heard_and_another_is_attached() -> None:
    shell = Shell("ru")
    shell.take(v.Sent, file=FILM, filmed=True)
    assert (voices(shell), asked(shell)) == (["film"], "group")
    shell = Shell("ru")
    shell.take(v.Sent, file=FILM)
    assert (voices(shell), attached(shell)) == ([], ["film"])


def test_what_a_reception_is_about_may_be_spoken() -> None:
    shell = Shell(None)
    shell.take(v.Started, language="ru", agency="petropavlovsk", help="book")
    shell.press("akim")
    shell.press(first_option(shell))
    shell.press(first_option(shell))
    assert asked(shell) == "matter"
    shell.take(v.Sent, file=NOTE)
    assert asked(shell) == "booking_confirm"
    assert "voice.kept" in keys(shell.said[-1])
    assert "голосовое сообщение, его запишет оператор" in shell.letters[-1].text
    shell.press("confirm")
    (booking,) = shell.bookings.values()
    assert booking.matter.startswith("голосовое")
    shell.spoke(booking.id, "write", "Ремонт улицы")
    shell.press("yes")
    assert shell.bookings[booking.id].matter == "Ремонт улицы"


def test_spoken_words_of_no_group_need_no_other_words_for_a_reception() -> None:
    shell = spoken()
    shell.press("none")
    while asked(shell) != "advice":
        shell.say("Петропавловск")
    shell.press("book", "akim")
    shell.press(first_option(shell))
    shell.press(first_option(shell))
    assert asked(shell) == "booking_confirm"


def test_the_text_of_an_appeal_may_be_spoken_anew() -> None:
    shell = talk_at("confirm")
    shell.press("edit", "text")
    shell.take(v.Sent, file=NOTE)
    assert asked(shell) == "confirm"
    shell.press("confirm")
    (case,) = shell.cases.values()
    assert case.draft.voice == ("voice-1",)


def test_spoken_where_a_card_asks_for_the_words_it_goes_on_with_the_topic() -> None:
    shell = Shell("ru", "petropavlovsk")
    shell.press("situations")
    shell.press(first_option(shell))
    shell.press(first_option(shell))
    while asked(shell) != "advice":
        shell.say("Петропавловск")
    topic = shell.talk.answers["topic"]
    shell.press("file")
    assert asked(shell) == "problem"
    shell.take(v.Sent, file=NOTE)
    assert asked(shell) == "consent"
    assert (voices(shell), shell.talk.answers["topic"]) == (["voice-1"], topic)


def test_what_was_spoken_to_a_human_is_taken_on_by_both_ways() -> None:
    shell = Shell("ru", "petropavlovsk")
    shell.say("оператор")
    shell.take(v.OperatorTook, by="demo")
    assert shell.take(v.Sent, file=NOTE) == []
    shell.take(v.OperatorReturned, by="demo")
    assert asked(shell) == "ways"
    shell.press("file")
    assert (voices(shell), asked(shell)) == (["voice-1"], "group")
    shell.press("housing_utilities", "water_outage", "yes")
    shell.say("Иванов Иван")
    shell.press("skip")
    shell.say("ул. Абая, 5, кв. 1")
    shell.press("confirm")
    (case,) = shell.cases.values()
    assert case.draft.voice == ("voice-1",)


def test_a_question_of_an_agency_keeps_what_is_spoken_and_asks_for_words() -> None:
    shell = talk_at("filed")
    (number,) = shell.cases
    shell.act(number, "ask", text="Какой дом?")
    shell.take(v.Sent, file=NOTE)
    assert question(shell) == "clarification"
    shell.say("Дом пять")
    assert shell.replies[-1] == (number, "Дом пять", ("voice-1",))


@pytest.mark.parametrize("help", ["file", "book"])
def test_the_way_that_was_chosen_first_is_gone_to_its_end(help: str) -> None:
    shell = Shell("ru")
    shell.press(help)
    shell.take(v.Sent, file=NOTE)
    chosen(shell)
    assert asked(shell) == {"file": "consent", "book": "official"}[help]


def test_the_way_of_a_link_too_though_no_language_was_chosen() -> None:
    shell = Shell(None)
    shell.take(v.Started, agency="petropavlovsk", help="file")
    shell.take(v.Sent, file=NOTE)
    shell.press("ru", "housing_utilities", "water_outage")
    assert asked(shell) == "consent"


def test_a_photo_before_it_and_words_beside_it_are_kept() -> None:
    shell = Shell("ru", "petropavlovsk")
    shell.take(v.Sent, file=v.File(id="photo", name="a.jpg", type="image/jpeg", size=1))
    shell.take(v.Sent, file=NOTE, text="Прошу помочь")
    shell.take(v.Sent, file=MORE, text="нашему дому")
    shell.press("housing_utilities", "water_outage")
    number = filed(shell)
    draft = shell.cases[number].draft
    assert draft.text == "Прошу помочь\nнашему дому"
    assert set(draft.files) == {"photo", "voice-1", "voice-2"}


def test_words_that_were_not_understood_stay_beside_what_is_spoken_then() -> None:
    shell = Shell("ru", "petropavlovsk")
    shell.say("Помогите нам пожалуйста разобраться")
    assert asked(shell) == "group"
    shell.take(v.Sent, file=NOTE)
    shell.press("housing_utilities", "water_outage")
    number = filed(shell)
    draft = shell.cases[number].draft
    assert (draft.text, draft.voice) == ("Помогите нам пожалуйста разобраться", ("voice-1",))


def test_words_after_it_are_the_text_and_it_goes_with_them() -> None:
    shell = spoken()
    shell.say("Во дворе не горят фонари")
    while asked(shell) != "advice":
        shell.say("Петропавловск")
    number = filed(shell)
    draft = shell.cases[number].draft
    assert {"read.text", "read.voice_too"} <= told(shell.said)
    assert (draft.text, draft.voice) == ("Во дворе не горят фонари", ("voice-1",))


def test_too_large_a_message_is_told_and_the_question_waits() -> None:
    shell = Shell("ru")
    said = shell.take(v.Puzzled, kind="file_large")
    assert "puzzled.file_large" in told(said)
    waits(shell)


def test_words_beside_a_spoken_matter_of_a_reception_are_a_part_of_it() -> None:
    shell = Shell(None)
    shell.take(v.Started, language="ru", agency="petropavlovsk", help="book")
    shell.press("akim")
    shell.press(first_option(shell))
    shell.press(first_option(shell))
    shell.take(v.Sent, file=NOTE, text="Ремонт улицы")
    assert asked(shell) == "booking_confirm"
    assert (voices(shell), attached(shell)) == (["voice-1"], [])
    assert shell.talk.answers["matter"] == "Ремонт улицы"
