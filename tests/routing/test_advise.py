"""Advice: tables asked in turn, over all topics and places."""

from __future__ import annotations

import json
from datetime import date

import pytest

from routing_rules import Advice, Rules, advise, understand

ON = date(2026, 11, 23)
PETROPAVL, ALMATY, ASTANA, AIYRTAU = "591000000", "750000000", "710000000", "593200000"
PLACES = (None, PETROPAVL, ALMATY, ASTANA, AIYRTAU, "351000000", "595237100")


def ask(rules: Rules, **facts: object) -> Advice:
    return advise(rules, {"intent": "report", **facts}, ON)


def test_every_topic_in_every_kind_of_place_gets_whole_advice(rules: Rules) -> None:
    for topic in rules.topics:
        for place in PLACES:
            advice = ask(rules, topic=topic, place=place)
            assert advice.channel is None or advice.channel in rules.channels
            assert advice.channel is None or advice.alternatives, (topic, place)
            assert advice.change in rules.message_keys()
            assert advice.agency is None or rules.agency(advice.agency).id == advice.agency
            assert place is None or advice.agency is not None, (topic, place)


def test_filing_and_booking_are_both_offered_unless_a_row_says_why_not(rules: Rules) -> None:
    for topic in rules.topics:
        for place in PLACES:
            for signals in ((), ("no_answer",), ("no_internet",), ("sent_in_circles",)):
                advice = ask(rules, topic=topic, place=place, signals=frozenset(signals))
                for help_ in (advice.file, advice.book):
                    assert help_.allowed, (topic, place, help_)
                    assert help_.why in rules.message_keys()


def test_hidden_help_always_has_a_row_and_a_reason(rules: Rules) -> None:
    burning = ask(rules, topic="fire_emergency", emergency="emergency_112")
    nameless = ask(rules, topic="road_repair", anonymous=True)
    for advice in (burning, nameless):
        assert not advice.file.allowed
        assert not advice.book.allowed
        assert advice.file.row
        assert advice.file.why in rules.message_keys()
    assert burning.act == "emergency"
    assert burning.channel is None
    assert burning.hotline == "emergency_112"


def test_a_bribe_may_be_reported_without_a_name(rules: Rules) -> None:
    advice = ask(rules, topic="corruption", intent="report_corruption", anonymous=True)
    assert advice.file.allowed
    assert advice.channel == "trust_line"


def test_all_fifteen_channels_are_reached(rules: Rules) -> None:
    reached = {row.then["channel"] for row in rules.tables["channel"].rows}
    assert reached == set(rules.channels) | {"hotline"}
    assert len(rules.channels) == 15


def test_a_local_matter_goes_to_the_unit_of_the_place(rules: Rules) -> None:
    assert ask(rules, topic="water_outage", place=PETROPAVL).agency == "lu_utilities_591000000"
    assert ask(rules, topic="hospitalisation", place=PETROPAVL).agency == "lu_health_590000000"
    assert ask(rules, topic="budget", place=PETROPAVL).agency == "petropavlovsk"
    assert ask(rules, topic="water_outage").agency is None


def test_the_site_a_citizen_comes_from_is_honoured(rules: Rules) -> None:
    advice = ask(rules, topic="water_outage", agency="petropavlovsk")
    assert advice.agency == "petropavlovsk"
    assert advice.executor == "lu_utilities_591000000"
    assert advice.channel == "contact_centre"
    away = ask(rules, topic="water_outage", agency="petropavlovsk", place=ALMATY)
    assert away.agency == "lu_utilities_750000000"
    central = ask(rules, topic="pension_calc", agency="petropavlovsk")
    assert central.agency == "mlsp"


def test_who_insists_is_filed_there(rules: Rules) -> None:
    advice = ask(rules, topic="road_repair", place=PETROPAVL, insist_agency="mtransport")
    assert advice.agency == "mtransport"
    assert advice.decisions[0].reasons[0].key == "because.insist"


