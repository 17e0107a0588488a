"""Places: the tree that questions walk down, names, pins."""

from __future__ import annotations

import pytest

from routing_rules import Rules


def test_regions_and_districts(rules: Rules) -> None:
    regions = rules.places.regions()
    assert len(regions) == 20
    assert len(rules.places.all) == 15594
    districts = rules.places.children("590000000")
    assert "591000000" in {place.kato for place in districts}
    assert {place.level for place in districts} == {"district"}


def test_settlements_without_huts_and_sidings(rules: Rules) -> None:
    villages = rules.places.children("595200000")
    assert "595220100" in {place.kato for place in villages}
    for region in rules.places.regions():
        for district in rules.places.children(region.kato):
            kinds = {place.type for place in rules.places.children(district.kato)}
            assert kinds <= {"city", "village", "station"}


def test_nothing_is_left_to_ask_in_a_city_or_a_village(rules: Rules) -> None:
    for kato in ("591000000", "750000000", "595237100", "999999999"):
        assert rules.places.children(kato) == ()


def test_names_are_everyday_names(rules: Rules) -> None:
    place = rules.places.get("591000000")
    assert place is not None
    assert [place.name(tongue) for tongue in ("kk", "ru", "en")] == [
        "Петропавл",
        "Петропавловск",
        "Petropavl",
    ]
    district = rules.places.get("593200000")
    assert district is not None
    assert district.name("ru") == "Айыртауский район"
    assert district.name("kk") == "Айыртау ауданы"
    asked = [p for p in rules.places.all.values() if p.type in ("city", "village")]
    assert not [p for p in asked if p.name("ru").startswith(("г.", "с."))]


def test_path_district_region(rules: Rules) -> None:
    levels = [place.level for place in rules.places.path("595237100")]
    assert levels == ["region", "district", "okrug", "settlement"]
    assert rules.places.district("595237100") == "595200000"
    assert rules.places.region("595237100") == "590000000"
    assert rules.places.district("751710000") == "750000000"
    assert rules.places.district("590000000") == "590000000"


@pytest.mark.parametrize(
    ("lat", "lon", "kato"),
    [
        (54.87, 69.15, "591000000"),
        (43.25, 76.91, "750000000"),
        (51.17, 71.43, "710000000"),
        (48.85, 2.35, None),
        (55.75, 37.62, None),
    ],
)
def test_a_pin_names_the_nearest_place(
    rules: Rules, lat: float, lon: float, kato: str | None
) -> None:
    place = rules.places.nearest(lat, lon)
    assert (place.kato if place else None) == kato


def test_search_within_a_region(rules: Rules) -> None:
    everywhere = rules.places.find("село Каменка")
    assert len(everywhere) > 1
    inside = rules.places.find("село Каменка", within="110000000")
    assert inside
    assert all(rules.places.region(place.kato) == "110000000" for place in inside)


@pytest.mark.parametrize(
    "text", ["", "   ", "12345", "улица Абая 5", "проспект Назарбаева", "ok", "Не знаю"]
)
def test_streets_and_empty_answers_are_no_places(rules: Rules, text: str) -> None:
    assert [place.kato for place in rules.places.mentioned(text)] == []


@pytest.mark.parametrize(
    ("text", "kato"),
    [
        ("Үлкен ауылында су жоқ", "194275100"),
        ("Нет света, мы из Сергеевки", "595620100"),
        ("Паводок, живём в Явленке", "594230100"),
        ("Су жоқ, Кеген ауылында тұрамыз", "194430100"),
        ("Аксай, нет света", "273620100"),
        ("у нас в мамлютке холодно", "595220100"),
        ("Семейде жарық жоқ", "101000000"),
    ],
)
def test_a_name_with_a_sign_of_place_counts(rules: Rules, text: str, kato: str) -> None:
    assert [place.kato for place in rules.places.mentioned(text)] == [kato]
