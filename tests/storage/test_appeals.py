"""Cases come back as they were filed, and move without losing what was filed."""

from dataclasses import replace
from datetime import date

from storage.corrections import filed
from tests.storage.world import AT, DAY, HOUR, MINUTE, a_case

NUMBER = "2026-00000018"


async def test_a_case_comes_back_as_it_was_filed(world, ledger):
    page = await world.citizen()
    case = await world.filed(page, NUMBER, "Шамдар жанбайды", files=("f1", "f2"))
    async with ledger.entry() as entry:
        assert await entry.case(NUMBER) == case
        assert await entry.talk_of_case(NUMBER) == page.conversation.id


async def test_a_case_that_is_not_there_is_none(ledger):
    async with ledger.entry() as entry:
        assert await entry.case(NUMBER) is None
        assert await entry.talk_of_case(NUMBER) is None


async def test_a_case_moves_and_keeps_its_draft(world, ledger):
    case = await world.filed(await world.citizen(), NUMBER)
    moved = replace(
        case,
        state="answered",
        agency="akimat_590000000",
        registered=date(2026, 11, 23),
        due=date(2026, 12, 14),
        extended=True,
        answer="Жөнделді",
        result="satisfied",
    )
    async with ledger.entry() as entry:
        await entry.put_case(moved)
    async with ledger.entry() as entry:
        assert await entry.case(NUMBER) == moved


async def test_a_case_whose_draft_was_erased_is_still_a_case(world, ledger):
    page = await world.citizen()
    case = a_case(NUMBER, answer="done")
    async with ledger.entry() as entry:
        await entry.new_case(replace(case, draft=None), "hash", page)
        assert await entry.case(NUMBER) == replace(case, draft=None)


async def test_cases_of_a_person_are_newest_first(world, ledger):
    mine, other = await world.citizen("1"), await world.citizen("2")
    for n, hour in enumerate((2, 0, 1)):
        await world.filed(mine, f"2026-{n}", at=AT + hour * HOUR)
    await world.filed(other, "2026-9")
    async with ledger.entry() as entry:
        assert [c.number for c in await entry.cases_of(mine.person)] == [
            "2026-0",
            "2026-2",
            "2026-1",
        ]
        assert [c.number for c in await entry.cases_of(mine.person, limit=1)] == ["2026-0"]


async def test_an_official_sees_the_case_with_history_and_letters(world, ledger, views):
    page = await world.citizen()
    await world.filed(page, NUMBER)
    await world.told(page, "Received", kind="status", case=NUMBER)
    async with ledger.entry() as entry:
        await entry.case_line(NUMBER, "ask", "aigul", AT + MINUTE, {"text": "Which street?"})
    await world.told(page, "Which street?", kind="clarification", case=NUMBER, at=AT + MINUTE)
    await world.told(page, "Something else")
    seen = await views.case_view(NUMBER)
    history, letters = seen.pop("history"), seen.pop("letters")
    assert seen == {
        "number": NUMBER,
        "state": "received",
        "kind": "complaint",
        "agency": "petropavlovsk",
        "registered": None,
        "due": None,
    }
    assert history == [
        {"act": "file", "by": "citizen", "at": AT, "detail": {"state": "received"}},
        {"act": "ask", "by": "aigul", "at": AT + MINUTE, "detail": {"text": "Which street?"}},
    ]
    assert [(each["seq"], each["text"], each["state"]) for each in letters] == [
        (1, "Received", "queued"),
        (2, "Which street?", "queued"),
    ]
    assert await views.case_view("2026-9") is None


async def test_a_talk_in_the_web_was_told_at_once(world, views):
    page = await world.citizen(front="web")
    await world.filed(page, NUMBER)
    await world.told(page, "Filed", case=NUMBER)
    [letter] = (await views.case_view(NUMBER))["letters"]
    assert (letter["state"], letter["from"], letter["at"]) == ("sent", "bot", AT)


async def test_the_public_check_tells_state_and_dates_and_nothing_else(world, views):
    await world.filed(await world.citizen(), NUMBER, due=date(2026, 12, 14))
    assert await views.case_check(NUMBER) == {
        "number": NUMBER,
        "state": "received",
        "received_at": AT,
        "registered": None,
        "due": date(2026, 12, 14),
    }
    assert await views.case_check("2026-9") is None


async def test_two_acts_on_one_case_wait_for_each_other(world, ledger, database):
    import asyncio

    await world.filed(await world.citizen(), NUMBER, "x")

    async def act(day: int) -> None:
        async with ledger.entry() as entry:
            case = await entry.case(NUMBER)
            await entry.put_case(replace(case, due=(case.due or AT.date()) + day * DAY))

    await asyncio.gather(*(act(1) for _ in range(12)))
    async with ledger.entry() as entry:
        assert (await entry.case(NUMBER)).due == AT.date() + 12 * DAY


async def test_drafts_are_read_in_the_order_of_their_numbers_and_only_where_there_is_one(
    world, database, seal
):
    page = await world.citizen()
    for number, fields in (("2026-3", {}), ("2026-1", {}), ("2026-2", {"draft": None})):
        await world.filed(page, number, f"text of {number}", **fields)
    drafts = [draft async for draft in filed(database, seal, AT)]
    assert [draft.text for draft in drafts] == ["text of 2026-1", "text of 2026-3"]
