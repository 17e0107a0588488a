"""Tests of the memory: what is written comes back, on SQLite and on PostgreSQL alike.

Races are played with many tasks and several workers, crashes by killing what holds a connection;
what must be sealed is searched for in the raw bytes of the database.
"""
