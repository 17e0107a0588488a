"""The proofs that Esik does what it says.

1. A test goes through a door that is promised to somebody: HTTP, a command, the public function of
   a folder. It says what must be true in its name, and can fail.
2. Nothing leaves the machine, nothing sleeps: messengers are fakes of our own on the loopback, and
   the clock is passed in.
3. What touches storage runs on SQLite and on PostgreSQL: ask for the fixture `database_url`.
4. Golden conversations are read and signed by people: `make accept` rewrites them, the diff is the
   change of behaviour.
"""
