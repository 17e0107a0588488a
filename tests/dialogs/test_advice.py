"""The advice as the citizen gets it: whole in its first letter, short, in three languages."""

from datetime import datetime
from itertools import product

import pytest

from bot.letters import render
from bot.routing import route_one
from dialogs import effects as e
from dialogs.acts.advice import HELPS, advise_citizen
from dialogs.conversation import Conversation
from dialogs.play import Play
from routing_rules.working_days import ALMATY
from tests.dialogs.conftest import talk_at
from tests.dialogs.reading import keys, question, told
from tests.dialogs.shell import AT, LANGUAGES, Shell, book
from tests.routing.test_channel_choice import WAYS_TO

LONGEST = 800  # characters of the whole letter with its question: two screens of a cheap phone
PLACES = {
    "local": ("591000000", "750000000", "595237100"),  # a city, a metropolis, a village
    "region": ("590000000", "710000000"),
    "republic": (None,),
}
SITUATIONS: tuple[dict[str, object], ...] = (
    {},
    {"signals": ["no_answer"]},
    {"signals": ["sent_in_circles"]},
    {"signals": ["no_internet"]},
    {"signals": ["deaf"]},
    {"signals": ["anonymous"]},
    {"intent": "complain"},
    {"intent": "ask_info"},
)
WATER = {
    "kk": "Петропавлда дүйсенбіден бері су жоқ",
    "ru": "В Петропавловске с понедельника нет воды",
    "en": "There is no water in Petropavlovsk since Monday",
}
NAMELESS = {
    "kk": "Петропавлда жолда үлкен шұңқыр бар, атымды айтпаңыз",
    "ru": "В Петропавловске на дороге ямы, нужен ремонт дороги, анонимно",
    "en": "A pothole on the road in Petropavlovsk, I want to stay anonymous",
}


def advised(topic: str, place: str | None, language: str, facts: dict[str, object]) -> e.Say:
    """The letter of an advice, as the script closes it."""
    answers = {"settlement": place} if place else {}
    known = {"topic": topic, "intent": "report", **facts}
    talk = Conversation(id="t", language=language, at="front.advice", answers=answers, facts=known)
    play = Play(book(), talk, AT)
    advise_citizen(play)
    play.ask(play.here, book().questions["advice"])
    (say,) = (effect for effect in play.effects if isinstance(effect, e.Say))
    return say


@pytest.mark.parametrize("level", PLACES)
def test_every_advice_is_whole_in_its_first_letter_and_short(level: str) -> None:
    rules = book().rules
    changes = {row.then["change"] for row in rules.tables["change"].rows}
    for topic, place, facts in product(rules.topics, PLACES[level], SITUATIONS):
        say = advised(topic, place, "kk", facts)
        found, options = keys(say), {choice.id for choice in say.choices}
        where = (topic, place, facts)
        assert {"advice.agency", "advice.channel", "advice.call"} & found, where
        assert {"advice.channel", "advice.call"} & found, where
        assert any(key.startswith("because.") for key in found), where
        assert any(key.startswith("alternative.") for key in found), where
        assert changes & found, where
        assert {"why", "more", "anonymous", "addressee", "human"} <= options, where
        hidden = {"file", "book"} - options
        assert not hidden or any(key.startswith("help.") for key in found), where
        assert not hidden or "insist" in options, where
        assert level != "local" or "advice.agency" in found, where
        for language in LANGUAGES:
            text = render(book(), say, language).text
            assert len(text) < LONGEST, (len(text), where, text)


@pytest.mark.parametrize("moment", [AT, AT.replace(hour=17), AT.replace(day=22)])
def test_the_command_route_says_what_the_talk_says(moment: datetime) -> None:
    compared = 0
    for text in (*WATER.values(), *NAMELESS.values(), *WAYS_TO.values()):
        shell = Shell(None)
        shell.now = moment
        shell.say(text)
        told = shell.talk.facts.get("advised")
        if question(shell) != "advice" or told is None:
            continue  # the talk asks something first
        routed = route_one(
            shell.book.rules,
            text,
            None,
            None,
            moment.astimezone(ALMATY),
            lambda key, lang, **v: key,
        )
        compared += 1
        agency = routed["agency"]
        assert isinstance(agency, dict), text
        assert (agency["id"], routed["channel"], routed["act"], routed["kind"]) == (
            told["agency"], told["channel"], told["act"], told["kind"],
        ), text  # fmt: skip
        assert routed["alternatives"] == told["alternatives"], text
        assert routed["help"] == {
            way: {key: told[way][key] for key in ("allowed", "why", "row")} for way in HELPS
        }, text
    assert compared >= 15


def test_both_ways_of_helping_are_there_but_where_a_row_says_why_not() -> None:
    rules = book().rules
    for topic, facts in product(rules.topics, SITUATIONS):
        options = {c.id for c in advised(topic, "591000000", "ru", facts).choices}
        if facts.get("signals") != ["anonymous"]:
            assert {"file", "book"} <= options, (topic, facts)
            assert "insist" not in options


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hidden_help_is_insisted_on_and_had(language: str) -> None:
    shell = Shell(language)
    shell.say(NAMELESS[language])
    assert question(shell) == "advice"
    assert {"insist", "file"} & {c.id for c in shell.said[-1].choices} == {"insist"}
    said = shell.press("insist")
    assert {"help.anonymous", "help.insist_file", "help.insist_book"} <= told(said)
    assert [c.id for c in shell.said[-1].choices] == ["file", "book", "to_advice"]
    shell.press("file")
    assert question(shell) == "consent"
    rows = {d["table"]: d["row"] for d in shell.talk.facts["advised"]["decisions"]}
    assert rows["help_file"] == "HF-015"
    assert rows["help_book"] == "HB-020"


