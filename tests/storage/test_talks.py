"""Events, pages and journal lines: each once, in order, and never lost to a neighbour."""

import asyncio
from contextlib import suppress
from itertools import count

from dialogs.conversation import Conversation
from dialogs.letters import Letter
from storage.database import Database
from storage.envelopes import shut_letter, shut_talk
from storage.ledger import Ledger
from storage.pages import Address, Line
from tests.storage.world import AT, DAY, MINUTE

HOME = Address("telegram", "42")
FULL = {
    "language": "kk",
    "at": "file.place",
    "asked": 7,
    "count": 9,
    "last": (6, "yes"),
    "trail": ("file.problem", "file.topic"),
    "asides": (("menu.menu", 3),),
    "answers": {"problem": "Жарық жоқ", "topic": "lamps"},
    "facts": {"candidates": [["lamps", 0.8]]},
    "profile": {"surname": "Серікова"},
    "tries": 2,
    "owner": "queue",
}


async def test_a_key_is_new_once(ledger):
    async with ledger.entry() as entry:
        assert await entry.fresh({"a": AT, "b": AT + DAY}) == {"a", "b"}
        assert await entry.fresh({"b": AT, "c": AT}) == {"c"}
    async with ledger.entry() as entry:
        assert await entry.fresh({"a": AT, "b": AT, "c": AT}) == frozenset()
        assert await entry.fresh({}) == frozenset()


async def test_a_key_of_a_transaction_that_failed_stays_new(ledger):
    with suppress(LookupError):
        async with ledger.entry() as entry:
            await entry.fresh({"a": AT})
            raise LookupError
    async with ledger.entry() as entry:
        assert await entry.fresh({"a": AT}) == {"a"}


async def test_a_key_that_arrives_at_two_workers_is_new_for_one(database_url, seal):
    workers = [Database(database_url) for _ in range(2)]

    async def arrive(database: Database) -> frozenset[str]:
        async with Ledger(database, seal).entry() as entry:
            return await entry.fresh({"a": AT, "b": AT})

    found = await asyncio.gather(*(arrive(worker) for worker in workers for _ in range(5)))
    assert sorted(len(each) for each in found) == [0] * 9 + [2]
    for worker in workers:
        await worker.dispose()


async def test_who_is_met_first_gets_a_page(ledger, new_id):
    async with ledger.entry() as entry:
        page = (await entry.pages([HOME, HOME], new_id, AT))[HOME]
    assert page.created
    assert page.line == 0
    assert page.address == HOME
    assert page.conversation == Conversation(id=page.conversation.id)
    assert page.person != page.conversation.id


async def test_who_is_met_again_has_the_same_page_as_it_was_saved(world, ledger, new_id):
    page = await world.citizen("42", **FULL)
    page.line = 3
    async with ledger.entry() as entry:
        await entry.save([page])
    async with ledger.entry() as entry:
        again = (await entry.pages([HOME], new_id, AT))[HOME]
        by_id = await entry.talks([page.conversation.id, "unknown"])
    assert (again.conversation, again.line, again.created) == (page.conversation, 3, False)
    assert by_id == {page.conversation.id: again}


async def test_two_doors_are_two_pages(world):
    telegram, web = await world.citizen("42"), await world.citizen("42", front="web")
    assert telegram.person != web.person
    assert telegram.conversation.id != web.conversation.id


async def test_known_and_unknown_are_met_in_one_batch(world, ledger, new_id):
    known = await world.citizen("1")
    addresses = [Address("telegram", str(n)) for n in range(5)]
    async with ledger.entry() as entry:
        pages = await entry.pages(addresses, new_id, AT)
    assert list(pages) == addresses
    assert [page.created for page in pages.values()] == [True, False, True, True, True]
    assert pages[known.address].person == known.person


async def test_no_talks_are_asked_for_without_a_statement(ledger, database):
    async with ledger.entry() as entry:
        before = database.statements
        assert await entry.talks([]) == {}
        assert database.statements == before


async def test_met_by_many_workers_at_once_it_is_one_citizen(database_url, seal, views):
    workers = [Database(database_url) for _ in range(3)]
    ids = count(1)

    async def meet(database: Database) -> tuple[str, bool]:
        async with Ledger(database, seal).entry() as entry:
            page = (await entry.pages([HOME], lambda: f"id{next(ids):04}", AT))[HOME]
            return page.conversation.id, page.created

    met = await asyncio.gather(*(meet(worker) for worker in workers for _ in range(4)))
    assert len({talk for talk, _ in met}) == 1
    assert sum(created for _, created in met) == 1
    audit = await views.audit(AT)
    assert (audit["citizens"], audit["orphans"]) == (1, [])
    for worker in workers:
        await worker.dispose()


