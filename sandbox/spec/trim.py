"""Make telegram-bot-api.json from the full specification: `python -m sandbox.spec.trim FULL.json`."""

import json
import re
import sys
from pathlib import Path
from typing import Any

KEPT = ("types", "required", "limits", "deprecated")
CONSTANT = re.compile(r"(?:must be|always) ['\"“]?(\w+)['\"”]?$|(?:must be|always) ['\"“](\w+)['\"”]")


def field(full: dict[str, Any]) -> dict[str, Any]:
    """Keep what a check needs of one field; `constant` is the only value it may have."""
    kept = {key: full[key] for key in KEPT if full.get(key)}
    found = CONSTANT.search(full["description"].strip().rstrip("."))
    if found and full["name"] in ("type", "status", "source") and full["types"] == ["String"]:
        kept["constant"] = found[1] or found[2]
    return kept


def entry(full: dict[str, Any]) -> dict[str, Any]:
    """Keep what a check needs of one method or type."""
    kept: dict[str, Any] = {"fields": {one["name"]: field(one) for one in full.get("fields", ())}}
    for key in ("returns", "subtypes"):
        if full.get(key):
            kept[key] = full[key]
    return kept


def main(source: Path) -> None:
    """Write the trimmed specification beside this file."""
    full = json.loads(source.read_text("utf-8"))
    trimmed = {
        "version": full["version"],
        "release_date": full["release_date"],
        "methods": {name: entry(method) for name, method in sorted(full["methods"].items())},
        "types": {name: entry(kind) for name, kind in sorted(full["types"].items())},
    }
    lines = json.dumps(trimmed, indent=1, ensure_ascii=False, separators=(",", ":"))
    lines = re.sub(r"\n {4,}", "", re.sub(r"\n {4,}\}", "}", lines))
    target = Path(__file__).with_name("telegram-bot-api.json")
    target.write_text(lines + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
