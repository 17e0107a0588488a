"""What weighs in the choice of a channel: rows, each with a case that goes elsewhere by it."""

from __future__ import annotations

from datetime import date

import pytest

from bot.routing import route_one
from routing_rules import Rules, advise
from tests.routing.test_advise import ALMATY, ASTANA, ON, PETROPAVL, PLACES, ask

WAYS_TO = {  # a message that leads to each of the fifteen channels
    "personal_reception": "Хочу записаться на приём к акиму Петропавловска, очередь на жильё",
    "public_reception": "Алматыда мүгедектік бойынша атаулы көмек, бетпе-бет сөйлескім келеді",
    "front_office": "В Петропавловске председатель ОСИ не отчитывается перед жильцами",
    "call_centre": "Неправильно начислили пенсию",
    "contact_centre": "В Петропавловске с утра нет воды",
    "trust_line": "Чиновник требует взятку, хочу сообщить анонимно",
    "head_blog": "Подскажите министру информации вопрос: почему заблокировали сайт",
    "online_reception_qa": "Какие документы нужны для детского пособия?",
    "social_media": "Хочу поблагодарить акимат Петропавловска за работу",
    "official_site": "Подскажите, когда собирается общественный совет?",
    "egov": "Хочу получить удостоверение личности",
    "open_government": "Хочу написать замечание к проекту закона",
    "in_person_filing": "Село Ленино, нет интернета, компьютера нет, спор о пастбище",
    "mobile_apps": "Подскажите, как узнать, когда придёт автобус в Петропавловске",
    "e_otinish": "В нашем доме в Петропавловске течёт крыша, нужен капитальный ремонт",
}


@pytest.mark.parametrize("channel", WAYS_TO)
def test_a_message_leads_to_every_channel(rules: Rules, channel: str) -> None:
    routed = route_one(rules, WAYS_TO[channel], None, None, ON, lambda key, lang, **v: key)
    others = [other["channel"] for other in routed["alternatives"]]  # type: ignore[attr-defined]
    assert routed["channel"] == channel, (routed["channel"], others, routed["topic"])


VILLAGE, DISTRICT = "595237100", "593400000"
WEIGHTS = [  # what weighs; a matter; what else is true; the channel without it and with it
    ("topic", {"topic": "house_repair", "place": PETROPAVL}, {"topic": "water_outage"},
     "e_otinish", "contact_centre"),
    ("intent", {"topic": "street_lighting", "place": PETROPAVL}, {"intent": "complain"},
     "contact_centre", "e_otinish"),
    ("urgency", {"topic": "yard_improvement", "place": PETROPAVL,
                 "signals": frozenset({"no_internet"})},
     {"topic": "water_outage"}, "front_office", "contact_centre"),
    ("agency has it", {"topic": "water_outage", "place": PETROPAVL}, {"place": DISTRICT},
     "contact_centre", "e_otinish"),
    ("open now", {"topic": "pension_calc", "hour": 11}, {"hour": 21},
     "call_centre", "e_otinish"),
    ("no name", {"topic": "procurement_corruption"}, {"anonymous": True},
     "trust_line", "trust_line"),
    ("no name, a question", {"topic": "child_benefit", "intent": "ask_info"},
     {"anonymous": True}, "online_reception_qa", "official_site"),
    ("a person", {"topic": "house_repair", "place": PETROPAVL},
     {"signals": frozenset({"wants_person"})}, "e_otinish", "front_office"),
    ("hearing", {"topic": "house_repair", "place": ALMATY, "hour": 11},
     {"signals": frozenset({"deaf"})}, "e_otinish", "call_centre"),
    ("hearing, in the evening", {"topic": "house_repair", "place": ALMATY, "hour": 11,
                                 "signals": frozenset({"deaf"})},
     {"hour": 21}, "call_centre", "e_otinish"),
    ("no internet", {"topic": "house_repair", "place": VILLAGE},
     {"signals": frozenset({"no_internet"})}, "e_otinish", "front_office"),
    ("a written answer", {"topic": "bus_routes", "place": PETROPAVL},
     {"signals": frozenset({"wants_written"})}, "contact_centre", "e_otinish"),
    ("no answer before", {"topic": "street_lighting", "place": PETROPAVL},
     {"signals": frozenset({"no_answer"})}, "contact_centre", "e_otinish"),
    ("a formal answer before", {"topic": "street_lighting", "place": PETROPAVL},
     {"signals": frozenset({"formal_answer"})}, "contact_centre", "e_otinish"),
    ("sent in circles", {"topic": "street_lighting", "place": PETROPAVL},
     {"signals": frozenset({"sent_in_circles"})}, "contact_centre", "e_otinish"),
    ("ministry or akimat", {"topic": "doctor_appointment", "place": PETROPAVL},
     {"topic": "pension_calc"}, "contact_centre", "call_centre"),
    ("doubled functions", {"topic": "site_blocking", "intent": "ask_info"},
     {"intent": "report"}, "head_blog", "e_otinish"),
    ("one reception for both", {"topic": "taxes", "signals": frozenset({"wants_person"}),
                                "agency": "health"},
     {"topic": "pension_calc"}, "personal_reception", "personal_reception"),
    ("own choice of body, not the police", {"topic": "crime_police"}, {"insist_agency": "gpo"},
     None, "e_otinish"),
    ("own choice of body", {"topic": "road_repair", "place": PETROPAVL},
     {"insist_agency": "mtransport"}, "contact_centre", "e_otinish"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "other", "without", "with_it"),
    [weight[1:] for weight in WEIGHTS],
    ids=[weight[0] for weight in WEIGHTS],
)
def test_every_weight_is_a_row(
    rules: Rules,
    facts: dict[str, object],
    other: dict[str, object],
    without: str | None,
    with_it: str,
) -> None:
    before, after = ask(rules, **facts), ask(rules, **{**facts, **other})
    assert (before.channel, after.channel) == (without, with_it)
    rows = [next(d for d in a.decisions if d.table == "channel") for a in (before, after)]
    assert rows[0].row != rows[1].row
    assert all(row.reasons for row in rows)


