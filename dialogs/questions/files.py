"""A question answered by files, one after another, until «that is all»."""

from dataclasses import dataclass
from typing import Literal

from dialogs.effects import Choice, Words
from dialogs.events import Sent
from dialogs.question import Answer, Problem, Reply, View
from dialogs.questions.pick import pick

MOST_FILES = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """Files of any number up to ten; `done` when it is enough."""

    id: str
    kind: str = "file"
    expects: Literal["choice", "text", "file", "none"] = "file"
    optional: bool = True

    def choices(self, view: View) -> tuple[Choice, ...]:
        """«That is all»."""
        return (Choice("none", Words("option.files_done")),)

    def read(self, view: View, reply: Reply) -> Answer | Problem:
        """The list of files so far, as plain values."""
        so_far = list(view.talk.answers.get(self.id) or [])
        if pick(view, self.choices(view), reply) is not None:
            return Answer(so_far, facts={"more_files": "no"}, option="none")
        if not isinstance(reply, Sent):
            return Problem("hint.file")
        if len(so_far) >= MOST_FILES:
            return Problem("hint.files_most", {"most": MOST_FILES})
        file = reply.file
        so_far.append({"id": file.id, "name": file.name, "type": file.type, "size": file.size})
        return Answer(so_far, facts={"more_files": "yes"})
