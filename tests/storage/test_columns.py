"""Moments and lists mean the same on both databases."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import bindparam, select

from storage.columns import adding, among, names, numbers
from storage.schema import inbox, parked
from tests.storage.world import AT

ADD = adding(inbox, "key", "at")
ALL = select(inbox.c.key, inbox.c.at).order_by(inbox.c.at)
SOME = ALL.where(among(inbox.c.key, names("keys")))
AFTER = ALL.where(inbox.c.at > bindparam("moment", type_=inbox.c.at.type))
PARK = adding(parked, "front", "body", "error", "at")
PARKED = (
    select(parked.c.id, parked.c.front)
    .where(among(parked.c.id, numbers("ids")))
    .order_by(parked.c.id)
)
ALMATY = timezone(timedelta(hours=5))


async def test_a_moment_comes_back_in_utc_whatever_its_zone(database):
    at = datetime(2026, 11, 22, 8, 0, 0, 5, tzinfo=ALMATY)
    async with database.write() as link:
        await link.run(ADD, key="a", at=at)
        [row] = await link.all(ALL)
    assert row.at == at
    assert row.at.tzinfo == UTC


async def test_a_naive_moment_is_refused(database):
    with pytest.raises(ValueError, match="naive"):
        async with database.write() as link:
            await link.run(ADD, key="a", at=AT.replace(tzinfo=None))


async def test_moments_sort_and_compare_in_the_database(database):
    moments = [AT + timedelta(microseconds=n) for n in (0, 1, 999_999, 1_000_000)]
    async with database.write() as link:
        await link.many(ADD, [{"key": str(n), "at": at} for n, at in enumerate(moments)])
        assert [row.at for row in await link.all(ALL)] == moments
        assert [row.key for row in await link.all(AFTER, moment=moments[1])] == ["2", "3"]


async def test_any_number_of_names_is_one_parameter(database):
    keys = ["a", "b'; DROP TABLE inbox", 'ә,{}"\\']
    async with database.write() as link:
        await link.many(ADD, [{"key": key, "at": AT} for key in [*keys, "z"]])
        assert {row.key for row in await link.all(SOME, keys=keys)} == set(keys)
        assert await link.all(SOME, keys=[]) == []


async def test_any_number_of_counted_ids_is_one_parameter(database):
    async with database.write() as link:
        for front in ("web", "telegram", "whatsapp"):
            await link.run(PARK, front=front, body=b"", error="", at=AT)
        assert [row.front for row in await link.all(PARKED, ids=[1, 3])] == ["web", "whatsapp"]
