"""The table, and build/bench.json."""

from __future__ import annotations

import json
import os
import platform
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

from benchmarks.measure import Held, Load, Plan, Round, middle
from benchmarks.vk import VkRound
from benchmarks.walks import Walks, described

FLOORS = {"turn_ratio": 1.5, "menu_ratio": 2.5, "turn_p99_ms": 20.0, "rss_mb": 200.0}
AIMS = {"turn_ratio": 4.0, "menu_ratio": 5.0, "turn_p99_ms": 5.0, "rss_mb": 120.0}
PACKAGES = (
    "aiogram",
    "vk_api",
    "pydantic",
    "SQLAlchemy",
    "aiosqlite",
    "cryptography",
    "orjson",
    "httptools",
    "uvloop",
)


def machine() -> dict[str, object]:
    """What the numbers were taken on."""
    return {
        "processor": processor(),
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "packages": {name: version(name) for name in PACKAGES},
    }


def processor() -> str:
    """Its name, as the system tells it."""
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def results(
    plan: Plan, rounds: Sequence[Round], half: Load | None, menu_half: Load | None, held: Held | None
) -> dict[str, object]:
    """All numbers, the five that count first."""
    found: dict[str, object] = {
        "turn_ratio": round(middle([one.form.rate / one.echo.rate for one in rounds]), 2),
        "menu_ratio": round(middle([one.menu.rate / one.echo.rate for one in rounds]), 2),
        "first_poll_s": round(middle([one.first_poll for one in rounds]), 2),
        "echo_first_poll_s": round(middle([one.echo_first_poll for one in rounds]), 2),
    }
    if half is not None:
        found |= {"turn_p99_ms": round(half.p99, 1), "half_load": rounded(half)}
    if menu_half is not None:
        found |= {"menu_half_load": rounded(menu_half)}
    if held is not None:
        found |= {"rss_mb": round(max(held.rss_at_start, held.rss_after_load), 1), "held": rounded(held)}
    return found | {
        "chats": plan.chats,
        "seconds": plan.seconds,
        "stored": plan.stored,
        "rounds": [
            {name: rounded(getattr(one, name)) for name in ("echo", "form", "menu")} for one in rounds
        ],
        "machine": machine(),
    }


def vk_results(rounds: Sequence[VkRound], paced: VkRound | None) -> dict[str, object]:
    """The column of VK."""
    if not rounds or paced is None:
        return {}
    return {
        "vk_turn_rate": round(middle([one.line.rate for one in rounds]), 1),
        "vk_ratio": round(middle([one.line.rate / one.echo.rate for one in rounds]), 2),
        "vk_paced_ratio": round(paced.line.rate / paced.echo.rate, 2),
        "vk_rounds": [{"echo": rounded(one.echo), "form": rounded(one.line)} for one in rounds],
        "vk_paced": {"echo": rounded(paced.echo), "menu": rounded(paced.line)},
    }


def vk_table(rounds: Sequence[VkRound], paced: VkRound) -> str:
    """The rounds on VK, in the columns of the table."""
    ratio = middle([one.line.rate / one.echo.rate for one in rounds])
    return "\n".join(
        (
            row("VK: vk_api used naively", [one.echo for one in rounds], "1.00"),
            row("VK: the line, form", [one.line for one in rounds], f"{ratio:.2f}"),
            row("20 calls/s: vk_api", [paced.echo], "1.00"),
            row("20 calls/s: line, menu", [paced.line], f"{paced.line.rate / paced.echo.rate:.2f}"),
        )
    )


def rounded(load: Load | Held) -> dict[str, float]:
    """A measurement for the file."""
    return {name: round(value, 2) for name, value in asdict(load).items()}


def table(rounds: Sequence[Round], half: Load | None, menu_half: Load | None, walks: Walks | None) -> str:
    """The rounds as people read them: medians, and ratios taken round by round."""
    lines = [
        f"{'':26}{'turns/s':>9}{'ratio':>7}{'p50':>8}{'p95':>8}{'p99':>8}  {'bot CPU':>8}{'sandbox':>8}",
    ]
    for name, title in (
        ("echo", "bare aiogram echo"),
        ("form", "the line, request form"),
        ("menu", "the line, menu"),
    ):
        loads: list[Load] = [getattr(one, name) for one in rounds]
        ratio = middle([getattr(one, name).rate / one.echo.rate for one in rounds])
        lines.append(row(title, loads, f"{ratio:.2f}"))
    if half is not None:
        lines.append(row("form at half of maximum", [half], ""))
    if menu_half is not None:
        lines.append(row("menu at half of maximum", [menu_half], ""))
    if walks is not None:
        lines.append(f"turns of a lap (t text, p press, c contact): form {described(walks.form)}, ")
        lines[-1] += f"menu {described(walks.menu)}, echo t; milliseconds from update to accepted reply"
    return "\n".join(lines)


def row(title: str, loads: Sequence[Load], ratio: str) -> str:
    """One line of the table."""
    values = {name: middle([getattr(load, name) for load in loads]) for name in Load.__slots__}
    return (
        f"{title:26}{values['rate']:9.0f}{ratio:>7}{values['p50']:8.1f}{values['p95']:8.1f}{values['p99']:8.1f}"
        f"  {values['bot_cpu']:8.0%}{values['sandbox_cpu']:8.0%}"
    )


def marks(found: dict[str, object]) -> str:
    """The numbers that count beside their floors and aims."""
    lines = []
    for name, floor in FLOORS.items():
        value = found.get(name)
        if not isinstance(value, float | int):
            continue
        more = name.endswith("ratio")
        good = value >= floor if more else value <= floor
        best = value >= AIMS[name] if more else value <= AIMS[name]
        word = "aim reached" if best else "floor held" if good else "BELOW THE FLOOR"
        lines.append(f"{name:14}{value:9.2f}   floor {floor:g}, aim {AIMS[name]:g}: {word}")
    if found["first_poll_s"]:
        lines.append(f"{'first_poll_s':14}{found['first_poll_s']:9.2f}   (echo {found['echo_first_poll_s']})")
    if "vk_ratio" in found:
        under = f"under VK's own limit {found['vk_paced_ratio']}"
        lines.append(f"{'vk_ratio':14}{found['vk_ratio']:9.2f}   ({found['vk_turn_rate']} turns/s; {under})")
    return "\n".join(lines)


def write(found: dict[str, object], path: Path) -> None:
    """Leave the numbers for other programs."""
    path.write_text(json.dumps(found, ensure_ascii=False, indent=2) + "\n", "utf-8")