def test_silence_leads_to_the_next_addressee(rules: Rules) -> None:
    silent = ask(rules, topic="water_outage", place=PETROPAVL, signals=frozenset({"no_answer"}))
    assert silent.agency == "krem"
    assert silent.channel == "e_otinish"


CIRCLES = (
    "акимат 1414ке звандашы дейди, ол жак акиматка барыныз дейди",
    "Әкімдік 109-ға хабарласыңыз дейді, ал олар әкімдікке барыңыз дейді",
    "В акимате говорят звоните 1414, а там говорят идите в акимат",
    "звоню в 109, они отправляют в КСК, КСК отправляет обратно в 109",
    "The akimat says call 1414 and 1414 says go to the akimat",
    "акимат говорит звоните 1414, олар акиматка барыңыз дейді",
    "akimat 1414ke zvandashy deidi, ol zhak akimatka baryngyz deidi",
)


@pytest.mark.parametrize("text", CIRCLES)
def test_who_is_sent_in_circles_is_heard_and_not_sent_to_call_again(
    rules: Rules, text: str
) -> None:
    said = understand(rules, text)
    assert "sent_in_circles" in said.signals
    for topic in ("water_outage", "pension_calc", "bullying"):
        advice = ask(rules, topic=topic, place=PETROPAVL, signals=said.signals)
        assert (advice.channel, advice.hotline) == ("e_otinish", None)
        others = {other.channel for other in advice.alternatives}
        assert others == {"personal_reception", "in_person_filing"}
        rows = {decision.table: decision for decision in advice.decisions}
        assert rows["hotline"].reasons[0].key == "because.no_call_again"
        assert rows["channel"].reasons[0].key == "because.sent_in_circles"


@pytest.mark.parametrize(
    "text",
    [
        "Мектепте орын бар дейді, ертең келіңіз дейді",
        "В ЦОНе говорят идите в кассу",
        "The clinic says go to the second floor",
        "ЦОН барыңыз дейді",
    ],
)
def test_one_who_sends_is_no_circle(rules: Rules, text: str) -> None:
    assert "sent_in_circles" not in understand(rules, text).signals


def test_in_circles_without_internet_the_appeal_is_on_paper(rules: Rules) -> None:
    signals = frozenset({"sent_in_circles", "no_internet"})
    advice = ask(rules, topic="water_outage", place=PETROPAVL, signals=signals)
    assert (advice.channel, advice.hotline) == ("in_person_filing", None)


def test_an_emergency_has_its_number_even_in_circles(rules: Rules) -> None:
    signals = frozenset({"sent_in_circles"})
    advice = ask(rules, topic="gas_leak", emergency="emergency_104", signals=signals)
    assert advice.hotline == "emergency_104"


@pytest.mark.parametrize(
    "text",
    [
        "третий раз пишу про яму, ответили отпиской",
        "Үшінші рет жазып отырмын, формалды жауап келді",
        "writing for the third time, only a formal answer",
    ],
)
def test_a_third_letter_after_an_empty_answer_is_a_complaint(rules: Rules, text: str) -> None:
    said = understand(rules, text)
    assert said.signals >= {"repeated", "formal_answer"}
    for intent in {"report", said.intent}:
        advice = ask(
            rules, topic="road_repair", place=PETROPAVL, intent=intent, signals=said.signals
        )
        assert advice.kind == "complaint"
        assert (advice.book.allowed, advice.file.allowed) == (True, True)
        assert advice.alternatives[0].channel == "personal_reception"


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("хочу встретиться с акимом Петропавловска по поводу жилья", "petropavlovsk"),
        ("Петропавл қаласының әкімімен кездескім келеді, пәтер кезегі", "petropavlovsk"),
        ("I want to meet the akim of Petropavlovsk about a pension", "petropavlovsk"),
        ("запишите на приём к акиму Северо-Казахстанской области", "nko"),
        ("Айыртау ауданының әкіміне қабылдауға жазылғым келеді", "aiyrtau"),
    ],
)
def test_the_body_of_a_meeting_is_the_one_whose_head_is_named(
    rules: Rules, text: str, agency: str
) -> None:
    said = understand(rules, text)
    assert said.intent == "meet"
    for topic in (said.topic, "pension_calc", "water_outage", None):
        facts = {"topic": topic, "signals": said.signals, "place": said.places[0]}
        advice = ask(rules, **{**facts, "intent": "meet"})
        assert (advice.agency, advice.channel) == (agency, "personal_reception")


