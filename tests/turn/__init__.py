"""Tests of the turn on both databases: batches, repeats, refusals, timers and races for one seat.

Everything is real but the clock and the chance, which are given.
"""
