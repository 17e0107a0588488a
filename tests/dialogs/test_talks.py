"""Places, topics and doors: ways through the front that a good answer does not take."""

import pytest

from dialogs import events as v
from dialogs import plain, script
from dialogs.receptions import Official
from dialogs.script import ScriptError
from tests.dialogs.reading import question, told
from tests.dialogs.shell import LANGUAGES, Shell

BESIDE = ("why", "more", "anonymous", "addressee", "other", "human")  # under every advice


def asked(shell: Shell) -> tuple[str, tuple[str, ...]]:
    """The question that waits and its options."""
    return question(shell), tuple(choice.id for choice in shell.said[-1].choices)


# -- topics


def test_words_that_mean_nothing_lead_to_the_groups_and_on() -> None:
    shell = Shell("ru", "petropavlovsk")
    shell.say("фыва олдж прук")
    name, groups = asked(shell)
    assert (name, groups[-1]) == ("group", "none")
    shell.press(groups[0])
    assert question(shell) == "topic"
    shell.press(asked(shell)[1][0])
    assert question(shell) == "advice"


def test_no_group_at_all_still_ends_with_advice() -> None:
    shell = Shell("ru", "petropavlovsk")
    shell.say("фыва олдж прук")
    shell.press("none")
    assert question(shell) == "advice"
    shell.press("why")
    assert question(shell) == "advice"


def test_none_of_the_topics_leads_to_the_groups() -> None:
    shell = Shell("ru", "petropavlovsk")
    shell.say("фыва олдж прук")
    shell.press(asked(shell)[1][0])
    shell.press("none")
    assert question(shell) == "advice"


@pytest.mark.parametrize("name", ["topic", "group"])
def test_other_words_instead_of_a_button_are_understood_anew(name: str) -> None:
    shell = Shell("ru", "petropavlovsk")
    shell.say("фыва олдж прук")
    if name == "topic":
        shell.press(asked(shell)[1][0])
    shell.say("На нашей улице не горят фонари")
    assert question(shell) == "advice"
    assert shell.talk.answers["problem"] == "На нашей улице не горят фонари"


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_topic_and_a_human_stand_under_every_advice(language: str) -> None:
    from tests.dialogs.conftest import talk_at

    shell = talk_at("advice", language)
    assert asked(shell) == ("advice", ("file", "book", *BESIDE))
    assert len(shell.press("why")) == 1
    shell.press("other")
    assert question(shell) == "group"
    shell.say("оператор")
    assert shell.talk.owner == "queue"


# -- doors


def test_a_link_names_language_agency_wish_and_topic() -> None:
    shell = Shell(None)
    topic = next(iter(shell.book.rules.topics))
    shell.take(v.Started, language="kk", agency="petropavlovsk", help="file", topic=topic)
    assert question(shell) == "problem"
    assert shell.talk.language == "kk"
    assert (shell.talk.facts["topic"], shell.talk.facts["wish"]) == (topic, "file")


@pytest.mark.parametrize(
    "link", [{"language": "xx"}, {"agency": "nobody"}, {"topic": "nothing"}, {}]
)
def test_a_broken_link_is_a_plain_beginning(link: dict[str, str]) -> None:
    shell = Shell(None)
    shell.take(v.Started, **link)
    assert question(shell) == "language"
    assert not shell.talk.facts


def test_a_wish_to_book_at_an_agency_needs_no_matter_first() -> None:
    shell = Shell(None)
    shell.take(v.Started, language="ru", agency="petropavlovsk", help="book")
    assert question(shell) == "official"


def test_a_wish_to_file_goes_to_consent_after_the_matter() -> None:
    shell = Shell(None)
    shell.take(v.Started, language="ru", agency="petropavlovsk", help="file")
    shell.say("На нашей улице не горят фонари")
    assert question(shell) == "consent"


def test_a_single_official_in_a_single_way_is_not_asked_about() -> None:
    shell = Shell("ru", "petropavlovsk")
    one = Official(id="akim", agency="petropavlovsk", name={"kk": "Ә", "ru": "А", "en": "A"})
    shell.officials = (one,)
    shell.press("book")
    assert question(shell) == "day"
    shell.press(asked(shell)[1][0])
    shell.press(asked(shell)[1][0])
    assert question(shell) == "matter"


