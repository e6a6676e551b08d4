"""Telephones and numbers of cards in messages, however they are written; amounts of money.

Dates, amounts, books' numbers, results of counting and answers of crosswords are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.domain.safety.addresses import Found
from bot.domain.safety.seen import Kind

_RUN = re.compile(
    r"(?<![\w])(?:\+\s?|\(\s?)?[0-9](?:[\s()\[\]./\\_*–—-]{0,3}[0-9OОoо]){5,40}(?![\w])|(?<!\w)\+?\d{7,40}"
)
_CARD_RUN = re.compile(r"(?<!\d)\d(?:[\s._*/\\|,–—-]{0,3}\d){12,30}(?!\d)")
_DAY, _MONTH = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
_DATE = re.compile(
    rf"(?<!\d){_DAY}[./-]{_MONTH}[./-](?:19|20)?\d\d(?!\d)|(?:19|20)\d\d[./-]{_MONTH}[./-]{_DAY}(?!\d)"
)
_YEARS = re.compile(r"(?:1[89]|20)\d\d\s?[–—-]\s?(?:1[89]|20)\d\d")
_ROUND = re.compile(r"[1-9]\d{0,2}(?:[ .]\d{3})*[ .]000")
_ASKED = re.compile(
    r"(?:тел|т\.|звон|звен|номер|набер|набир|ватсап|вотсап|вацап|whats|viber|вайбер|telegram|телег|моб|сбп|"
    r"phone|call|tel|text me|numer|dzwo|zadzw|blik|电话|手机|打|加|微信|qq)[^\d+]{0,24}$",
    re.IGNORECASE,
)
_BOOK = re.compile(
    r"(?:isbn|№|инв|штрих|артикул|показан|счетчик|счётчик|заказ|индекс)[^\d]{0,12}$", re.IGNORECASE
)
_RUSSIAN_CARDS = ("2200", "2201", "2202", "2203", "2204", "2205")
_ZERO = str.maketrans("OОoо", "0000")

_ONES = {
    "ноль": "0", "нуль": "0", "один": "1", "одна": "1", "раз": "1", "два": "2", "две": "2", "три": "3",
    "четыре": "4", "пять": "5", "шесть": "6", "семь": "7", "восемь": "8", "девять": "9", "десять": "10",
    "одиннадцать": "11", "двенадцать": "12", "тринадцать": "13", "четырнадцать": "14",
    "пятнадцать": "15", "шестнадцать": "16", "семнадцать": "17", "восемнадцать": "18",
    "девятнадцать": "19", "двадцать": "20", "тридцать": "30", "сорок": "40", "пятьдесят": "50",
    "шестьдесят": "60", "семьдесят": "70", "восемьдесят": "80", "девяносто": "90", "сто": "100",
    "двести": "200", "триста": "300", "четыреста": "400", "пятьсот": "500", "шестьсот": "600",
    "семьсот": "700", "восемьсот": "800", "девятьсот": "900", "плюс": "", "zero": "0", "one": "1",
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
    "nine": "9", "jeden": "1", "dwa": "2", "trzy": "3", "cztery": "4", "pięć": "5", "sześć": "6",
    "siedem": "7", "osiem": "8", "dziewięć": "9", "oh": "0", "double": "",
}  # fmt: skip
_SIGNS = {one: str(number) for number, one in enumerate("零一二三四五六七八九")} | {
    "〇": "0",
    "幺": "1",
    "壹": "1",
}
_TELLING = ("сот", "сто", "ять", "емь", "дцать", "nine", "eight", "seven", "osiem", "dziewi", "八", "七")
"""Parts of numerals, some of which every telephone in words has."""

_TOKEN = re.compile(r"\d+|[^\W\d_]+", re.UNICODE)
AMOUNT = re.compile(
    r"(?<![\w])(?:\d{1,3}(?:[ .\u00a0']\d{3}){1,4}|\d{1,15}(?:[.,]\d{1,9})?)\s?"
    r"(?:(?:тыс|тысяч\w*|млн|миллион\w*|тр|т\.\s?р|к|k)\b\.?\s?)?"
    r"(?:₽|\$|€|£|¥|руб\w*|рублей|р\b\.?|тыс\b\.?|тысяч\w*|тр\b|т\.\s?р|к\b|k\b|млн|миллион\w*|доллар\w*|евро|"
    r"usd|eur|usdt|gbp|pln|rub|zł|złot\w*|zl\b|tys\b\.?|元|块|万|dollars?|pounds?|bucks|euros?)"
    r"|(?:[$€£¥₽])\s?\d[\d.,]*(?:\s?[km]\b)?",
    re.IGNORECASE,
)


def numbers(text: str) -> Iterator[Found]:
    """Telephones and cards in a plain text."""
    digits = sum(map(str.isdigit, text))
    if digits >= 13:
        yield from _cards(text)
    if digits >= 6:
        yield from _telephones(text)
    yield from _spoken(text)


def valid_card(digits: str) -> bool:
    """Whether the last digit of a card's number is right (Luhn), and its first one is a card's."""
    if not 13 <= len(digits) <= 19 or digits[0] not in "23456" or len(set(digits)) < 4:
        return False
    total = 0
    for place, one in enumerate(reversed(digits)):
        value = int(one) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _cards(text: str) -> Iterator[Found]:
    for found in _CARD_RUN.finditer(text):
        digits = re.sub(r"\D", "", found[0])
        begins = range(max(1, len(digits) - 15)) if len(digits) > 16 else range(1)
        groups = re.fullmatch(r"\d{4}(?:([\s._*/\\|,–—-]{1,3})\d{4}){3}", found[0])
        if (
            valid_card(digits)
            or (groups and digits[0] in "23456")
            or any(valid_card(digits[begin : begin + 16]) and len(digits) > 19 for begin in begins)
            or (len(digits) == 16 and digits.startswith(_RUSSIAN_CARDS))
        ):
            yield Found(Kind.CARD, found[0], *found.span(), grave=True)


def _telephones(text: str) -> Iterator[Found]:
    for found in _RUN.finditer(text):
        written = found[0]
        digits = re.sub(r"\D", "", written.translate(_ZERO))
        before = text[max(0, found.start() - 40) : found.start()]
        if len(digits) >= 10 and _telephone(digits, written):
            yield Found(Kind.PHONE, written, *found.span())
            continue
        if _DATE.search(written) or _YEARS.search(written) or _BOOK.search(before):
            continue
        if _telephone(digits, written) or (6 <= len(digits) <= 13 and _called(digits, written, before)):
            yield Found(Kind.PHONE, written, *found.span())


def _called(digits: str, written: str, before: str) -> bool:
    """Whether the words before say that it is a telephone."""
    return bool(_ASKED.search(before)) and not _ROUND.fullmatch(written) and len(set(digits)) > 1


def _telephone(digits: str, written: str) -> bool:
    if written.startswith("+"):
        return 9 <= len(digits) <= 15
    if len(digits) == 11:
        # Russian numbers with their seven or eight, Chinese mobile ones.
        return (digits[0] in "78" and digits[1] in "34589") or (
            digits[0] == "1" and digits[1] in "3456789" and written.isdigit()
        )
    if len(digits) == 10:
        return digits[0] == "9" and not _ROUND.fullmatch(written) and not digits.endswith("0000")
    if len(digits) == 9:
        # Polish ones, in threes: 500 100 233; a sum of money would end in noughts.
        return bool(re.fullmatch(r"[4-8]\d\d[ -]\d{3}[ -]\d{3}", written)) and not digits.endswith("000")
    return False


def _spoken(text: str) -> Iterator[Found]:
    """A telephone in words, or in words and digits by turns."""
    lowered = text.lower()
    if not any(word in lowered for word in _TELLING):
        return
    run: list[tuple[int, int, str]] = []
    worded = False
    for token in (*_TOKEN.finditer(lowered), None):
        value, word = _value(token[0]) if token is not None else (None, False)
        if token is not None and value is not None and (not run or token.start() - run[-1][1] <= 4):
            run.append((token.start(), token.end(), value))
            worded = worded or word
            continue
        digits = _dictated([one[2] for one in run]) if worded else ""
        if digits:
            card = len(digits) == 16 and (valid_card(digits) or digits.startswith(_RUSSIAN_CARDS))
            kind = Kind.CARD if card else Kind.PHONE
            yield Found(kind, text[run[0][0] : run[-1][1]], run[0][0], run[-1][1], grave=card)
        run, worded = [], False
        if token is not None and value is not None:
            run, worded = [(token.start(), token.end(), value)], word


def _value(token: str) -> tuple[str | None, bool]:
    if token.isdigit():
        return token, False
    if token in _ONES:
        return _ONES[token], True
    if token[0] in _SIGNS and all(one in _SIGNS for one in token):
        return "".join(_SIGNS[one] for one in token), True
    return None, False


def _dictated(values: list[str]) -> str:
    """The digits of numbers said one after another, when they are a telephone: enough, and no counting."""
    said = [value for value in values if value]
    plain = [int(value) for value in said if len(value) < 12]
    if len(said) < 4 or plain == sorted(plain) or plain == sorted(plain, reverse=True):
        return ""
    digits = ""
    for place, value in enumerate(said):
        after = said[place + 1] if place + 1 < len(said) else ""
        # «девятьсот пятьдесят восемь» is one number of three digits.
        joins = len(value) in (2, 3) and len(value.rstrip("0")) == 1 and 0 < len(after) < len(value)
        digits += value[: len(value) - len(after)] if joins and after.strip("0") else value
    return digits if len(digits) >= 9 else ""
