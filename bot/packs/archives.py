"""Zipped files of strangers, opened with limits, and their XML without what makes XML dangerous."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from bot.packs.pack import PackRefused

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

LARGEST = 8_000_000
"""Bytes of everything in an archive, unpacked."""

MOST = 200
"""Files in an archive."""


def is_archive(raw: bytes) -> bool:
    """Whether the bytes are a zip file."""
    return raw.startswith(b"PK\x03\x04")


def opened(raw: bytes) -> zipfile.ZipFile:
    """An archive whose content is of a bounded size, as its list says; reading stops at what it says."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise PackRefused("Архив испорчен. Сохраните файл заново.") from error
    listed = archive.infolist()
    if len(listed) > MOST or sum(one.file_size for one in listed) > LARGEST:
        raise PackRefused("Архив слишком велик в распакованном виде. Такой файл не берём.")
    if any(one.flag_bits & 0x1 for one in listed):
        raise PackRefused("Архив закрыт паролем. Сохраните файл без пароля.")
    return archive


def unzipped(raw: bytes) -> bytes:
    """The one file that matters in an archive."""
    archive = opened(raw)
    names = [
        one.filename
        for one in archive.infolist()
        if not one.is_dir() and not one.filename.startswith("__MACOSX/")
    ]
    if len(names) != 1:
        raise PackRefused("В архиве должен лежать один файл с кроссвордом.")
    try:
        return archive.read(names[0])
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise PackRefused("Архив испорчен. Сохраните файл заново.") from error


def parsed(raw: bytes) -> Element:
    """The tree of XML with no entities and no document type, or PackRefused."""
    try:
        root: Element = fromstring(raw, forbid_dtd=True)
    except DefusedXmlException as error:
        raise PackRefused(
            "В XML есть описания сущностей (DOCTYPE), они опасны. Такой файл не берём."
        ) from error
    except (ParseError, ValueError, LookupError) as error:
        raise PackRefused("XML в файле не читается. Сохраните кроссворд заново.") from error
    return root
