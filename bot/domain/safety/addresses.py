"""Addresses in messages: pages, invitations, @names and mail, also where they hide from filters.

Messengers mark the addresses that they know; those who must not be caught write `t . me/name`, `t(.)me`,
`сайт точка ру`. What is looked for is a name of letters and digits, a dot in some dress, and an ending
that addresses have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.safety.seen import Kind

# Endings under which nobody reads an ordinary word, even after a dot without a space.
_PLAIN = (
    "ru|su|com|org|net|info|biz|edu|gov|int|рф|рус|онлайн|сайт|дети|москва|бел|қаз|укр|pl|cn|ua|kz|by|uz|kg|am"
    "|ge|de|uk|fr|eu|us|tv|cc|io|app|dev|ai|gg|ly|gl|gle|su|tk|ml|ga|cf|gq|shop|site|online|store|xyz|top|click"
    "|link|club|page|life|live|fun|pro|icu|win|bet|vip|casino|website|space|world|today|news|blog|media|tech"
    "|host|cloud|email|group|team|center|art|help|support|finance|money|bank|loan|credit|capital|trade|market"
    "|sale|deals|gifts?|promo|bonus|bid|men|date|dating|chat|social|network|zone|city|land|house|homes|health"
    "|care|clinic|expert|academy|school|company|agency|services|systems|solutions|digital|buzz|rest|cyou|sbs"
    "|monster|quest|wiki|lol|bond|mobi|name|travel|cam|dad|zip|mov|cfd|hair|skin|makeup|beauty|tokyo|wang|ren"
    "|ltd|inc|red|blue|pink|black|green|gold|press|run|rocks|ninja|guru|works|ink|cash|fund|direct|plus|best"
    "|cool|games?|lat|stream|download|review"
)
# Endings that are words as well: they count with a path behind them, or with a digit or hyphen in the name.
_WORD = "me|to|is|it|so|no|do|my|in|at|be|as|us|we|ok|im|st|la|sh|pw|ws|co|one|now|how|love"

_DOT = r"(?:\s?[\(\[\{<]\s?(?:\.|dot|точка|тчк)\s?[\)\]\}>]\s?|\s[.·•]\s|\s[.·•](?=\S)|[.·•。．])"
_SPOKEN = r"\s(?:точка|тчк|dot|kropka)\s"
_LABEL = r"[a-z0-9а-яёұқғәіңөһłąćęńóśźż](?:[\w-]{0,62})"
_SAID = "ру|ком|орг|нет|рф|онлайн|сайт|инфо|ми|" + _PLAIN
_PATH = r"(?:\s?/\s?[^\s,;]*|\?[^\s,;]+)"
_PAGE = re.compile(
    r"(?<![\w@.-])(?:"
    r"(?P<scheme>h\s?[tx]\s?[tx]\s?p\s?s?\s?:\s?/\s?/\s?[^\s]{1,200})"
    rf"|(?P<page>(?:{_LABEL}{_DOT}){{1,5}}(?:{_PLAIN})(?![\w-]|\.[a-zа-яё])(?::\d+)?{_PATH}?)"
    rf"|(?P<word>(?:{_LABEL}{_DOT}){{1,3}}(?:{_WORD})(?![\w-])(?::\d+)?{_PATH})"
    rf"|(?P<odd>(?=[\w]*[\d_-])[a-z0-9][\w-]{{1,62}}\.(?:{_WORD})(?![\w-]))"
    rf"|(?P<said>[a-z0-9а-яё][\w-]{{1,62}}{_SPOKEN}(?:{_SAID}|{_WORD})(?![\w-])(?:\s(?:слеш|слэш|slash)\s\S+)?)"
    r")",
    re.IGNORECASE,
)
_SPELLED = re.compile(
    r"(?<!\w)(?:[^\W_]\s){1,40}[.·]\s(?:[a-zа-яё]\s){1,9}[a-zа-яё](?!\w)(?:\s?/\s?[^\s,;]*)?", re.IGNORECASE
)
"""An address typed letter by letter: «b i t . l y / name»."""

_MAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{2,64}\s?(?:@|\(at\)|\[at\]|\sсобака\s)\s?[\w-]{2,62}(?:\.|\sточка\s)[a-zа-я]{2,12}(?!\w)",
    re.IGNORECASE,
)
_MENTION = re.compile(r"(?<![\w@.])@\s?(?P<name>[a-z][a-z0-9_]{2,31})(?!\w|\.\w)", re.IGNORECASE)
_INNER = re.compile(r"\[(?:id|club|public)\d+\|[^\]]{1,80}\]|\*(?:id|club)\d+\s", re.IGNORECASE)
_PROGRAM = re.compile(
    r"[\w.-]{1,80}\.(?:apk|xapk|apks|exe|scr|msi|bat|cmd|jar|vbs|ipa|dmg)(?!\w)", re.IGNORECASE
)

_INVITES = re.compile(
    r"(?:t|telegram)\.(?:me|dog)/(?:\+|joinchat|c/)|tg://join|vk\.(?:me|com|ru)/join|chat\.whatsapp\.com"
    r"|invite\.viber|viber\.com/invite|discord\.(?:gg|com/invite)|max\.ru/join|signal\.group",
    re.IGNORECASE,
)
_SHORT = re.compile(
    r"^(?:https?://)?(?:www\.)?(?:bit\.ly|clck\.ru|vk\.cc|goo\.su|goo\.gl|tinyurl\.com|cutt\.ly|is\.gd|t\.ly"
    r"|rb\.gy|shorturl\.at|u\.to|qps\.ru|ow\.ly|rebrand\.ly|clik\.cc|tiny\.cc|lnkd\.in|surl\.li|urlz\.fr"
    r"|t\.cn|dwz\.cn|suo\.im|v\.gd|da\.gd|wa\.me|linktr\.ee|taplink\.cc|forms\.gle|kutt\.it|short\.gy"
    r"|shrt\.me|vk\.link|x\.co|buff\.ly|bl\.ink|tiny\.one|qr\.page|me-qr\.com|qrco\.de|l\.ead\.me)(?:/|$)",
    re.IGNORECASE,
)
_START = re.compile(r"t\.me/[^\s]*(?:\?start|\?startapp|bot(?:\b|[/?])|robot)", re.IGNORECASE)

# Endings that cost next to nothing, under which most pages that lure are put up.
_CHEAP = re.compile(
    r"\.(?:shop|site|online|store|xyz|top|click|link|club|page|life|live|fun|pro|icu|win|bet|vip|casino|website"
    r"|space|world|today|cc|tk|ml|ga|cf|gq|buzz|rest|cyou|sbs|monster|quest|lol|bond|cfd|hair|skin|cam|men|date"
    r"|bid|loan|credit|money|finance|cash|fund|trade|promo|bonus|gifts?|sale|deals|help|support|direct|best"
    r"|cool|one|app|info)$"
)
_BRANDS = re.compile(
    r"sber|gos-?us|gosu|tinkof|t-?bank|vtb|alfa-?bank|raiff|pochta|mvd|fssp|nalog|pfr|sfr|ozon|wildb|avito"
    r"|cdek|sdek|boxber|whatsap|telegr|paypal|allegro|inpost|olx|pko|blik|zus|mos-|vkontakt|vk-|gazprom"
    r"|rosneft|lukoil|госус|сбер|posob|vyplat|kompens|compens|golos|vote|konkurs|premium|priz|lotto|loto",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"^(?:[\w-]+\.)*(?:sber(?:bank)?\.ru|sberbank\.com|gosuslugi\.ru|tbank\.ru|tinkoff\.ru|vtb\.ru"
    r"|alfabank\.ru|pochta\.ru|mvd\.ru|xn--b1aew\.xn--p1ai|fssp\.gov\.ru|nalog\.(?:ru|gov\.ru)|sfr\.gov\.ru"
    r"|gov\.ru|ozon\.ru|wildberries\.ru|avito\.ru|cdek\.ru|telegram\.org|mos\.ru|inpost\.pl|allegro\.pl"
    r"|zus\.pl|gov\.pl|olx\.pl|royalmail\.com|vk\.com|vk\.ru|ok\.ru|t\.me|youtube\.com|youtu\.be|yandex\.ru"
    r"|rutube\.ru|dzen\.ru|wikipedia\.org|mail\.ru|max\.ru|edu\.ru)$",
    re.IGNORECASE,
)
_TELLING = (".", "/", "·", "•", "。", "．", "dot", "точка", "kropka", "тчк")
"""Signs and words, one of which every address has."""

_DOTS = re.compile(rf"{_DOT}|{_SPOKEN}", re.IGNORECASE)
_HOST = re.compile(r"^(?:[a-z]+://)?(?P<host>[^/?#:\s]+)", re.IGNORECASE)
_LETTERS = re.compile(r"[a-z]", re.IGNORECASE)
_RUSSIAN = re.compile(r"[а-яё]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """Something that leads out of the chat: what it is, how it was written, and where.

    A `grave` one holds the message of a known member, too.
    """

    kind: Kind
    words: str
    begin: int = 0
    end: int = 0
    grave: bool = False


def addresses(text: str) -> Iterator[Found]:
    """All addresses in a plain text."""
    lowered = text.lower()
    if any(one in lowered for one in _TELLING):
        for found in _PROGRAM.finditer(text):
            yield Found(Kind.PROGRAM, found[0], *found.span(), grave=True)
        for found in _PAGE.finditer(text):
            if not _ordinary(found):
                yield page(found[0], *found.span())
        for found in _SPELLED.finditer(text):
            joined = _PAGE.fullmatch(re.sub(r"\s", "", found[0]))
            if joined and not _ordinary(joined):
                yield page(found[0], *found.span())
    if any(one in lowered for one in ("@", "собака", "(at)", "[at]")):
        for found in _MAIL.finditer(text):
            yield Found(Kind.MAIL, found[0], *found.span())
        for found in _MENTION.finditer(text):
            yield Found(Kind.MENTION, found[0], *found.span())
    for found in _INNER.finditer(text):
        yield Found(Kind.MENTION, found[0], *found.span())


def page(written: str, begin: int = 0, end: int = 0) -> Found:
    """An address of a page, classed by where it leads."""
    if written.startswith("@") or re.match(r"tg://user|id\d+$", written):
        return Found(Kind.MENTION, written, begin, end)
    plain = re.sub(r"\s", "", _DOTS.sub(".", written)).lower()
    plain = re.sub(r"^hxxp", "http", plain)
    if _INVITES.search(plain):
        return Found(Kind.INVITE, written, begin, end, grave=True)
    if _SHORT.match(plain):
        return Found(Kind.SHORTENED, written, begin, end, grave=True)
    return Found(Kind.LINK, written, begin, end, grave=_grave(written, plain))


def _grave(written: str, plain: str) -> bool:
    """Whether the address looks like one that people are lured to."""
    if _START.search(plain) or plain != re.sub(r"^hxxp", "http", written.lower()):
        return True
    match = _HOST.match(plain)
    host = match["host"] if match else plain
    host = host.removeprefix("www.")
    if _OWN.match(host):
        return False
    if host.startswith("xn--") or ".xn--" in host or (_LETTERS.search(host) and _RUSSIAN.search(host)):
        return True
    return bool(_CHEAP.search(host)) or bool(_BRANDS.search(host)) or bool(re.match(r"[\d.]+$", host))


def _ordinary(found: re.Match[str]) -> bool:
    """Whether what looks like an address is only a full stop without a space, or a number."""
    if found["scheme"]:
        return False
    if found["page"]:
        label, _, ending = _DOTS.sub(".", found["page"].partition("/")[0]).rpartition(".")
        # Letters of one alphabet on both sides of the dot, or none: «стр.ru» is no page, «13.com» may be.
        mixed = bool(_RUSSIAN.search(ending)) != bool(_RUSSIAN.search(label)) and not re.search(
            r"[a-z0-9]", label, re.IGNORECASE
        )
        spaced = re.search(r"\s[.·•]\s", found["page"])
        return mixed and "/" not in found["page"] and not spaced
    return False
