"""Telegram from both ends: payload tables for the pure halves, and the whole road over HTTP.

The Bot API here is our own stand-in (`fake_api`). It refuses what the real server refuses, and it
can be told to flood, block, fail, fall silent or die. A citizen of these tests (`citizen`) presses
only buttons that were really sent.
"""