def test_the_akim_of_a_village_sits_in_its_okrug(rules: Rules) -> None:
    facts = {"intent": "meet", "signals": frozenset({"names_akim"})}
    village = advise(rules, {**facts, "topic": "road_repair", "place": "595237100"}, ON)
    assert village.agency == rules.bodies.akimat("595237000")
    unknown = advise(rules, {**facts, "topic": "road_repair"}, ON)
    assert (unknown.agency, unknown.channel) == (None, "personal_reception")
    from_site = advise(rules, {**facts, "topic": "pension_calc", "agency": "nko"}, ON)
    assert from_site.agency == "nko"


def test_a_minister_who_is_named_receives_in_the_ministry(rules: Rules) -> None:
    facts = {"intent": "meet", "signals": frozenset({"names_minister"})}
    advice = advise(rules, {**facts, "topic": "hospitalisation", "place": PETROPAVL}, ON)
    assert advice.agency == rules.bodies.successor(rules.topics["hospitalisation"].escalate, ON)


def test_an_open_manhole_is_called_about_and_filed(rules: Rules) -> None:
    said = understand(rules, "открытый люк во дворе, дети ходят")
    advice = ask(rules, topic=said.topic, emergency=said.emergency, place=PETROPAVL)
    assert (advice.hotline, advice.act) == ("emergency_112", "emergency")
    assert advice.file.allowed
    assert (advice.file.row, advice.file.why) == ("HF-005", "help.file_after_call")
    assert not advice.book.allowed


def test_a_disputed_decision_goes_through_the_body_that_made_it(rules: Rules) -> None:
    advice = ask(rules, topic="land_papers", place=PETROPAVL, intent="disagree")
    assert (advice.act, advice.kind) == ("complain", "complaint")
    assert advice.agency == "lu_land_591000000"


def test_reorganised_bodies_are_named_by_the_day(rules: Rules) -> None:
    facts = {"topic": "site_blocking", "intent": "report"}
    assert advise(rules, facts, date(2023, 8, 31)).agency == "mior"
    assert advise(rules, facts, date(2023, 9, 1)).agency == "mci"


def test_north_kazakhstan_registers_here(rules: Rules) -> None:
    here = ("petropavlovsk", "nko", "aiyrtau", "mamlyut", "eletsky", "dubrovinsky")
    assert {rules.agency(agency).register for agency in here} == {"esik"}
    assert rules.agency("lu_utilities_591000000").register == "esik"
    assert rules.agency("akimat_594600000").register == "esik"
    assert rules.agency("almaty").register == "folder"
    assert rules.agency("mlsp").register == "folder"


def test_generated_agencies(rules: Rules) -> None:
    unit = rules.agency("lu_transport_591000000")
    assert unit.parent == "petropavlovsk"
    assert unit.name("ru").endswith("Петропавловск")
    assert rules.agency("akimat_593400000").parent == "nko"
    assert rules.agency("lu_akim_591000000").id == "petropavlovsk"
    for unknown in ("nobody", "akimat_000000000", "lu_moon_591000000", "akimat_1"):
        with pytest.raises(KeyError):
            rules.agency(unknown)


def test_a_decision_is_plain_json(rules: Rules) -> None:
    advice = ask(rules, topic="water_outage", place=PETROPAVL)
    for decision in advice.decisions:
        stored = json.loads(json.dumps(decision.to_json()))
        assert stored["row"] == decision.row
        assert set(stored) == {"table", "version", "row", "result", "reasons"}


def test_unknown_facts_do_no_harm(rules: Rules) -> None:
    advice = advise(rules, {"topic": "no_such", "place": "000000000", "agency": "nobody"}, ON)
    assert advice.act == "file" or advice.act == "ask"
    assert advise(rules, {}, ON).agency is None
