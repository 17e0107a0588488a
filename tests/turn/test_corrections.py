"""What people of an agency set right is learnt from, and tells of nobody."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.arrivals import Arrival, Done, Refused, Repeated
from dialogs import events as v
from dialogs.cases import Draft
from dialogs.corrections import decider, of_case
from storage.corrections import AT_ONCE, corrected, filed
from tests.golden.stage import almaty
from tests.turn.town import LIGHTS, Town

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


async def rows(town: Town) -> list[Any]:
    """The stored corrections, with whose they are."""
    from sqlalchemy import select

    from storage.schema import corrections

    async with town.stage.database.read() as link:
        return list(await link.all(select(corrections)))


async def correct(town: Town, name: str, key: str | None = None, **fields: Any) -> Any:
    """An operator says what a matter was."""
    event = town.event(v.Corrected, key=key, by="demo", **fields)
    return (await town.take(Arrival(event, await town.talk(name))))[0]


async def test_a_redirect_is_kept_with_the_decision_it_corrects(town: Town) -> None:
    number = await town.filed("a")
    case = await town.stage.turn.case(number)
    assert case is not None
    assert case.draft is not None
    await town.acted(number, "redirect", key="form", to="almaty", reason="x")
    assert await town.acted(number, "redirect", key="form", to="almaty", reason="x") == Repeated()
    (row,) = await rows(town)
    assert (row.number, row.by, row.agency, row.right_agency) == (
        number, "demo", case.draft.agency, "almaty",
    )  # fmt: skip
    assert row.decided == decider(case.draft.decisions)
    assert row.decided.startswith("agency:")
    (one,) = [each async for each in corrected(town.stage.database, town.stage.seal, LONG_AGO)]
    assert one.text == LIGHTS
    later = town.stage.moment
    assert not [x async for x in corrected(town.stage.database, town.stage.seal, later)]


async def test_a_refused_redirect_teaches_nothing(town: Town) -> None:
    number = await town.filed("a")
    await town.acted(number, "redirect", to="nobody", reason="x")
    assert await rows(town) == []


async def test_an_operator_corrects_once(town: Town) -> None:
    await town.walk([(v.Started, {"language": "ru"}), (v.Said, {"text": LIGHTS})], "a")
    assert isinstance(await correct(town, "a", key="k", topic="parking"), Done)
    assert await correct(town, "a", key="k", topic="parking") == Repeated()
    (row,) = await rows(town)
    assert (row.right_topic, row.number) == ("parking", None)
    assert row.conversation == (await town.talk("a")).conversation


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"topic": "nothing"}, "unknown_topic"),
        ({"topic": "parking", "agency": "nobody"}, "unknown_agency"),
        ({"topic": "parking"}, "nothing_said"),
    ],
)
async def test_what_cannot_be_corrected(town: Town, fields: dict[str, str], code: str) -> None:
    await town.walk([(v.Started, {"language": "ru"})], "a")
    assert await correct(town, "a", **fields) == Refused(code)
    assert await rows(town) == []


@pytest.mark.parametrize(
    "words",
    [
        "Следователь берёт взятки, не хочу называть имя",
        "Муж избивает, соседи боятся вмешаться",
    ],
)
async def test_a_matter_that_others_must_not_read_is_nobodys(town: Town, words: str) -> None:
    town.stage.moment = almaty("2026-11-23 10:15")
    await town.walk([(v.Started, {"language": "ru"}), (v.Said, {"text": words})], "a")
    topic = "domestic_violence" if "Муж" in words else "corruption"
    assert isinstance(await correct(town, "a", topic=topic), Done)
    (row,) = await rows(town)
    assert (row.conversation, row.number) == (None, None)
    assert (row.at.minute, row.at.second) == (0, 0), "the moment would tell whose it was"


def test_a_case_without_a_name_or_by_the_trust_line_is_nobodys(town_case: Any) -> None:
    book, case = town_case

    def kept(**changes: Any) -> Any:
        from dataclasses import replace

        return of_case(book, replace(case, draft=replace(case.draft, **changes)), "demo", "nko")

    assert kept()[0].number == case.number
    assert kept()[0].named
    for changes in ({"channel": "trust_line"}, {"applicant": {}}, {"topic": "domestic_violence"}):
        (one,) = kept(**changes)
        assert (one.named, one.number) == (False, None)
    assert kept(text=" ") == ()


@pytest.fixture
def town_case() -> Any:
    """The book and a case about lamps."""
    from bot.book import read_book
    from dialogs.lifecycle import opened

    draft = Draft(
        agency="petropavlovsk", kind="application", topic="street_lighting", place="591000000",
        channel="e_otinish", text=LIGHTS, applicant={"surname": "Ахметов"}, answer_way="here",
        files=(), language="ru", decisions=(),
    )  # fmt: skip
    book = read_book()
    return book, opened(book, draft, "2026-00000001", almaty("2026-11-23 10:15")).case


async def test_stored_cases_are_read_in_pages(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    from storage import corrections

    assert AT_ONCE > 1
    monkeypatch.setattr(corrections, "AT_ONCE", 1)
    for name in ("a", "b", "c"):
        await town.filed(name)
    drafts = [draft async for draft in filed(town.stage.database, town.stage.seal, LONG_AGO)]
    assert [draft.text for draft in drafts] == [LIGHTS] * 3
