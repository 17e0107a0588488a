"""The outermost layer: headers on everything, and never a 500."""

import pytest

from bot.refusals import STATE_LANGUAGE, language_of
from bot.site import site
from storage.database import CommitFailed
from tests.web.citizen import Citizen
from tests.web.conftest import client_of, failing

PATHS = [
    "/",
    "/chat",
    "/check",
    "/nothing",
    "/api/chat",
    "/healthz",
    "/metrics",
    "/static/x/esik.css",
]


@pytest.mark.parametrize("path", PATHS)
async def test_every_answer_protects(quick, path):
    headers = (await quick.get(path)).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert policy.count("frame-ancestors") == 1
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "server" not in headers


async def test_a_commit_that_failed_is_503_and_the_id_may_come_again(house, closing):
    async with client_of(site(house, closing)) as client:
        citizen = await Citizen.arrives(client, lang="ru")
        await citizen.read()
        async with client_of(site(failing(house, CommitFailed("gone")), closing)) as broken:
            citizen.client = broken
            answer = await citizen.post(id="once", text="/menu")
        assert (answer.status_code, answer.json()["error"]["code"]) == (503, "busy")
        citizen.client = client
        assert (await citizen.post(id="once", text="/menu")).status_code == 202
        assert len(await citizen.read()) == 2


async def test_a_chat_that_cannot_be_opened_is_503(quick_house, closing):
    async with client_of(site(failing(quick_house, CommitFailed("gone")), closing)) as client:
        assert (await client.post("/api/chat")).status_code == 503


async def test_a_database_that_is_gone_is_503(quick_house, closing, monkeypatch):
    async with client_of(site(quick_house, closing)) as client:
        visitor = await Citizen.arrives(client)

        def gone() -> None:
            raise OSError("no such host")

        monkeypatch.setattr(quick_house.database, "read", gone)
        for path in (visitor.path, "/readyz", "/metrics"):
            answer = await client.get(path, headers=visitor.headers)
            assert (answer.status_code, answer.json()["error"]["code"]) == (503, "busy")
        assert (await client.get("/healthz")).status_code == 200


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", STATE_LANGUAGE),
        ("kk", "kk"),
        ("ru-RU,ru;q=0.9,en;q=0.8", "ru"),
        ("de-DE,en;q=0.3", "en"),
        ("en;q=0.1,ru;q=0.9", "ru"),
        ("de", STATE_LANGUAGE),
        ("ru;q=x, ;;;q=,en", "en"),
        ("en;q=0", STATE_LANGUAGE),
        ("," * 5000, STATE_LANGUAGE),
    ],
)
def test_language_of_whoever_asks(accepted, language):
    from starlette.requests import Request

    headers = [(b"accept-language", accepted.encode())]
    assert language_of(Request({"type": "http", "headers": headers})) == language
