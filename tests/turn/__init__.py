"""Tests of the turn on both databases: batches, repeats, refusals, timers, races."""