def test_almaty_has_no_contact_centre(rules: Rules) -> None:
    assert ask(rules, topic="water_outage", place=ALMATY).channel == "call_centre"
    assert ask(rules, topic="water_outage", place=ASTANA).channel == "contact_centre"
    assert ask(rules, topic="water_outage", place="593400000").channel == "e_otinish"


@pytest.mark.parametrize(
    ("day", "hour", "channel"),
    [
        ("2026-11-23", 11, "call_centre"),  # Monday
        ("2026-11-23", 20, "e_otinish"),
        ("2026-11-27", 11, "call_centre"),  # Friday
        ("2026-11-28", 11, "e_otinish"),  # Saturday
        ("2026-12-16", 11, "e_otinish"),  # Independence Day, a Wednesday
    ],
)
def test_a_closed_call_centre_is_not_advised(
    rules: Rules, day: str, hour: int, channel: str
) -> None:
    facts = {"topic": "pension_calc", "intent": "report", "hour": hour}
    advice = advise(rules, facts, date.fromisoformat(day))
    assert advice.channel == channel
    because = {r.key for d in advice.decisions for r in d.reasons}
    assert ("because.closed_now" in because) == (channel == "e_otinish")


def test_almaty_answers_the_telephone_in_working_hours_only(rules: Rules) -> None:
    assert ask(rules, topic="water_outage", place=ALMATY, hour=11).channel == "call_centre"
    assert ask(rules, topic="water_outage", place=ALMATY, hour=21).channel == "e_otinish"
    assert ask(rules, topic="water_outage", place=PETROPAVL, hour=21).channel == "contact_centre"


def test_what_a_row_hides_can_be_insisted_on(rules: Rules) -> None:
    nameless = ask(rules, topic="road_repair", anonymous=True)
    assert (nameless.file.insist, nameless.book.insist) == (
        "help.insist_file",
        "help.insist_book",
    )
    for help_ in ("file", "book"):
        insisted = ask(rules, topic="road_repair", anonymous=True, insists=help_)
        assert insisted.file.allowed == (help_ == "file")
        assert insisted.book.allowed == (help_ == "book")
        rows = {d.table: d.row for d in insisted.decisions}
        assert rows[f"help_{help_}"] in {"HF-015", "HB-015"}


def test_in_an_emergency_nothing_can_be_insisted_on(rules: Rules) -> None:
    for help_ in ("file", "book"):
        burning = ask(rules, topic="fire_emergency", emergency="emergency_112", insists=help_)
        assert not burning.file.allowed
        assert not burning.book.allowed
        assert burning.file.insist is burning.book.insist is None


def test_every_hidden_help_says_whether_it_can_be_insisted_on(rules: Rules) -> None:
    for table in ("help_file", "help_book"):
        hiding = [row for row in rules.tables[table].rows if row.then["allowed"] == "no"]
        assert hiding
        for row in hiding:
            impossible = any(cell.fact == "emergency" for cell in row.when)
            assert ("insist" in row.then) != impossible, row.id


def test_no_alternative_is_a_channel_that_the_body_lacks(rules: Rules) -> None:
    signals = ((), ("anonymous",), ("no_internet",), ("deaf",), ("no_answer",))
    for topic in rules.topics:
        for place in PLACES:
            for said in signals:
                advice = ask(rules, topic=topic, place=place, signals=frozenset(said))
                body = rules.agency(advice.agency) if advice.agency else None
                for other in advice.alternatives:
                    counter = other.because == "alternative.service_centre"
                    assert body is None or counter or body.channels[other.channel] != "no"
                    assert other.channel != advice.channel


def test_without_internet_no_other_way_needs_it(rules: Rules) -> None:
    for topic in ("water_outage", "pension_calc", "targeted_aid", "pastures"):
        for place in (PETROPAVL, "595237100"):
            advice = ask(rules, topic=topic, place=place, signals=frozenset({"no_internet"}))
            ways = {advice.channel, *(other.channel for other in advice.alternatives)}
            assert ways <= {
                "front_office", "public_reception", "in_person_filing", "personal_reception",
                "contact_centre",
            }  # fmt: skip
