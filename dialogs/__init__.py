"""The talk: guided questions, from a citizen's first word to a number and after it.

The folder is pure. `step(book, conversation, event)` gives the conversation after an event and the
effects that are wanted; it does no I/O and knows no clock and no chance.

    events   what happened             questions/  kinds of question: read and show
    effects  what is wanted            scripts/    where the talk goes, as data
    engine   step                      acts/       what is done between two questions

Rules of the folder:
1. Scripts only route. Policy is in the tables of `routing_rules`, words are in `locales`.
2. What the shell must look up or win a race for is a request effect, answered by an event.
3. Everything in a conversation is plain JSON; a talk is saved and loaded between any two events.
"""