def test_only_the_hidden_one_of_the_two_helps_is_explained() -> None:
    shell = Shell("ru")
    shell.say("Чиновник требует взятку за разрешение, хочу остаться анонимным")
    assert {"file", "book"} & {c.id for c in shell.said[-1].choices} == {"file"}
    said = told(shell.press("insist"))
    assert "help.insist_book" in said
    assert not {"help.file", "help.insist_file"} & said


def test_insisting_can_be_given_up() -> None:
    shell = Shell("ru")
    shell.say(NAMELESS["ru"])
    shell.press("insist", "to_advice")
    assert question(shell) == "advice"
    assert "file" not in {c.id for c in shell.said[-1].choices}


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_appeal_to_a_body_of_ones_own_choice_is_warned_about_and_filed_there(
    language: str,
) -> None:
    shell = Shell(language, "petropavlovsk")
    shell.say(WATER[language])
    shell.press("addressee")
    offered = [c.id for c in shell.said[-1].choices]
    assert "krem" in offered
    assert "petropavlovsk" not in offered, "it is advised already"
    said = shell.press("krem")
    assert {"advice.chosen", "advice.usual", "advice.redirect_about"} <= told(said)
    (usual,) = [w for w in _words(said[-1]) if w.key == "advice.usual"]
    assert usual.values["usual"] == e.Named("agency", "petropavlovsk")
    shell.press("file", "yes")
    shell.say("Ахметова Айгуль", "пропустить", "улица Абая 5")
    shell.press("confirm")
    (case,) = shell.cases.values()
    assert case.agency == "krem"
    assert case.draft is not None
    (decided,) = [d for d in case.draft.decisions if d["table"] == "agency"]
    assert decided["row"] == "A-010"
    assert decided["reasons"] == [
        {"fact": "insist_agency", "value": "krem", "key": "because.insist"}
    ]


@pytest.mark.parametrize(
    ("words", "agency"),
    [("минздрав", "health"), ("Көлік министрлігі", "mtransport"), ("Prosecutor", "gpo")],
)
def test_another_body_is_named_in_own_words(words: str, agency: str) -> None:
    shell = Shell("ru")
    shell.say(WATER["ru"])
    shell.press("addressee")
    shell.say(words)
    assert shell.talk.facts["advised"]["agency"] == agency
    assert question(shell) == "advice"


def test_words_that_fit_several_bodies_are_a_question_and_none_a_hint() -> None:
    shell = Shell("ru")
    shell.say(WATER["ru"])
    shell.press("addressee")
    assert "hint.addressee" in told(shell.say("абракадабра"))
    assert "note.addressees" in told(shell.say("управление образования"))
    assert question(shell) == "addressee"
    shell.press("lu_education_590000000")
    assert shell.talk.facts["advised"]["agency"] == "lu_education_590000000"


def test_danger_is_heard_where_a_body_is_asked_for() -> None:
    shell = Shell("ru")
    shell.say(WATER["ru"])
    shell.press("addressee")
    assert "note.emergency" in told(shell.say("у нас пожар в квартире, горим"))


def test_the_advised_body_may_be_taken_again() -> None:
    shell = Shell("ru")
    shell.say(WATER["ru"])
    first = shell.talk.facts["advised"]
    shell.press("addressee", "krem", "addressee")
    assert shell.said[-1].choices[0].id == first["agency"]
    shell.press(first["agency"])
    assert shell.talk.facts["advised"] == first
    assert "insist_agency" not in shell.talk.facts


def test_a_choice_of_body_is_forgotten_with_its_matter() -> None:
    shell = Shell("ru")
    shell.say(WATER["ru"])
    shell.press("addressee", "krem", "other", "none")
    assert "insist_agency" not in shell.talk.facts


def test_a_reception_at_a_body_of_ones_own_choice() -> None:
    shell = Shell("ru")
    shell.say(WATER["ru"])
    shell.press("addressee", "petropavlovsk", "book")
    assert question(shell) == "official"
    assert shell.talk.facts["host"] == "petropavlovsk"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_question_about_no_name_is_answered_by_rows_and_leads_back(language: str) -> None:
    shell = Shell(language, "petropavlovsk")
    shell.say(WATER[language])
    said = shell.press("anonymous")
    assert "help.anonymous" in told(said)
    assert question(shell) == "advice"
    assert shell.talk.facts["advised"]["file"]["allowed"], "asking is not wishing"


def test_a_report_of_corruption_without_a_name_is_considered() -> None:
    shell = Shell("ru")
    shell.say("Чиновник требует взятку за разрешение")
    said = shell.press("anonymous")
    assert {"nameless.considered", "advice.call"} <= told(said)
    assert "help.anonymous" not in told(said)


def test_why_names_every_other_way() -> None:
    shell = talk_at("advice")
    said = shell.press("why")
    ways = {other["because"] for other in shell.talk.facts["advised"]["alternatives"]}
    assert len(ways) == 2
    assert ways <= told(said)


def test_who_is_meant_by_the_akim_is_asked_with_the_place() -> None:
    shell = Shell("ru")
    shell.say("Хочу попасть на приём к акиму, маленькая пенсия")
    while question(shell) in {"topic", "group"}:
        shell.press("none")
    assert question(shell) == "region"
    shell.say("Петропавловск")
    assert shell.talk.facts["advised"]["agency"] == "petropavlovsk"


def _words(say: e.Say) -> list[e.Words]:
    found: list[e.Words] = []
    waiting = list(say.words)
    while waiting:
        value = waiting.pop()
        if isinstance(value, tuple):
            waiting += value
        elif isinstance(value, e.Words):
            found.append(value)
    return found
