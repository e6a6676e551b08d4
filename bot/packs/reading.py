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
    if MAGIC in raw[:64] or suffix == ".puz":
        return read_puz(raw)
    if is_archive(raw):
        with opened(raw) as archive:
            table = "xl/workbook.xml" in archive.namelist()
        return read_xlsx(raw, title) if table else read_jpz(raw)
    if suffix == ".jpz" or raw.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<?xml"):
        return read_jpz(raw)
    text, remarks = _text(raw)
    match suffix:
        case ".xd":
            return read_xd(text)
        case ".json" | ".ipuz":
            return read_json(text, title)
        case ".yaml" | ".yml":
            return read_yaml(text, title)
        case ".csv" | ".tsv":
            return read_csv(text, title, remarks)
    raise PackRefused(f"Такой файл мы не знаем. Можно {KNOWN}.")


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
