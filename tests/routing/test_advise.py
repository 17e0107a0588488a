"""Advice: tables asked in turn, over all topics and places."""

from __future__ import annotations

import json
from datetime import date

import pytest

from routing_rules import Advice, Rules, advise

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


def test_all_fifteen_channels_are_reached(rules: Rules, texts: dict[str, str]) -> None:
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


def test_a_disputed_decision_goes_through_the_body_that_made_it(rules: Rules) -> None:
    advice = ask(rules, topic="land_papers", place=PETROPAVL, intent="disagree")
    assert (advice.act, advice.kind) == ("complain", "complaint")
    assert advice.agency == "lu_land_591000000"


def test_reorganised_bodies_are_named_by_the_day(rules: Rules) -> None:
    facts = {"topic": "site_blocking", "intent": "report"}
    assert advise(rules, facts, date(2023, 8, 31)).agency == "mior"
    assert advise(rules, facts, date(2023, 9, 1)).agency == "mci"


def test_almaty_has_no_contact_centre(rules: Rules) -> None:
    assert ask(rules, topic="water_outage", place=ALMATY).channel == "call_centre"
    assert ask(rules, topic="water_outage", place=ASTANA).channel == "contact_centre"
    assert ask(rules, topic="water_outage", place="593400000").channel == "e_otinish"


@pytest.mark.parametrize(("hour", "channel"), [(11, "call_centre"), (20, "e_otinish")])
def test_a_closed_call_centre_is_not_advised(rules: Rules, hour: int, channel: str) -> None:
    assert ask(rules, topic="pension_calc", hour=hour, weekday=0).channel == channel


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
