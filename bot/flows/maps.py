"""The map of a case: where its services lead, and what their forms ask, as a walk finds it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape

from bot.domain.cases import Case, Service
from bot.flows.explore import Findings, Key, Walk
from bot.flows.services import Services

OWN = ("consent", "whom", "summary")
"""Questions that every form asks beside its own fields; whoever draws the map gives them names."""

_SIZE, _ROW, _PAD, _GAP = 15, 34, 10, 12
_LETTER = 0.58  # of the size: how wide a letter is, on an average of Russian text


@dataclass(frozen=True, slots=True)
class Step:
    """A question of a form; `sometimes` where it depends on earlier answers."""

    title: str
    sometimes: bool


@dataclass(frozen=True, slots=True)
class ServiceMap:
    """One service: its doors by their labels, and the way through its form to the request's number."""

    title: str
    doors: tuple[str, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class CaseMap:
    """A case with the ways through its services; `troubles` is what the walk stumbled over."""

    title: str
    services: tuple[ServiceMap, ...]
    troubles: tuple[str, ...]


async def map_of(services: Services, case: Case, own: Mapping[str, str]) -> CaseMap:
    """Walk through a case, and note where it leads; `own` names the questions of `OWN`."""
    paths = {service.path for service in case.services}
    walk = Walk(services, within=("service", "guide", "help"), briefly=paths)
    found = await walk.over(("service", path, {}) for path in sorted(paths))
    return CaseMap(
        case.title,
        tuple(
            ServiceMap(
                service.title,
                tuple(services.say(f"door-{door}") for door in service.doors),
                tuple(_steps(service, own, found)),
            )
            for service in case.services
        ),
        tuple(found.troubles),
    )


def _steps(service: Service, own: Mapping[str, str], found: Findings) -> Iterator[Step]:
    places = {place for place in found.places if place[:2] == ("help", service.path)}
    titles = {**own, **{field.key: field.title for field in service.form}}
    first: dict[str, int] = {}
    for _flow, _subject, keys, asked in places:
        first[asked] = min(first.get(asked, len(keys)), len(keys))
    written = list(titles)
    # In the order in which they can first come; those that come at the same place, as they are written.
    for asked in sorted(
        (one for one in first if one in titles),
        key=lambda one: (one == "summary", first[one], written.index(one)),
    ):
        yield Step(titles[asked], asked != "summary" and _avoidable(asked, places, found))


def _avoidable(asked: str, places: set[Key], found: Findings) -> bool:
    """Whether the summary can be reached without this question."""
    waiting = deque(place for place in places if not place[2] and place[3] != asked)
    seen = set(waiting)
    while waiting:
        here = waiting.popleft()
        if here[3] == "summary":
            return True
        for there in found.leads.get(here, ()):
            if there in places and there not in seen and there[3] != asked:
                seen.add(there)
                waiting.append(there)
    return False


def drawn(case: CaseMap, arrow: str = " → ") -> str:
    """The map as lines of text; what is asked only sometimes stands in brackets."""
    lines = [case.title]
    for number, service in enumerate(case.services, 1):
        last = number == len(case.services)
        lines.append(f"{'└' if last else '├'}─ {service.title}: {', '.join(service.doors)}")
        if service.steps:
            steps = arrow.join(f"({one.title})" if one.sometimes else one.title for one in service.steps)
            lines.append(f"{' ' if last else '│'}     {steps}")
    return "\n".join(lines)


def picture(case: CaseMap) -> str:
    """The map as an SVG: a line of boxes for each service, dashed where it is asked only sometimes."""
    boxes: list[str] = []
    widest = 0.0
    y = _ROW * 2.0
    for service in case.services:
        boxes.append(_text(_PAD, y, service.title, bold=True))
        boxes.append(_text(_PAD + 14 + _width(service.title) * 1.08, y, " · ".join(service.doors), "#555"))
        x, y = _PAD * 2.0, y + 12
        for step in service.steps:
            width = _width(step.title) + 2 * _PAD
            if x + width > 1100:
                x, y = _PAD * 2.0, y + _ROW + 4
            dash = ' stroke-dasharray="5 4"' if step.sometimes else ""
            boxes.append(
                f'<rect x="{x:.0f}" y="{y:.0f}" width="{width:.0f}" height="{_ROW - 6}" rx="7"'
                f' fill="#eef4fb" stroke="#2f6299"{dash}/>'
            )
            boxes.append(_text(x + _PAD, y + 19, step.title))
            x += width + _GAP
            widest = max(widest, x)
        y += _ROW * 2
    size = f'width="{max(widest, 700) + _PAD:.0f}" height="{y:.0f}"'
    head = _text(_PAD, _ROW, case.title, size=22, bold=True)
    ground = '<rect width="100%" height="100%" fill="#fff"/>'
    start = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif">'
    return "\n".join((start, ground, head, *boxes, "</svg>", ""))


def _width(text: str) -> float:
    return len(text) * _SIZE * _LETTER


def _text(
    x: float, y: float, text: str, colour: str = "#111", *, size: int = _SIZE, bold: bool = False
) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{x:.0f}" y="{y:.0f}" font-size="{size}" fill="{colour}"{weight}>{escape(text)}</text>'
