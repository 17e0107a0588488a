"""The chancery: hands the appeals over whose agencies do not work their register in Esik.

A package goes with its files: while one is still being fetched, the appeal waits. A file that
could not be had is named in the package as missing.
"""

from bot.app import House
from bot.filing.folder import hand_over
from bot.log import log, told
from dialogs.lifecycle import OPEN
from storage.files import FAILED, PROMISED, Files

OUTGOING = "outgoing"  # inside ESIK_DATA_DIR


class Chancery:
    """Hands appeals over, each by the way that its agency takes."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._files = Files(house.database, house.seal)

    async def hand_over(self, number: str) -> bool:
        """Hand a case over; False when it has to be tried again, and the log says why."""
        case = await self._house.turn.case(number)
        if case is None or case.state not in OPEN:
            return True
        try:
            outgoing = self._house.settings.data_dir / OUTGOING
            standing = await self._files.standing(number)
            if any(state == PROMISED for _, state in standing):
                log().info("hand_over_waits_for_files", number=number)
                return False
            found = [await self._files.read(file.id) for file, _ in standing]
            missing = [file for file, state in standing if state == FAILED]
            hand_over(outgoing, case, [file for file in found if file], missing)
        except OSError as error:
            log().error("hand_over_failed", number=number, **told(error))
            return False
        return True
