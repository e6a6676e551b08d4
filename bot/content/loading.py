"""The way from the editors' folder to frozen content, or to the list of everything to repair."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from bot.content.marked import Node, Place, Unreadable, read, show
from bot.content.models import CaseFile, CrisisFile, FieldFile, LineFile, PhonesFile, ServiceFile
from bot.content.problems import ContentError, Problem
from bot.content.rules import Found, case_rules, crisis_rules, phones_rules, service_rules
from bot.content.sentences import sentence
from bot.domain.cases import (
    Case,
    Content,
    CrisisList,
    CrisisWords,
    District,
    Field,
    Hotline,
    Option,
    Promise,
    Service,
)

LINE = "line"
"""The key under which the line's own service is known; no case may take it."""

Shape = TypeVar("Shape", bound=BaseModel)

_KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,23}")
_BAD_NAME = "Имя файла не подходит. Возьмите до 24 латинских маленьких букв, цифр и дефисов."


class Desk:
    """One reading of the folder: the files seen so far and the problems found in them."""

    def __init__(self, folder: Path, today: date) -> None:
        self.folder = folder
        self.today = today
        self.problems: list[Problem] = []
        self.digest = hashlib.sha256()
        self._trees: dict[Path, Node] = {}

    def blame(self, file: Path, place: Place, text: str) -> None:
        """Note a problem at a place of a file."""
        tree = self._trees.get(file)
        self.problems.append(Problem(str(file), tree.line_of(place) if tree else 1, show(place), text))

    def open(self, file: Path, shape: type[Shape], rules: Callable[[Node], Found]) -> Shape | None:
        """Read one file into its shape; where something is wrong, it is noted and there is nothing."""
        if not file.exists():
            self.blame(file, (), "Такого файла нет. Создайте его: без него линия не работает.")
            return None
        try:
            reading = read(file)
        except Unreadable as error:
            self.problems.append(Problem(str(file), error.line, "", error.sentence))
            return None
        tree = self._trees[file] = reading.root
        self.problems += [Problem(str(file), line, show(place), text) for place, line, text in reading.flaws]
        self.digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
        for place, text in rules(tree):
            self.blame(file, place, text)
        try:
            return shape.model_validate(tree.plain())
        except ValidationError as error:
            for one in error.errors(include_url=False):
                # pydantic marks a wrong key of a mapping with a step of its own that no editor wrote.
                self.blame(file, tuple(step for step in one["loc"] if step != "[key]"), sentence(one, shape))
            return None


def load(folder: Path, today: date | None = None) -> Content:
    """Read all content of a folder, or raise ContentError with everything that is wrong in it."""
    desk = Desk(folder, today or _today())
    cases = _cases(desk)
    line = desk.open(folder / "line.yaml", LineFile, _line_rules)
    hotlines = _hotlines(desk)
    crisis = _crisis(desk, hotlines)
    if desk.problems or line is None or crisis is None:
        raise ContentError(tuple(sorted(set(desk.problems))))
    shown = {hotline.key for words in crisis.kinds for hotline in words.hotlines}
    return Content(
        cases=tuple(sorted(cases, key=lambda case: (case.order, case.key))),
        hotlines=tuple(replace(one, crisis=one.key in shown) for one in hotlines.values()),
        districts=tuple(District(key, title) for key, title in line.districts.items()),
        crisis=crisis,
        consent_version=line.consent_version,
        cancel_reasons=_options(line.cancel_reasons),
        outcomes=_options(line.outcomes),
        block_hours=tuple(line.block_hours),
        person_service=_service(LINE, line.person),
        version=desk.digest.hexdigest()[:12],
    )


def _today() -> date:
    # A day ahead, because an editor east of the server may already have tomorrow.
    return (datetime.now(UTC) + timedelta(days=1)).date()


def _line_rules(root: Node) -> Found:
    return service_rules(root.get("person"), ("person",))


def _cases(desk: Desk) -> list[Case]:
    cases = []
    folder = desk.folder / "cases"
    for stray in sorted(folder.glob("*.yml")):
        desk.blame(stray, (), "Имя файла кончается на .yml, и он не читается. Переименуйте его в .yaml.")
    for file in sorted(folder.glob("*.yaml")):
        if not _KEY.fullmatch(file.stem):
            desk.blame(file, (), _BAD_NAME)
        elif file.stem == LINE:
            desk.blame(file, (), f"Имя «{LINE}» занято самой линией. Переименуйте файл.")
        read_case = desk.open(file, CaseFile, case_rules)
        if read_case:
            services = tuple(_service(file.stem, service) for service in read_case.services)
            cases.append(Case(file.stem, read_case.title, read_case.about, read_case.order, services))
    return cases


def _service(case: str, written: ServiceFile) -> Service:
    return Service(
        case=case,
        key=written.key,
        title=written.title,
        about=written.about,
        guide=tuple(written.guide),
        doors=tuple(written.doors),
        urgency=written.urgency,
        promise=Promise(written.promise.text, written.promise.hours),
        announce_again=written.announce_again,
        at_hand=tuple(written.at_hand),
        cost=written.cost,
        for_whom=written.for_whom,
        form=tuple(_field(field) for field in written.form),
        outcomes=_options(written.outcomes or {}),
    )


def _field(written: FieldFile) -> Field:
    return Field(
        key=written.key,
        kind=written.kind,
        ask=written.ask,
        title=written.title,
        options=_options(written.options or {}),
        optional=written.optional,
        longest=written.longest,
        when={key: tuple(answers) for key, answers in written.when.items()},
    )


def _options(written: Mapping[str, str]) -> tuple[Option, ...]:
    return tuple(Option(key, label) for key, label in written.items())


def _hotlines(desk: Desk) -> dict[str, Hotline]:
    file = desk.folder / "phones.yaml"
    written = desk.open(file, PhonesFile, phones_rules)
    for index, phone in enumerate(written.phones if written else ()):
        if phone.checked > desk.today:
            place = ("phones", index, "checked")
            desk.blame(
                file, place, f"{phone.checked} ещё не наступило. Напишите день, когда номер проверяли."
            )
    return {
        phone.key: Hotline(phone.key, phone.title, phone.number, phone.note, phone.checked, phone.national)
        for phone in (written.phones if written else ())
    }


def _crisis(desk: Desk, hotlines: dict[str, Hotline]) -> CrisisList | None:
    file = desk.folder / "crisis.yaml"
    written = desk.open(file, CrisisFile, crisis_rules)
    if written is None:
        return None
    kinds = []
    for kind, words in written.kinds.items():
        for index, key in enumerate(words.hotlines):
            if hotlines and key not in hotlines:
                text = f"Телефона «{key}» нет в phones.yaml. Добавьте его туда или исправьте ключ."
                desk.blame(file, ("kinds", kind.value, "hotlines", index), text)
        shown = tuple(replace(hotlines[key], crisis=True) for key in words.hotlines if key in hotlines)
        kinds.append(CrisisWords(kind, tuple(words.words), tuple(words.exceptions), shown))
    return CrisisList(written.version, tuple(kinds))
