"""Settings: read once from the environment, frozen, with a sentence for everything that is wrong.

Every name begins with ESIK_. Production means that ESIK_PUBLIC_URL is not a loopback address; then
a data key must be given. In development one is made and kept in ESIK_DATA_DIR.
"""

import os
from collections.abc import Mapping
from difflib import get_close_matches
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from storage.seal import read_key

PREFIX = "ESIK_"
NEAR = 0.85  # how alike two names are when one is a slip of the other
SQLITE, POSTGRES = "sqlite+aiosqlite", "postgresql+asyncpg"
DRIVERS = {
    "sqlite": SQLITE,
    SQLITE: SQLITE,
    "postgres": POSTGRES,
    "postgresql": POSTGRES,
    POSTGRES: POSTGRES,
}


class SettingsError(Exception):
    """The settings cannot be used; the message says which one and why."""


class Settings(BaseSettings):
    """What the operator of Esik decides.

    Rates are letters a second, 0 means without limit. Without a public_url it is made of host and
    port, without a database_url it is SQLite in data_dir.
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore")

    database_url: str = ""
    host: str = "127.0.0.1"
    port: int = Field(8080, ge=0, le=65535)
    public_url: str = ""
    data_dir: Path = Path("data")
    data_key: SecretStr | None = None
    files_url: str = ""
    role: Literal["all", "web", "post", "clock"] = "all"
    telegram_token: SecretStr | None = None
    telegram_name: str = Field("", pattern=r"^[A-Za-z][A-Za-z0-9_]{4,31}$|^$")
    telegram_api_base: str = "https://api.telegram.org"
    telegram_mode: Literal["webhook", "polling"] = "webhook"
    telegram_secret: SecretStr | None = None
    telegram_rate: float = Field(25, ge=0, allow_inf_nan=False)
    telegram_chat_rate: float = Field(1, ge=0, allow_inf_nan=False)
    whatsapp_token: SecretStr | None = None
    whatsapp_phone_id: str = ""
    whatsapp_number: str = Field("", pattern=r"^[1-9][0-9]{6,14}$|^$")
    whatsapp_app_secret: SecretStr | None = None
    whatsapp_verify_token: SecretStr | None = None
    whatsapp_api_base: str = "https://graph.facebook.com"
    whatsapp_rate: float = Field(60, ge=0, allow_inf_nan=False)
    sms_url: str = ""
    sms_body: str = ""
    sms_token: SecretStr | None = None
    sms_rate: float = Field(5, ge=0, allow_inf_nan=False)

    @classmethod
    def settings_customise_sources(
        cls, *_: Any, **sources: Any
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Only what `read_settings` passes: no files, and the environment is read there."""
        return (sources["init_settings"],)

    @property
    def production(self) -> bool:
        """Whether citizens reach this house from outside the machine."""
        return not _is_loopback(urlsplit(self.public_url).hostname or "")

    @field_validator("database_url")
    @classmethod
    def _name_the_driver(cls, url: str) -> str:
        scheme, separator, rest = url.partition("://")
        if url and (not separator or scheme not in DRIVERS):
            raise ValueError("it must begin with sqlite:/// or postgresql://")
        return url and f"{DRIVERS[scheme]}://{rest}"

    @field_validator("public_url", "telegram_api_base", "whatsapp_api_base", "sms_url")
    @classmethod
    def _must_be_web_address(cls, url: str) -> str:
        if url and not (urlsplit(url).scheme in {"http", "https"} and urlsplit(url).hostname):
            raise ValueError("it must be an address such as https://esik.example.kz")
        return url.rstrip("/")

    @field_validator("data_key")
    @classmethod
    def _must_be_key(cls, key: SecretStr | None) -> SecretStr | None:
        if key is not None:
            read_key(key.get_secret_value())
        return key

    @field_validator("telegram_token")
    @classmethod
    def _must_be_token(cls, token: SecretStr | None) -> SecretStr | None:
        bot, _, rest = (token.get_secret_value() if token else "1:t").partition(":")
        if not (bot.isascii() and bot.isdigit() and rest and not any(map(str.isspace, rest))):
            raise ValueError("it must look like 123456:ABC, as given by BotFather")
        return token

    @field_validator("telegram_secret")
    @classmethod
    def _must_be_header(cls, secret: SecretStr | None) -> SecretStr | None:
        said = secret.get_secret_value() if secret else "s"
        if not (said.isascii() and said.replace("_", "").replace("-", "").isalnum()):
            raise ValueError("only the letters A-Z a-z, digits, _ and - are possible")
        return secret

    @model_validator(mode="before")
    @classmethod
    def _fill_in(cls, given: Any) -> Any:
        filled = dict(given)
        port, host = filled.get("port", 8080), filled.get("host", "127.0.0.1")
        shown = "127.0.0.1" if host in {"0.0.0.0", "::"} else host
        filled.setdefault("public_url", f"http://{shown}:{port}")
        folder = Path(filled.get("data_dir", "data"))
        filled.setdefault("database_url", f"{SQLITE}:///{folder / 'esik.db'}")
        return filled

    @model_validator(mode="after")
    def _keep_words_safe(self) -> Self:
        if self.sms_url and not all(
            f"{{{name}}}" in self.sms_url + self.sms_body for name in ("phone", "text")
        ):
            raise ValueError(
                f"{PREFIX}SMS_URL and {PREFIX}SMS_BODY must say where {{phone}} and {{text}} stand"
            )
        if self.production and self.data_key is None:
            raise ValueError(
                f"{PREFIX}DATA_KEY is missing: {PREFIX}PUBLIC_URL ({self.public_url}) is not this"
                " machine, and citizens' words must be sealed. `esik keys` makes a key"
            )
        return self


def read_settings(env: Mapping[str, str] | None = None) -> Settings:
    """The settings of an environment, by default of this one.

    An empty value counts as not given. Raises SettingsError with a sentence for people.
    """
    found = os.environ if env is None else env
    given = {
        name.removeprefix(PREFIX).lower(): value.strip()
        for name, value in found.items()
        if name.startswith(PREFIX) and value.strip()
    }
    for name in given.keys() - Settings.model_fields.keys():
        if meant := get_close_matches(name, Settings.model_fields, 1, NEAR):
            raise SettingsError(
                f"{PREFIX}{name.upper()} is no setting: {PREFIX}{meant[0].upper()} is meant?"
            )
    try:
        return Settings(**given)  # type: ignore[arg-type]  # texts, read by the validators
    except ValidationError as error:
        raise SettingsError("; ".join(map(_told, error.errors()))) from None


def _told(error: Any) -> str:
    """One error as a sentence; what stands in a secret is never repeated."""
    why = error["msg"].removeprefix("Value error, ")
    if not error["loc"]:
        return str(why)
    name = str(error["loc"][0])
    secret = name == "database_url" or Settings.model_fields[name].annotation == SecretStr | None
    said = "" if secret else f" is {error['input']!r}, but"
    return f"{PREFIX}{name.upper()}{said or ':'} {why[0].lower()}{why[1:]}"


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
