"""Settings from the environment and `.env`; every one of them is in `.env.example`."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

from cryptography.fernet import Fernet
from pydantic import BaseModel, Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

_MESSENGERS = ("telegram", "vk")


class SettingsRefused(Exception):
    """The settings cannot be used; the text is a sentence for the operator for each problem."""


class TelegramSettings(BaseModel):
    """How to reach Telegram, and how fast it may be written to (0 lifts a limit)."""

    token: SecretStr = SecretStr("")
    api_url: str = "https://api.telegram.org"
    staff_chat: int | None = None
    per_second: int = Field(default=30, ge=0)
    chat_burst: int = Field(default=5, ge=1)
    chat_per_second: float = Field(default=1.0, ge=0)
    group_per_minute: int = Field(default=20, ge=0)

    @field_validator("token")
    @classmethod
    def _whole(cls, token: SecretStr) -> SecretStr:
        number, _, secret = token.get_secret_value().partition(":")
        if token.get_secret_value() and not (number.isdigit() and secret):
            raise ValueError("this is not a token of BotFather; it looks like 123456:ABC-DEF")
        return token

    @field_validator("api_url")
    @classmethod
    def _address(cls, url: str) -> str:
        if not url.startswith(("https://", "http://")):
            raise ValueError("an address like https://api.telegram.org is needed")
        return url.rstrip("/")

    @field_validator("staff_chat", mode="before")
    @classmethod
    def _empty(cls, value: object) -> object:
        return None if value == "" else value


class Settings(BaseSettings):
    """All settings of the line."""

    model_config = SettingsConfigDict(
        env_prefix="BOT_", env_nested_delimiter="__", env_file=".env", extra="ignore", env_ignore_empty=True
    )

    telegram: TelegramSettings = TelegramSettings()
    admins: str = ""
    database: Path = Path("data/line.db")
    content: Path = Path("content")
    keys: SecretStr = SecretStr("")
    timezone: str = "Europe/Moscow"
    locale: str = "ru"
    messages_a_minute: int = Field(default=40, ge=0)

    @field_validator("timezone")
    @classmethod
    def _zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (KeyError, ValueError, OSError):
            raise ValueError(f"there is no time zone {name}; write it like Europe/Moscow") from None
        return name

    @field_validator("keys")
    @classmethod
    def _keys(cls, keys: SecretStr) -> SecretStr:
        for number, key in enumerate(_parts(keys.get_secret_value()), 1):
            try:
                Fernet(key)
            except ValueError:
                raise ValueError(f"key {number} is not a key; make one with: python -m bot key") from None
        return keys

    @field_validator("admins")
    @classmethod
    def _admins(cls, admins: str) -> str:
        _accounts(admins)
        return admins

    @model_validator(mode="after")
    def _enough(self) -> Settings:
        if not self.keys.get_secret_value():
            raise ValueError(
                "BOT_KEYS is missing: make a key with «python -m bot key», keep a copy of it apart"
            )
        if not self.telegram.token.get_secret_value():
            raise ValueError("BOT_TELEGRAM__TOKEN is missing: without a messenger there is no line")
        return self

    @property
    def zone(self) -> ZoneInfo:
        """The zone of the station."""
        return ZoneInfo(self.timezone)

    @property
    def key_list(self) -> tuple[str, ...]:
        """The keys, the one that seals first."""
        return tuple(_parts(self.keys.get_secret_value()))

    @property
    def admin_accounts(self) -> tuple[tuple[str, int], ...]:
        """Messenger and account of each administrator."""
        return _accounts(self.admins)


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _accounts(text: str) -> tuple[tuple[str, int], ...]:
    found = []
    for part in _parts(text):
        messenger, _, account = part.partition(":")
        if messenger not in _MESSENGERS or not account.isdigit():
            raise ValueError(f"«{part}» is no account; write BOT_ADMINS like telegram:1,vk:2")
        found.append((messenger, int(account)))
    return tuple(found)


def load_settings() -> Settings:
    """Read the settings; raises SettingsRefused with a sentence for each problem."""
    try:
        return Settings()
    except ValidationError as error:
        sentences = []
        for problem in error.errors(include_url=False, include_input=False):
            name = "BOT_" + "__".join(str(part) for part in problem["loc"]).upper() if problem["loc"] else ""
            text = problem["msg"].removeprefix("Value error, ")
            sentences.append(f"{name}: {text}" if name else text)
        raise SettingsRefused("\n".join(sentences)) from None
