"""Contacts of channels, and bodies found by the names that people use."""

from __future__ import annotations

from datetime import date

import pytest

from routing_rules import Rules, RulesError, parse
from routing_rules.addressees import named, others

ON = date(2026, 11, 23)
PETROPAVL, AIYRTAU = "591000000", "593200000"


def test_contacts_are_those_of_the_body_and_only_confirmed_ones(rules: Rules) -> None:
    def shown(agency: str | None, channel: str) -> list[tuple[str, str]]:
        found = rules.contacts.of(rules.bodies, agency, channel)
        return [(contact.kind, contact.value) for contact in found]

    assert shown("lu_utilities_591000000", "contact_centre") == [
        ("app", "AIKEY 109"),
        ("bot", "@petropavl_109_bot"),
    ], "a unit shows those of its akimat; 109 is not confirmed"
    assert shown("mlsp", "call_centre") == [("phone", "1414")]
    assert shown("moe", "call_centre") == [("phone", "1450")]
    assert shown("almaty", "contact_centre") == []
    assert shown(None, "egov") == [("site", "egov.kz"), ("phone", "1414")]
    assert shown(None, "call_centre") == [], "a body is not yet known"
    unconfirmed = {h.number for h in rules.hotlines.values() if not h.shown}
    assert not unconfirmed & {contact.value for contact in rules.contacts.shown}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('value: ikomek_109, shown: "no"', 'value: ikomek_109, shown: "yes"'),
        ("value: moe_1450", "value: moe_9999"),
        ("agency: petropavlovsk", "agency: nowhere"),
        ("kind: site", "kind: fax"),
        ('hours: "09:00-18:30"', 'hours: "nine to six"'),
    ],
)
def test_a_wrong_contact_is_refused_with_its_line(
    texts: dict[str, str], old: str, new: str
) -> None:
    assert old in texts["contacts.yaml"]
    with pytest.raises(RulesError) as caught:
        parse({**texts, "contacts.yaml": texts["contacts.yaml"].replace(old, new, 1)})
    assert caught.value.file == "contacts.yaml"
    assert caught.value.line > 1


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("в Министерство здравоохранения", "health"),
        ("минздрав", "health"),
        ("Қаржы министрлігіне", "finance"),
        ("kolik ministrligi", "mtransport"),
        ("Ministry of Justice", "mjustice"),
        ("в министерство внутреннных дел", "mia"),
        ("полиция", "mia"),
        ("Прокуратураға", "gpo"),
        ("ЦОН", "sc_gfc"),
        ("облакимат", "nko"),
        ("городской акимат", "petropavlovsk"),
        ("акимат Мамлютского района", "mamlyut"),
        ("Алматы қаласының әкімдігі", "almaty"),
    ],
)
def test_a_body_is_found_by_the_words_that_people_use(
    rules: Rules, text: str, agency: str
) -> None:
    assert named(rules, text, PETROPAVL, ON) == (agency,)


@pytest.mark.parametrize("text", ["министерство", "абракадабра", "нет воды", "", "12", "спасибо"])
def test_words_that_name_no_body_name_none(rules: Rules, text: str) -> None:
    assert named(rules, text, PETROPAVL, ON) == ()


def test_several_bodies_that_fit_are_all_offered(rules: Rules) -> None:
    found = named(rules, "управление образования", PETROPAVL, ON)
    assert found[0] == "lu_education_591000000"
    assert "lu_education_590000000" in found


def test_bodies_near_a_matter_are_its_ministry_and_the_akimats_of_its_place(
    rules: Rules,
) -> None:
    near = others(rules, "road_repair", PETROPAVL, ON)
    assert near == ("lu_transport_591000000", "mtransport", "petropavlovsk", "nko")
    assert others(rules, "education_quality", PETROPAVL, ON)[-3] == "moe", "the successor"
    assert others(rules, "road_repair", None, ON) == ("mtransport",), "a unit needs a place"
    assert others(rules, None, None, ON) == ()
    for topic in rules.topics:
        for body in others(rules, topic, AIYRTAU, ON):
            assert rules.agency(body)
