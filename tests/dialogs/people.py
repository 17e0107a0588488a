"""The shell's answers about who writes: a code that is known, people of one telephone."""

from typing import TYPE_CHECKING, Any

from dialogs import effects as e
from dialogs import events as v

if TYPE_CHECKING:
    from tests.dialogs.shell import Shell

DOOR_CODE = "ABCD2345"
LINKS = (("telegram", f"https://t.me/esik?start=j_{DOOR_CODE}"),)


class People:
    """Who wrote in one talk: profiles by id, who writes now, and how many doors are joined."""

    def __init__(self) -> None:
        self.now = "p0"
        self.doors = 0
        self.profiles: dict[str, dict[str, Any]] = {}
        self.owners: dict[str, str] = {}

    def answer(  # noqa: PLR0911 - one of each kind
        self, shell: "Shell", query: e.PersonQuery, moment: dict[str, Any]
    ) -> v.Event:
        """The event that answers a request about persons."""
        match query:
            case e.NewJoin():
                return v.JoinMade(code=DOOR_CODE, links=LINKS, **moment)
            case e.UseJoin(code):
                known = "joined" if code == DOOR_CODE else "unknown"
                return v.Joined(result=known, language="ru", **moment)
            case e.PartDoors():
                return v.DoorsParted(doors=self.doors, **moment)
            case e.ChangePerson():
                self._goes_on(shell, f"p{len(self.profiles) + 1}")
                return v.PersonChanged(person=self.now, known=False, **moment)
            case e.BecomePerson(person):
                self._goes_on(shell, person)
                return v.PersonChanged(person=person, known=True, **moment)
            case e.FindPeople(code):
                return v.PeopleFound(people=self._others(), coded=None, **moment)
            case e.EraseTalk():
                shell.talk = shell.talk.but(profile={})
                return v.TalkErased(**moment)

    def absent(self, subject: str) -> str | None:
        """Whose an appeal or a reception is, where somebody else writes now."""
        owner = self.owners.get(subject, self.now)
        return owner if owner != self.now else None

    def own(self, kept: dict[str, Any]) -> tuple[Any, ...]:
        """Appeals or receptions of who writes now, in order."""
        return tuple(one for id, one in kept.items() if self.absent(id) is None)

    def _goes_on(self, shell: "Shell", person: str) -> None:
        self.profiles[self.now] = shell.talk.profile
        for subject in (*shell.cases, *shell.bookings, *shell.requests):
            self.owners.setdefault(subject, self.now)
        self.now = person
        shell.talk = shell.talk.but(profile=self.profiles.get(person, {}))

    def _others(self) -> tuple[tuple[str, str, str], ...]:
        return tuple(
            (id, str(known.get("surname") or ""), str(known.get("name") or ""))
            for id, known in self.profiles.items()
            if id != self.now
        )
