"""Any file of a moderator, taken for what it is: by its first bytes, and only then by its name."""

from __future__ import annotations

from pathlib import Path, PurePath

from bot.content.files import LARGEST
from bot.packs.archives import is_archive, opened
from bot.packs.jpz import read_jpz
from bot.packs.pack import Pack, PackRefused
from bot.packs.puz import MAGIC, read_puz
from bot.packs.tables import read_csv, read_xlsx
from bot.packs.trees import read_json, read_yaml
from bot.packs.xd import read_xd

KNOWN = ".puz, .ipuz, .jpz, .xd, .csv, .xlsx, .yaml, .json"

_CYRILLIC = range(0x410, 0x450)

_WRITTEN = {".xd", ".json", ".ipuz", ".yaml", ".yml", ".csv", ".tsv"}
"""Names of files of text; a text with another name is known by how it looks."""

_FOREIGN = {
    b"\xd0\xcf\x11\xe0": (
        "Файл закрыт паролем или сохранён старым Excel (.xls). "
        "Сохраните таблицу как .xlsx или .csv, без пароля."
    ),
    b"%PDF": "Это PDF. Перенесите слова в таблицу: в первом столбце слово, во втором подсказка.",
    b"\x89PNG": "Это картинка. Нужен сам кроссворд, файлом, или список слов с подсказками.",
    b"\xff\xd8\xff": "Это фотография. Нужен сам кроссворд, файлом, или список слов с подсказками.",
    b"Rar!": "Это архив. Достаньте из него файл и пришлите сам файл.",
    b"7z\xbc\xaf": "Это архив. Достаньте из него файл и пришлите сам файл.",
}
"""What is often sent instead, by its first bytes, and what to do."""

_OFFICE = {
    "word/document.xml": (
        "Это документ Word. Перенесите слова в таблицу: в первом столбце слово, во втором подсказка."
    ),
    "content.xml": "Это файл OpenOffice. Сохраните таблицу как .xlsx или .csv.",
}
"""The same for documents that are zipped, by a file within."""


def read_file(path: Path) -> Pack:
    """The pack of a file on the disk, or PackRefused."""
    try:
        if not path.is_file():
            raise PackRefused("Такого файла нет. Проверьте имя и папку.")
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        raise PackRefused("Файл не читается. Проверьте, что он доступен.") from error
    return read(path.name, raw)


def read(name: str, raw: bytes) -> Pack:
    """The pack of a file by its name and bytes, or PackRefused; it computes, so never inside a turn."""
    if not raw.strip():
        raise PackRefused("Файл пустой.")
    if len(raw) > LARGEST:
        raise PackRefused("Файл больше одного мегабайта. Разделите его или уберите лишнее.")
    try:
        return _read(name, raw)
    except PackRefused:
        raise
    except Exception as error:  # whatever a stranger's file did to a reader, a moderator gets a sentence
        raise PackRefused("Файл испорчен или устроен необычно: прочитать его не удалось.") from error


def _read(name: str, raw: bytes) -> Pack:
    path = PurePath(name)
    suffix, title = path.suffix.casefold(), path.stem.replace("_", " ").strip()
    if foreign := next((said for magic, said in _FOREIGN.items() if raw.startswith(magic)), ""):
        raise PackRefused(foreign)
    if MAGIC in raw[:64] or suffix == ".puz":
        return read_puz(raw)
    if is_archive(raw):
        with opened(raw) as archive:
            names = set(archive.namelist())
        if foreign := next((said for name, said in _OFFICE.items() if name in names), ""):
            raise PackRefused(foreign)
        return read_xlsx(raw, title) if "xl/workbook.xml" in names else read_jpz(raw)
    if suffix == ".jpz" or raw.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<?xml"):
        return read_jpz(raw)
    text, remarks = _text(raw)
    match suffix if suffix in _WRITTEN else _looks_like(text):
        case ".xd":
            return read_xd(text)
        case ".json" | ".ipuz":
            return read_json(text, title)
        case ".yaml" | ".yml":
            return read_yaml(text, title)
        case ".csv" | ".tsv":
            return read_csv(text, title, remarks)
    raise PackRefused(f"Такой файл мы не знаем. Можно {KNOWN}.")


def _looks_like(text: str) -> str:
    """What a text is written as; empty where it is nothing that we know."""
    begun = text.lstrip()
    if begun.startswith(("{", "[", "ipuz(")):
        return ".json"
    if "## Grid" in text:
        return ".xd"
    lines = [line for line in begun.splitlines()[:50] if line.strip()]
    for suffix, signs in ((".csv", ";\t"), (".yaml", ":")):
        if 2 * sum(any(sign in line for sign in signs) for line in lines) > len(lines):
            return suffix
    return ""


def _text(raw: bytes) -> tuple[str, list[str]]:
    """The text of a file in one of the encodings that tables are saved in."""
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"", "utf-8-sig")):
        if raw.startswith(mark):
            try:
                return raw.decode(encoding), []
            except UnicodeDecodeError:
                continue
    text = raw.decode("cp1251", "replace")
    letters = [letter for letter in text if letter.isalpha()]
    if b"\0" in raw or sum(ord(letter) in _CYRILLIC for letter in letters) * 2 < len(letters):
        raise PackRefused("Файл не в кодировке UTF-8. Сохраните его в UTF-8.")
    return text, ["Файл в старой кодировке Windows. Прочитали, но лучше сохранять в UTF-8."]
