"""Memory: the only SQL of the house.

One road of writing:  bot.turn -> ledger.Entry (one transaction) -> rows
Bookkeeping of their own:  outbox (bot.post), timers (bot.clock), files, parked, staff
Reading:  views, audit, pulse

Rules of this folder:
1. What a citizen or an official can see is written by the ledger only, and an entry of the ledger
   is one transaction: the keys of its events, talks, cases, timers and letters stand or fall
   together. CommitFailed means: say the event again under the same key.
2. Repetition is met by keys: INSERT ... ON CONFLICT DO NOTHING. A unique error is never caught,
   because inside a transaction it is too late.
3. Races are won by indexes, not by looking first: one seat is one row of a unique index.
4. Who waits for a row takes a lease, never a lock that outlives a transaction.
5. Whatever citizens said or are is sealed before it comes here as a row; an address is found by a
   blind name. The key is not in the database.
6. Ids, codes and moments are passed in; this folder reads no clock and draws no lots (but nonces).
7. SQLAlchemy describes the tables and writes the SQL, once per statement (`statements`); aiosqlite
   and asyncpg run it. A batch costs the same number of statements whatever its size: a loop with
   an await in it is a mistake.
8. Only `database` with `sqlite`, `migrate` and `columns` know that there are two kinds of
   database.

The chapters of an entry: talks, appeals, schedule, seats, wishes, promises. Values become rows in
`envelopes` (sealed) and `pages` (what a turn holds in its hands).
"""