async def test_turns_of_one_conversation_are_not_lost(database_url, seal, world):
    """Three workers, sixty turns, each reads the page and adds a line: sixty lines."""
    page = await world.citizen("42", facts={"turns": 0})
    workers = [Database(database_url) for _ in range(3)]

    async def turn(database: Database) -> None:
        async with Ledger(database, seal).entry() as entry:
            mine = (await entry.talks([page.conversation.id]))[page.conversation.id]
            mine.line += 1
            turns = mine.conversation.facts["turns"] + 1
            mine.conversation = mine.conversation.but(
                facts={"turns": turns}, profile={"turns": turns}
            )
            await entry.save([mine])
            await entry.write([Line(mine, mine.line, Letter(text="x"), AT, True, "telegram")])

    await asyncio.gather(*(turn(worker) for worker in workers for _ in range(20)))
    async with Ledger(workers[0], seal).entry() as entry:
        last = (await entry.talks([page.conversation.id]))[page.conversation.id]
    assert (
        last.line == last.conversation.facts["turns"] == last.conversation.profile["turns"] == 60
    )
    for worker in workers:
        await worker.dispose()


async def test_a_profile_that_did_not_change_is_not_written(world, ledger, database, new_id):
    await world.citizen("42", profile={"surname": "Серікова"})
    async with ledger.entry() as entry:
        page = (await entry.pages([HOME], new_id, AT))[HOME]
        before = database.statements
        await entry.save([page])
        unchanged = database.statements - before
        page.conversation = page.conversation.but(profile={"surname": "Аман"})
        await entry.save([page])
    async with ledger.entry() as entry:
        again = (await entry.pages([HOME], new_id, AT))[HOME]
    assert again.conversation.profile == {"surname": "Аман"}
    assert unchanged == 1


async def test_the_journal_keeps_letters_as_they_were_said(world, views):
    page = await world.citizen("42")
    letter = {
        "choices": (("yes", "Иә"), ("no", "Жоқ")),
        "links": (("Сайт", "https://example.kz"),),
        "files": ({"id": "f", "name": "a.pdf", "type": "application/pdf", "size": 3},),
        "question": {"id": "consent", "kind": "choice"},
        "booking": "b1",
    }
    await world.told(page, "Келісесіз бе?", **letter)
    await world.told(page, "Рақмет", at=AT + MINUTE)
    lines = await views.journal(page.conversation.id)
    assert [(line.seq, line.at) for line in lines] == [(1, AT), (2, AT + MINUTE)]
    assert lines[0].letter == Letter(text="Келісесіз бе?", **letter)
    assert [line.seq for line in await views.journal(page.conversation.id, after=1)] == [2]
    assert [line.seq for line in await views.journal(page.conversation.id, limit=1)] == [1]
    assert await views.journal("unknown") == []


async def test_a_conversation_is_found_by_its_address(world, views):
    page = await world.citizen("42")
    assert await views.conversation_of(HOME) == page.conversation.id
    assert await views.conversation_of(Address("web", "42")) is None


async def test_what_orjson_writes_is_what_to_json_says(seal):
    talk = Conversation(id="talk", **FULL)
    letter = Letter(text="x", choices=(("a", "b"),), question={"id": "q"}, files=({"id": "f"},))
    sealed = seal.read_json(shut_talk(seal, talk), "conversation:talk")
    assert Conversation.from_json("talk", sealed, talk.profile) == talk
    plain = seal.read_json(seal.shut_json(talk.to_json(), "x"), "x")
    assert sealed == plain
    written = seal.read_json(shut_letter(seal, letter, "talk", 1), "journal:talk:1")
    assert written == seal.read_json(seal.shut_json(letter.to_json(), "x"), "x")


async def test_a_batch_costs_the_same_statements_whatever_its_size(
    ledger, database, world, new_id
):
    sizes = {}
    for size in (1, 50):
        addresses = [Address("telegram", str(n)) for n in range(size)]
        for address in addresses:
            await world.citizen(address.id)
        before = database.statements
        async with ledger.entry() as entry:
            await entry.fresh({f"{size}-{n}": AT for n in range(size)})
            pages = (await entry.pages(addresses, new_id, AT)).values()
            for page in pages:
                page.line += 1
            await entry.save(list(pages))
            await entry.write(
                [Line(p, p.line, Letter(text="x"), AT, True, "telegram") for p in pages]
            )
        sizes[size] = database.statements - before
    assert sizes == {1: 5, 50: 5}  # keys, pages, talks, lines, letters
