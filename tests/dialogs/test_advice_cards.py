"""The cards of the fifteen channels, as they are opened from an advice."""

import pytest

from bot.letters import render
from dialogs.acts.cards import BY_KIND
from tests.dialogs.reading import keys, question, told
from tests.dialogs.shell import LANGUAGES, Shell, book
from tests.dialogs.test_advice import WATER

MORE = {"kk": "толығырақ", "ru": "подробнее", "en": "more"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_card_of_the_advised_way_is_one_word_away(language: str) -> None:
    shell = Shell(language)
    shell.say(WATER[language])
    said = shell.say(MORE[language])
    assert question(shell) == "card"
    assert {
        "card.contact_centre.about", "card.contact_centre.better", "card.contact_centre.worse",
        "card.contact_centre.steps", "card.hours.centre", "card.term.centre", "channel.sign",
        "channel.languages_kk_ru_en", "channel.by_name", "channel.at_app",
    } <= told(said)  # fmt: skip
    assert "AIKEY 109" in shell.letters[-1].text
    assert "channel.at_phone" not in told(said), "109 is not confirmed"


def test_all_fifteen_cards_are_opened_from_the_list_page_by_page() -> None:
    shell = Shell("ru")
    shell.say(WATER["ru"])
    shell.press("more", "channels")
    seen: list[str] = []
    for _ in range(2):
        page = [c.id for c in shell.said[-1].choices]
        assert page[-2:] == ["next_page", "to_advice"]
        assert len(page) <= 10, "a list of WhatsApp holds ten"
        for id in page[:-2]:
            said = shell.press(id)
            assert f"card.{id}.about" in told(said)
            known = book().rules.channels[id].card
            assert ("card.public" in told(said)) == known.public
            assert ("channel.nameless" in told(said)) == known.anonymous
            for language in LANGUAGES:
                assert len(render(book(), shell.said[-1], language).text) < 1400
            seen.append(id)
            shell.press("channels")
        shell.press("next_page")
    assert sorted(seen) == sorted(book().rules.channels)


def test_the_four_portals_are_told_apart_with_the_rules_of_comments() -> None:
    shell = Shell("ru")
    shell.say("Хочу написать замечание к проекту закона, Петропавловск")
    said = shell.press("more")
    parts = ("open_data", "open_legal_acts", "open_budgets", "open_dialogue")
    assert {f"card.part.{part}" for part in parts} <= told(said)
    rules = ("draft_comment", "same_day", "no_noted")
    assert {f"card.rule.{rule}" for rule in rules} <= told(said)
    assert "card.term.draft" in told(said)


def test_the_hours_of_this_very_body_stand_on_its_card() -> None:
    shell = Shell("ru", "almaty")
    shell.say("Нет воды в доме")
    said = shell.press("more")
    assert "channel.hours" in told(said)
    assert "18:00" in shell.letters[-1].text


def test_a_body_without_the_channel_is_said_to_have_none() -> None:
    shell = Shell("ru", "almaty")
    shell.say("Нет воды в доме")
    shell.press("more", "channels")
    assert "channel.has_no" in told(shell.press("contact_centre"))


def test_from_the_card_one_goes_back_or_on() -> None:
    shell = Shell("ru")
    shell.say(WATER["ru"])
    said = shell.press("more", "to_advice")
    assert {"advice.agency", "advice.channel"} <= told(said)
    assert question(shell) == "advice"
    shell.press("more", "book")
    assert question(shell) in {"official", "post"}


def test_a_short_number_has_no_card_and_the_list_is_shown() -> None:
    shell = Shell("ru")
    shell.say("Мошенники сняли деньги с карты по телефону")
    assert shell.talk.facts["advised"]["channel"] is None
    assert "advice.call" in keys(shell.said[-1])
    shell.press("more")
    assert question(shell) == "channels"


def card(id: str, **advised: object) -> set[str]:
    """What the card of a channel says under an advice."""
    shell = Shell("ru")
    shell.say(WATER["ru"])
    shell.press("more", "channels")
    facts = shell.talk.facts
    shell.talk = shell.talk.knowing(advised={**facts["advised"], **advised})
    while id not in {choice.id for choice in shell.said[-1].choices}:
        shell.press("next_page")
    return told(shell.press(id))


def test_the_days_of_a_card_are_counted_as_those_of_the_kind() -> None:
    terms = book().rules.terms
    (channel, *_) = (c for c in book().rules.channels.values() if c.card.term == BY_KIND)
    units = {kind: terms[kind].unit for kind in book().rules.kinds}
    assert len(set(units.values())) > 1
    for kind, unit in units.items():
        calendar = "channel.term_calendar" in card(channel.id, kind=kind)
        assert calendar == (unit == "calendar_days"), kind
    (other, *_) = (c for c in book().rules.channels.values() if c.card.term != BY_KIND)
    assert other.card.term in card(
        other.id, kind=next(k for k in units if units[k] == "calendar_days")
    )


def test_a_card_without_a_known_body_says_nothing_of_a_body() -> None:
    said = card("trust_line", agency=None)
    assert not {"channel.has_no", "channel.has_unknown"} & said
    assert "card.trust_line.about" in said


def test_saturday_is_told_where_it_is_known() -> None:
    assert "channel.saturday" in card("public_reception", agency="almaty")
    assert "channel.saturday" not in card("contact_centre", agency="almaty")


def test_a_number_on_a_card_can_be_pressed() -> None:
    phones = [
        c for c in book().rules.contacts.shown if c.kind == "phone" and c.agency != "central"
    ]
    assert phones
    for phone in phones:
        shell = Shell("ru")
        shell.say(WATER["ru"])
        shell.press("more", "channels")
        agency = phone.agency if book().rules.bodies.get(phone.agency) else None
        shell.talk = shell.talk.knowing(advised={**shell.talk.facts["advised"], "agency": agency})
        while phone.channel not in {choice.id for choice in shell.said[-1].choices}:
            shell.press("next_page")
        said = shell.press(phone.channel)
        assert f"tel:{phone.value}" in [link.url for link in said[-1].links]