def test_the_status_lists_cases_and_coming_receptions() -> None:
    from tests.dialogs.test_receptions import booked

    shell = booked()
    assert "status.booking" in told(shell.press("status"))
    shell.now = shell.bookings["b0"].starts
    assert "status.nothing" in told(shell.say("статус"))


# -- tables


@pytest.mark.parametrize(
    "text",
    [
        "steps: {a: {ask: x, do: y, next: b}}",
        "steps: {a: {next: b}}",
        "steps: {a: {ask: x, next: b, color: red}}",
        "steps: {a: {ask: x}}",
        "steps: [a]",
        "steps: {a: 5}",
        "other: 1",
        "[",
        "",
    ],
)
def test_a_broken_script_is_an_error_that_names_it(text: str) -> None:
    with pytest.raises(ScriptError, match="story"):
        script.parse("story", text)


def test_conditions_look_for_a_value_one_of_some_known_and_unknown() -> None:
    have = {"a": "x", "b": None}.get
    assert script.holds({"a": "x", "b": "unknown"}, have)
    assert script.holds({"a": ["y", "x"]}, have)
    assert script.holds({"a": "known"}, have)
    assert script.holds({}, have)
    assert not script.holds({"a": "y"}, have)
    assert not script.holds({"b": "known"}, have)
    assert not script.holds({"a": "unknown"}, have)


def test_plain_words_are_folded() -> None:
    table = plain.parse(
        "options: {here: [Иә!]}\ncommands: {menu: [В Меню]}\nempty_answers: [Принято.]"
    )
    assert table.options["here"] == {"иа"}
    assert table.commands == {"в меню": "menu"}
    assert table.empty == {"принято"}


def test_a_script_that_leads_nowhere_is_loud() -> None:
    from dataclasses import replace

    shell = Shell("ru", "petropavlovsk")
    menu = replace(shell.book.steps["front.menu"], next=())
    shell.book = replace(shell.book, steps={**shell.book.steps, "front.menu": menu})
    with pytest.raises(LookupError, match=r"front\.menu"):
        shell.press("problem")


def test_lists_of_places_are_empty_where_the_place_above_is_not_known() -> None:
    from dialogs.question import View
    from dialogs.sources import districts, settlements

    shell = Shell("ru")
    view = View(shell.book, shell.talk, shell.now)
    assert districts(view, ()) == settlements(view, ("none",)) == ()


def test_an_alarm_without_a_confirmed_number_says_no_number() -> None:
    from dialogs.acts.understanding import call
    from dialogs.play import Play

    shell = Shell("ru")
    unknown = next(id for id, h in shell.book.rules.hotlines.items() if h.number is None)
    play = Play(shell.book, shell.talk, shell.now)
    call(play, unknown, "advice.call")
    assert (play.told, play.links) == ([], [])


def test_namesakes_are_not_asked_about_on_the_site_of_an_akimat() -> None:
    shell = Shell("ru", "petropavlovsk")
    shell.say("На нашей улице в Ивановке не горят фонари")
    assert question(shell) == "advice"


def test_an_advice_that_nothing_would_change_is_explained_all_the_same() -> None:
    from tests.dialogs.conftest import talk_at

    shell = talk_at("advice")
    advice = {**shell.talk.facts["advised"], "change": None}
    shell.talk = shell.talk.knowing(advised=advice)
    assert set(advice["reasons"]) <= told(shell.press("why"))


def test_a_matter_with_a_number_to_call_names_it() -> None:
    shell = Shell("ru", "petropavlovsk")
    shell.take(v.Started, language="ru", agency="petropavlovsk", topic="pension_calc", help="file")
    shell.press("problem")
    shell.take(v.Started, language="ru", topic="pension_calc")
    said = shell.say("мне неправильно посчитали пенсию")
    assert "advice.call" in told(said)
    assert said[-1].links[0].url.startswith("tel:")


def test_why_a_way_of_helping_is_not_there_is_said() -> None:
    shell = Shell("ru", "petropavlovsk")
    said = shell.say("Хочу анонимно пожаловаться: не горят фонари")
    assert {"help.anonymous", "help.anonymous_reception"} <= told(said)
    assert asked(shell) == ("advice", ("insist", *BESIDE))


def test_a_guessed_language_is_said_and_a_chosen_one_is_kept() -> None:
    shell = Shell(None)
    assert {"note.guessed", "ask.menu"} <= told(shell.take(v.Started, guess="en"))
    assert shell.talk.language == "en"
    shell.take(v.Started, guess="ru")
    assert shell.talk.language == "en"
