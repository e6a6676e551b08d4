"""Files that people and the bot sent, with their bytes."""

import base64
import re
from dataclasses import dataclass

SIZE_SUFFIX = re.compile(r"s\d+$")
DOWNLOAD_LIMIT = 20 * 1024 * 1024


@dataclass(slots=True, frozen=True)
class File:
    """A stored file; `content` is None where only its size is played."""

    id: str
    unique_id: str
    kind: str
    name: str
    mime: str
    size: int
    content: bytes | None
    path: str


class FileStore:
    """Files by id and by download path."""

    def __init__(self) -> None:
        self._files: dict[str, File] = {}
        self._paths: dict[str, File] = {}

    def add(self, kind: str, name: str, mime: str, content: bytes | None, size: int | None = None) -> File:
        """Keep a file and give it an id; `size` without content plays a file too big to hold."""
        number = len(self._files) + 1
        unique = base64.urlsafe_b64encode(b"AQAD" + number.to_bytes(8, "big")).decode().rstrip("=")
        suffix = name.rsplit(".", 1)[-1] if "." in name else "bin"
        file = File(
            id=f"AgACAgIAAxkBAAI{number:08d}{kind[:4]}",
            unique_id=unique,
            kind=kind,
            name=name,
            mime=mime,
            size=len(content or b"") if size is None else size,
            content=content,
            path=f"{kind}s/file_{number}.{suffix}",
        )
        self._files[file.id] = file
        self._paths[file.path] = file
        return file

    def get(self, id: str) -> File | None:
        """The file with this id; a smaller size of a photo is the same file."""
        return self._files.get(id) or self._files.get(SIZE_SUFFIX.sub("", id))

    def at(self, path: str) -> File | None:
        """The file under this download path."""
        return self._paths.get(path)
