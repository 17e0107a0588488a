"""Golden conversations: whole stories, played through the real turn and read by officials.

A story is written once (`stories/NAME.yaml`), with the citizen's words in three languages and
option ids for buttons. What was said and decided is recorded for each language
(`recorded/NAME.LANGUAGE.txt`); `make accept` rewrites the records, and the diff is the change of
behaviour. Between any two lines the talk is saved and loaded, because the turn does nothing else.
"""
