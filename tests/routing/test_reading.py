"""Reading: letters, stems, languages, patterns, and what a message says."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.book_rules import book_rules
from routing_rules import Rules, understand
from routing_rules.letters import fold, retyped, skeleton, small, words
from routing_rules.patterns import Patterns
from routing_rules.stemming import english, russian

RULES = book_rules()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("жол", "zhol"),
        ("жол", "jol"),
        ("қала", "qala"),
        ("қала", "kala"),
        ("су", "sw"),
        ("шаң", "shang"),
        ("ғимарат", "ghimarat"),
        ("үй", "uy"),
        ("отключили", "otklyuchili"),
        ("объезд", "obezd"),
        ("щебень", "shcheben"),
        ("хлеб", "khleb"),
        ("әкім", "äkım"),
        ("жылу", "jylu"),
    ],
)
def test_everyday_latin_is_the_same_word(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


def test_letters() -> None:
    assert fold("Өрт ҮЙДЕ ғой") == "орт уиде гои".replace("уиде", "уйде").replace("гои", "гой")
    assert small("ВОДЫЫЫЫ нет, Ёлка") == "воды нет, елка"
    assert retyped("ghbdtn") == "привет"
    assert retyped("2lrtv", kazakh=True).startswith("ә")
    assert words("дом №5, кв. 12: су-жылу") == ["дом", "кв", "су", "жылу"]
    assert words("гaз тiл") == ["газ", "тіл"], "Latin look-alikes inside a Cyrillic word"


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("мектептегі", "мектеп"),
        ("мектептерде", "мектеп"),
        ("мектебіміз", "мектеб"),
        ("балалардың", "бала"),
        ("дәрігерлердің", "даригер"),
        ("үйлерімізден", "уй"),
        ("көшеде", "коше"),
        ("автобустарға", "автобус"),
        ("жолдағы", "жол"),
        ("әкімдіктен", "аким"),
        ("тұрғындар", "тургын"),
        ("келмейді", "кел"),
        ("жазылғанмын", "жазыл"),
        ("су", "су"),
    ],
)
def test_kazakh_endings_are_taken_off(rules: Rules, word: str, stem: str) -> None:
    found = rules.reading.endings.stem(word)
    assert found.startswith(stem) or stem.startswith(found)
    assert len(found) >= min(3, len(word))


def test_snowball_stems() -> None:
    assert russian("дорогами") == russian("дорога")
    assert english("roads") == english("road")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Үйде су жоқ", "kk"),
        ("уйде су жок, не истейміз", "kk"),
        ("bizdin auylda jol joq", "kk"),
        ("у нас нет света", "ru"),
        ("svet otklyuchili u nas", "ru"),
        ("there is no water", "en"),
        ("у нас свет жоқ уже третий день", "kk"),
        ("Mektepte balamdy ūrady", "kk"),
        ("İstemeidi lift, şamdar janbaidy", "kk"),
        ("Kóshede shamdar janbaıdy", "kk"),
        ("ghbdtn", "ru"),
        ("8qlt ce ;j0", "kk"),
    ],
)
def test_languages(rules: Rules, text: str, language: str) -> None:
    assert understand(rules, text).language == language


def test_the_chosen_language_decides_a_tie(rules: Rules) -> None:
    assert understand(rules, "2026", "kk").language == "kk"
    assert understand(rules, "Алматы", "kk").language == "kk"
    assert understand(rules, "Алматы", "ru").language == "ru"


def test_patterns() -> None:
    patterns = Patterns([("автобус", "ru"), ("=су", "kk"), ("газ+иіс", "kk"), ("көл_жаға", "kk")])

    def found(text: str, reading: str = "plain", typos: bool = True) -> set[int]:
        return {hit.pattern for hit in patterns.find(text.split(), reading, typos)}

    assert found("автобусы опоздали") == {0}
    assert found("автобсы опоздали") == {0}
    assert found("автобсы опоздали", typos=False) == set()
    assert found("су жоқ") == {1}
    assert found("судья") == set()
    assert found("үйде газ бар ма білмеймін иісі шығып тұр") == {2}
    assert found("газ " + "сөз " * 8 + "иісі") == set()
    assert found("көл жағасы") == {3}
    assert found("жағасы көл") == set()
    assert found("jol sy", "latin") == set()


def test_folding_does_not_collide() -> None:
    # Folded «өрт» (fire) must not be heard in «орталық» (centre).
    assert understand(RULES, "халыкка кызмет корсету орталыгы кайда").emergency is None
    assert understand(RULES, "Орталық базар қайда").emergency is None


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("ytn djls", "water_outage"),
        ("8qlt ce ;j0", "water_outage"),
        ("yt hf,jnftn kban d gjl]tplt", "house_repair"),
        ("0j0sc is5fhvfqls", "waste_collection"),
        ("Úıde jylý joq", "heating_outage"),
        ("Üide sw joq, İster isteimiz be", "water_outage"),
        ("musor ne vyvozyat uzhe nedelyu", "waste_collection"),
        ("ЛИФТТТТ не работаааает", "house_repair"),
        ("ул. Абая 25, кв 4, нет отопления, т. 8701 123 45 67", "heating_outage"),
        ("svet otklyuchili", "power_outage"),
        ("қоқыс шығармайды", "waste_collection"),
        ("водыыыы нет третий день", "water_outage"),
        ("кокыс шыгармайды", "waste_collection"),
        ("my child is bullied at school", "bullying"),
        ("лифт істемейді, подъезд лас", "house_repair"),
    ],
)
def test_topics_in_all_spellings(rules: Rules, text: str, topic: str) -> None:
    said = understand(rules, text)
    assert topic in {candidate.topic for candidate in said.candidates[:3]}
    assert said.topic in (topic, None)


def test_evidence_is_shown_as_it_was_written(rules: Rules) -> None:
    said = understand(rules, "В Костанае ЛИФТ не работает")
    assert "ЛИФТ" in said.candidates[0].evidence


def test_a_bribe_beats_everything(rules: Rules) -> None:
    for text in ("врач в больнице вымогает взятку", "мектепте директор пара сұрайды"):
        assert understand(rules, text).group == "corruption_ethics"


def test_signals_are_no_topics(rules: Rules) -> None:
    said = understand(rules, "у меня нет интернета дома, как получить АСП")
    assert "no_internet" in said.signals
    assert said.group == "social_protection"


def test_candidates_have_distinct_groups_first(rules: Rules) -> None:
    said = understand(rules, "в парке нет освещения, мусор и собаки")
    groups = [candidate.group for candidate in said.candidates]
    assert len(groups) <= 5
    assert len(set(groups[:3])) == 3


def test_a_place_is_no_mistyped_key_word(rules: Rules) -> None:
    said = understand(rules, "В Петропавловске нет воды")
    assert {candidate.group for candidate in said.candidates} == {"housing_utilities"}


def test_a_long_letter_is_understood(rules: Rules) -> None:
    letter = "Уважаемый аким, пишет Вам жительница. " * 30 + "Не вывозят мусор, баки полны. " * 5
    said = understand(rules, letter)
    assert said.group == "environment"
    assert understand(rules, letter * 20).group is not None


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_nothing_breaks_understanding(text: str) -> None:
    said = understand(RULES, text)
    assert said.text == text
    assert 0.0 <= said.confidence <= 1.0
    assert all(place in RULES.places.all for place in said.places)
    if said.topic is not None:
        assert said.topic in RULES.topics


def test_every_group_has_forty_key_words_in_every_language(texts: dict[str, str]) -> None:
    for file, text in texts.items():
        if not file.startswith("lexicon/") or file == "lexicon/weights.yaml":
            continue
        written: dict[str, set[str]] = {"kk": set(), "ru": set(), "en": set()}
        for part in yaml.safe_load(text)["words"]:
            for by_language in (value for key, value in part.items() if key != "topic"):
                for tongue, words_ in by_language.items():
                    written[tongue] |= set(words_.split())
        assert {tongue: n for tongue, words_ in written.items() if (n := len(words_)) < 40} == {}


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("валидатор в автобусе не читает карту", "fare_cards"),
        ("автодромда емтиханнан әдейі құлатты", "driving_exams"),
        ("the roadside ditch is clogged", "storm_drains"),
        ("гаишник остановил и отобрал документы", "traffic_police"),
        ("дүкен балаларға темекі сатып отыр", "minors_sales"),
        ("камера видеонаблюдения во дворе не работает", "video_cameras"),
        ("graffiti all over our walls", "vandalism"),
        ("домофон сломан месяц", "entrances"),
        ("по генплану вместо сквера дома", "town_planning"),
        ("тендер выиграла фирма родственника", "procurement_corruption"),
    ],
)
def test_topics_that_people_write_about(rules: Rules, text: str, topic: str) -> None:
    assert understand(rules, text).topic == topic
