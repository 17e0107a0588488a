"""The commands of `esik`: one file for each thing a person at a terminal works with.

Rules of this folder:
1. A command reads its words, does one thing and says what came of it. With --json it says exactly
   what the contract of that command names, one value on standard output; without, lines to read.
2. Exit codes: 0 done, 1 something is wrong (findings, a failed command), 2 usage, 3 a move that
   is not allowed now, 4 unknown. Complaints go to standard error.
3. Whatever is not typer is imported inside a command, so that `esik --help` stays quick.
4. What a command changes takes the one road: an event, `bot.turn`, one transaction.
"""
