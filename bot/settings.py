"""Settings from the environment and `.env`; every one of them is in `.env.example`."""

from __future__ import annotations

from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from cryptography.fernet import Fernet
from pydantic import BaseModel, Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict, SettingsError

_MESSENGERS = ("telegram", "vk")


class SettingsRefused(Exception):
    """The settings cannot be used; `problems` are pairs of a setting and a sentence for the operator."""

    def __init__(self, problems: tuple[tuple[str, str], ...]) -> None:
        super().__init__("\n".join(f"{name}: {sentence}" for name, sentence in problems))
        self.problems = problems


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
            raise ValueError(
                "это не токен от BotFather; токен выглядит как 123456:ABC-DEF. Скопируйте его целиком."
            )
        return token

    @field_validator("api_url")
    @classmethod
    def _address(cls, url: str) -> str:
        if not url.startswith(("https://", "http://")):
            raise ValueError("нужен адрес вида https://api.telegram.org. Исправьте или уберите строку.")
        return url.rstrip("/")

    @field_validator("staff_chat", mode="before")
    @classmethod
    def _empty(cls, value: object) -> object:
        return None if value == "" else value


class VkSettings(BaseModel):
    """How to reach VK, and how fast it may be written to (0 lifts a limit)."""

    token: SecretStr = SecretStr("")
    group_id: int | None = Field(default=None, gt=0)
    api_url: str = ""
    staff_chat: int | None = None
    per_second: int = Field(default=20, ge=0)

    @field_validator("group_id", "staff_chat", mode="before")
    @classmethod
    def _empty(cls, value: object) -> object:
        return None if value == "" else value

    @field_validator("staff_chat")
    @classmethod
    def _peer(cls, chat: int | None) -> int | None:
        # People copy the number of the chat from its address: the peer is two billion more.
        return chat + 2_000_000_000 if chat is not None and 0 < chat < 2_000_000_000 else chat


class Settings(BaseSettings):
    """All settings of the line."""

    model_config = SettingsConfigDict(
        env_prefix="BOT_", env_nested_delimiter="__", env_file=".env", extra="ignore", env_ignore_empty=True
    )

    telegram: TelegramSettings = TelegramSettings()
    vk: VkSettings = VkSettings()
    admins: str = ""
    database: Path = Path("data/line.db")
    content: Path = Path("content")
    keys: SecretStr = SecretStr("")
    timezone: str = "Europe/Moscow"
    locale: str = "ru"
    messages_a_minute: int = Field(default=40, ge=0)
    understanding: Literal["vectors", "letters", "off"] = "vectors"
    clock: Path | None = None

    @field_validator("timezone")
    @classmethod
    def _zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (KeyError, ValueError, OSError):
            raise ValueError(f"часового пояса «{name}» нет. Напишите, например, Europe/Moscow.") from None
        return name

    @field_validator("keys")
    @classmethod
    def _keys(cls, keys: SecretStr) -> SecretStr:
        for number, key in enumerate(_parts(keys.get_secret_value()), 1):
            try:
                Fernet(key)
            except ValueError:
                sentence = f"ключ {number} не подходит. Сделайте новый командой: python -m bot key"
                raise ValueError(sentence) from None
        return keys

    @field_validator("admins")
    @classmethod
    def _admins(cls, admins: str) -> str:
        _accounts(admins)
        return admins

    @model_validator(mode="after")
    def _enough(self) -> Settings:
        missing = []
        if not self.telegram.token.get_secret_value() and not self.vk.token.get_secret_value():
            missing.append(
                "BOT_TELEGRAM__TOKEN: настройки нет, а без мессенджера нет линии."
                " Возьмите токен у BotFather и впишите его в .env, или задайте BOT_VK__TOKEN."
            )
        if self.vk.token.get_secret_value() and self.vk.group_id is None:
            missing.append("BOT_VK__GROUP_ID: настройки нет. Впишите номер сообщества, он есть в его адресе.")
        if self.clock is not None and self._speaks_to_people:
            missing.append(
                "BOT_CLOCK: с настоящими мессенджерами время не передвигают,"
                " эта настройка только для песочницы. Уберите её."
            )
        if not _parts(self.keys.get_secret_value()):
            missing.append(
                "BOT_KEYS: настройки нет. Сделайте ключ командой «python -m bot key»,"
                " впишите его в .env и сохраните копию отдельно."
            )
        if missing:
            raise ValueError("\n".join(missing))
        return self

    @property
    def _speaks_to_people(self) -> bool:
        """Whether a messenger is the real one, and not a sandbox."""
        telegram = self.telegram.token.get_secret_value() and self.telegram.api_url
        vk = self.vk.token.get_secret_value() and (self.vk.api_url or "https://api.vk.com")
        hosts = (urlsplit(url).hostname or "" for url in (telegram, vk) if url)
        return any(host.endswith((".telegram.org", ".vk.com", ".vk.ru")) for host in hosts)

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
            raise ValueError(f"«{part}» не подходит. Напишите через запятую, например telegram:1,vk:2.")
        found.append((messenger, int(account)))
    return tuple(found)


def load_settings() -> Settings:
    """Read the settings; raises SettingsRefused with a sentence for each problem."""
    try:
        return Settings()
    except ValidationError as error:
        problems = [problem for one in error.errors(include_url=False) for problem in _told(one)]
    except SettingsError as error:
        # pydantic-settings names the field in quotes, and nothing of its value.
        field = str(error).partition('"')[2].partition('"')[0].upper()
        sentence = f"такой настройки нет. Есть настройки с двойной чертой: BOT_{field}__…, см. .env.example."
        problems = [(f"BOT_{field}", sentence)]
    except UnicodeDecodeError:
        problems = [(".env", "файл не в кодировке UTF-8. Сохраните его в UTF-8.")]
    except OSError as error:
        problems = [(".env", f"файл не читается ({error.strerror}). Проверьте его владельца и права.")]
    raise SettingsRefused(tuple(problems)) from None


def _told(error: ErrorDetails) -> list[tuple[str, str]]:
    """What the operator reads about an error of pydantic; never the value, which may be a secret."""
    if not error["loc"]:
        parts = (line.partition(": ") for line in error["msg"].removeprefix("Value error, ").split("\n"))
        return [(name, sentence) for name, _, sentence in parts]
    name = "BOT_" + "__".join(str(part) for part in error["loc"]).upper()
    match error["type"]:
        case "value_error":
            return [(name, error["msg"].removeprefix("Value error, "))]
        case "int_parsing" | "int_type" | "int_from_float":
            return [(name, "нужно целое число. Напишите его цифрами.")]
        case "float_parsing" | "float_type":
            return [(name, "нужно число. Напишите его цифрами; дробь отделите точкой.")]
        case "greater_than_equal":
            return [(name, f"число не может быть меньше {error['ctx']['ge']:g}. Исправьте его.")]
        case "literal_error":
            return [(name, f"здесь может стоять: {error['ctx']['expected'].replace(' or ', ' или ')}.")]
        case _:
            return [(name, "это значение не подходит. Сверьтесь с .env.example.")]
