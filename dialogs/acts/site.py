"""One question at the end of a matter that began on an agency's site: was its page complete?

It is asked once for an agency, never after a sensitive matter, and stands in nobody's way: other
words and commands are taken for what they are.
"""

from dialogs.drafts import interrupts
from dialogs.effects import Rate
from dialogs.matter import topic_of
from dialogs.play import Play

ASKED = "sites"  # in a profile: agencies whose site was asked about


def site_of(play: Play) -> str | None:
    """The agency to ask about when this matter has ended; to be called before it is forgotten."""
    facts = play.talk.facts
    agency: str | None = facts.get("agency")
    sensitive = topic_of(play) in play.book.neutral or facts.get("emergency")
    asked = agency in play.talk.profile.get(ASKED, ())
    return None if sensitive or asked else agency


def ask_site(play: Play, agency: str | None) -> None:
    """Have the script ask about the site of an agency, but not where something else waits.

    It is never asked about again.
    """
    if agency is not None and not interrupts(play):
        asked = [*play.talk.profile.get(ASKED, ()), agency]
        play.talk = play.talk.but(profile={**play.talk.profile, ASKED: asked})
        play.talk = play.talk.knowing(of_site=agency)


def rate_site(play: Play) -> None:
    """Keep the score, if one was given."""
    agency, score = play.talk.facts["of_site"], str(play.talk.answers.get("site") or "")
    if score.isdecimal():
        play.add(Rate("site", f"{agency}/{play.talk.id}", int(score)))
        play.tell("site.thanks")
    answers = {name: value for name, value in play.talk.answers.items() if name != "site"}
    play.talk = play.talk.but(answers=answers).knowing(of_site=None)
