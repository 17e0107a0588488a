"""The commands under Telegram's menu button, in every language."""

from tests.telegram.conftest import Esik


async def test_commands_are_set_for_every_language(esik: Esik) -> None:
    await esik.api.sees("setMyCommands", 4)
    told = esik.api.called("setMyCommands")
    assert [call["language_code"] for call in told] == ["", "kk", "ru", "en"]
    for call in told:
        names = [command["command"] for command in call["commands"]]
        assert names == ["menu", "status", "language", "back", "cancel", "help", "human"]
    assert told[0]["commands"] == told[1]["commands"] != told[2]["commands"]
