"""The way from the editors' folder to frozen content, or to the list of everything to repair."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot.content import overlays, shaping
from bot.content.folder import Folder, Written
from bot.content.models import (
    ActivitiesFile,
    CaseFile,
    CrisisFile,
    CrisisOverlay,
    DeskFile,
    DeskOverlay,
    FraudFile,
    LineFile,
    PhonesFile,
    ProvidersFile,
    SafetyFile,
    SafetyOverlay,
)
from bot.content.phrases import contradictions
from bot.content.problems import ContentError
from bot.content.rules import (
    activities_rules,
    case_rules,
    crisis_rules,
    fraud_rules,
    kinds_rules,
    line_rules,
    no_rules,
    phones_rules,
    providers_rules,
)
from bot.content.safety import safety_rules, safety_words
from bot.domain.cases import (
    Content,
    CrisisKind,
    CrisisList,
    CrisisWords,
    DeskIntent,
    District,
    Examples,
    FraudList,
    Hotline,
    Providers,
)
from bot.domain.crisis import put_groups
from bot.domain.timetable import Calendar

LINE = "line"
"""The key under which the line's own service is known; no case may take it."""

_FILES = ("line", "phones", "crisis", "desk", "providers", "fraud", "activities", "safety")
_KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,23}")
_BAD_NAME = "Имя файла не подходит. Возьмите до 24 латинских маленьких букв, цифр и дефисов."
_YML = "Имя файла кончается на .yml, и он не читается. Переименуйте его в .yaml."


def load(path: Path, today: date | None = None) -> Content:
    """Read all content of a folder, in the language it is written in; or raise ContentError: all problems."""
    folder = Folder(path, today or tomorrow())
    content = read_all(folder)
    if content is None:
        raise ContentError(tuple(sorted(set(folder.problems))))
    return content


def tomorrow() -> date:
    """The last day that may be a date of today: an editor east of the server may already have tomorrow."""
    return (datetime.now(UTC) + timedelta(days=1)).date()


def read_all(folder: Folder) -> Content | None:
    """All content of a folder in every language, or nothing where the folder has problems by then."""
    _names(folder)
    files = _files(folder)
    folder.problems += contradictions(folder)
    if files is None or folder.problems:
        return None
    folder.note_texts()
    version = folder.digest.hexdigest()[:12]
    everywhere = {
        language: _content(files, language, folder.source, folder.languages, version)
        for language in folder.languages
    }
    content = everywhere.pop(folder.source)
    return replace(content, translations=everywhere)


def _names(folder: Folder) -> None:
    """Files that nobody would read, because of their names."""
    cases = folder.path / "cases"
    for file in sorted((*folder.path.glob("*.yml"), *cases.glob("*.yml"))):
        folder.blame(file, (), _YML)
    for file in sorted(folder.path.glob("*.yaml")):
        if file.name.partition(".")[0] not in _FILES:
            known = ", ".join(f"{name}.yaml" for name in _FILES)
            text = f"Файл с таким именем не читается. Переименуйте его или уберите; есть: {known}."
            folder.blame(file, (), text)
    for file in sorted((*folder.path.glob("*.*.yaml"), *cases.glob("*.*.yaml"))):
        base = file.with_name(file.name.partition(".")[0] + ".yaml")
        if not base.exists():
            text = f"Переводить нечего: файла {base.name} нет. Исправьте имя или создайте его."
            folder.blame(file, (), text)
    for file in sorted(cases.glob("*.yaml")):
        if file.stem == LINE:
            folder.blame(file, (), f"Имя «{LINE}» занято самой линией. Переименуйте файл.")
        elif "." not in file.stem and not _KEY.fullmatch(file.stem):
            folder.blame(file, (), _BAD_NAME)


@dataclass(frozen=True, slots=True)
class _Files:
    """What the files say, each by language; the default language is always there, but for optional files."""

    cases: Mapping[str, Mapping[str, CaseFile]]
    line: Mapping[str, LineFile]
    phones: Mapping[str, PhonesFile]
    providers: Mapping[str, ProvidersFile]
    fraud: Mapping[str, FraudFile]
    activities: Mapping[str, ActivitiesFile]
    crisis: CrisisFile
    crisis_elsewhere: Mapping[str, CrisisOverlay]
    desk: DeskFile | None
    desk_elsewhere: Mapping[str, DeskOverlay]
    safety: tuple[SafetyOverlay, ...]


def _files(folder: Folder) -> _Files | None:
    path = folder.path
    cases = {
        file.stem: read
        for file in sorted((path / "cases").glob("*.yaml"))
        if "." not in file.stem and (read := folder.open(file, CaseFile, case_rules))
    }
    line = folder.open(path / "line.yaml", LineFile, line_rules)
    phones = folder.open(path / "phones.yaml", PhonesFile, phones_rules)
    crisis = folder.open(path / "crisis.yaml", CrisisFile, crisis_rules)
    desk = folder.open(path / "desk.yaml", DeskFile, no_rules, wanted=False)
    providers = folder.open(path / "providers.yaml", ProvidersFile, providers_rules, wanted=False)
    fraud = folder.open(path / "fraud.yaml", FraudFile, fraud_rules, wanted=False)
    activities = folder.open(path / "activities.yaml", ActivitiesFile, activities_rules, wanted=False)
    safety = folder.open(path / "safety.yaml", SafetyFile, safety_rules, wanted=False)
    _dates(folder, phones, providers)
    _references(folder, cases, phones, crisis, providers)
    _kinds(folder, cases, activities)
    if not (line and phones and crisis):
        return None
    return _Files(
        cases={key: folder.translations(one, case_rules, overlays.CASE) for key, one in cases.items()},
        line=folder.translations(line, line_rules, overlays.LINE),
        phones=folder.translations(phones, phones_rules, overlays.PHONES),
        providers=(folder.translations(providers, providers_rules, overlays.PROVIDERS) if providers else {}),
        fraud=folder.translations(fraud, fraud_rules, overlays.FRAUD) if fraud else {},
        activities=(folder.translations(activities, kinds_rules, overlays.ACTIVITIES) if activities else {}),
        crisis=crisis.said,
        crisis_elsewhere=folder.additions(crisis, "kinds", CrisisOverlay, crisis_rules),
        desk=desk.said if desk else None,
        desk_elsewhere=folder.additions(desk, "intents", DeskOverlay, no_rules) if desk else {},
        safety=(safety.said, *folder.additions(safety, "schemes", SafetyOverlay, safety_rules).values())
        if safety
        else (),
    )


def _dates(folder: Folder, phones: Written[PhonesFile] | None, lists: Written[ProvidersFile] | None) -> None:
    for index, phone in enumerate(phones.said.phones if phones else ()):
        if phones and phone.checked > folder.today:
            text = f"{phone.checked} ещё не наступило. Напишите день, когда номер проверяли."
            folder.blame(phones.file, ("phones", index, "checked"), text)
        if phones and phone.until and phone.until < phone.checked:
            text = f"Срок {phone.until} кончился раньше проверки {phone.checked}. Исправьте одну из дат."
            folder.blame(phones.file, ("phones", index, "until"), text)
    for key, one in lists.said.lists.items() if lists else ():
        for index, entry in enumerate(one.entries):
            place = ("lists", key, "entries", index)
            if lists and entry.checked > folder.today:
                text = f"{entry.checked} ещё не наступило. Напишите день, когда запись проверяли."
                folder.blame(lists.file, (*place, "checked"), text)
            if lists and entry.until < entry.checked:
                text = f"Срок {entry.until} кончился раньше проверки {entry.checked}. Исправьте одну из дат."
                folder.blame(lists.file, (*place, "until"), text)


def _references(
    folder: Folder,
    cases: Mapping[str, Written[CaseFile]],
    phones: Written[PhonesFile] | None,
    crisis: Written[CrisisFile] | None,
    providers: Written[ProvidersFile] | None,
) -> None:
    """Keys that name something in another file, where that file has no such thing."""
    numbers = {phone.key for phone in phones.said.phones} if phones else set()
    for kind, words in crisis.said.kinds.items() if crisis else ():
        for index, key in enumerate(words.hotlines):
            if crisis and numbers and key not in numbers:
                text = f"Телефона «{key}» нет в phones.yaml. Добавьте его туда или исправьте ключ."
                folder.blame(crisis.file, ("kinds", kind.value, "hotlines", index), text)
    broken = providers is None and (folder.path / "providers.yaml").exists()
    lists = set(providers.said.lists) if providers else set()
    for case in cases.values():
        for position, service in enumerate(case.said.services):
            for index, key in enumerate(service.providers):
                if key not in lists and not broken:
                    text = f"Списка «{key}» нет в providers.yaml. Добавьте его туда или исправьте ключ."
                    folder.blame(case.file, ("services", position, "providers", index), text)


def _kinds(
    folder: Folder, cases: Mapping[str, Written[CaseFile]], activities: Written[ActivitiesFile] | None
) -> None:
    """Kinds of activities that services lead to and nobody wrote; without the file no door is shown."""
    known = {kind.key for kind in activities.said.kinds} if activities else set()
    for case in cases.values():
        for position, service in enumerate(case.said.services):
            if known and service.activities and service.activities not in known:
                text = f"Вида «{service.activities}» нет в activities.yaml. Есть: {', '.join(sorted(known))}."
                folder.blame(case.file, ("services", position, "activities"), text)


def _content(files: _Files, language: str, default: str, languages: tuple[str, ...], version: str) -> Content:
    line = files.line.get(language) or files.line[default]
    cases = [shaping.case(key, one.get(language) or one[default], one) for key, one in files.cases.items()]
    hotlines = {
        phone.key: shaping.hotline(phone, files.phones[default].owner)
        for phone in (files.phones.get(language) or files.phones[default]).phones
    }
    crisis = _crisis(files, default, hotlines)
    shown = {hotline.key for words in crisis.kinds for hotline in words.hotlines}
    providers = files.providers.get(language) or files.providers.get(default)
    fraud = files.fraud.get(language) or files.fraud.get(default)
    activities = files.activities.get(language) or files.activities.get(default)
    return Content(
        cases=tuple(sorted(cases, key=lambda case: (case.order, case.key))),
        hotlines=tuple(replace(one, crisis=one.key in shown) for one in hotlines.values()),
        districts=tuple(District(key, title) for key, title in line.districts.items()),
        crisis=crisis,
        consent_version=line.consent_version,
        cancel_reasons=shaping.options(line.cancel_reasons),
        outcomes=shaping.options(line.outcomes),
        block_hours=tuple(line.block_hours),
        person_service=shaping.service(LINE, line.person, {}),
        version=version,
        desk=tuple(_desk(files, default)),
        harmless=shaping.examples(
            {default: files.crisis.harmless}
            | {code: one.harmless for code, one in files.crisis_elsewhere.items()}
        ),
        providers=shaping.providers(providers) if providers else Providers(),
        fraud=shaping.fraud(fraud) if fraud else FraudList(),
        calendar=shaping.calendar(activities) if activities else Calendar(),
        safety=safety_words(files.safety),
        language=language,
        languages=languages,
    )


def _crisis(files: _Files, default: str, hotlines: Mapping[str, Hotline]) -> CrisisList:
    # People in danger write in any language, whichever they chose: the list is one for all.
    everywhere: tuple[CrisisFile | CrisisOverlay, ...] = (files.crisis, *files.crisis_elsewhere.values())
    kinds = []
    for kind, words in files.crisis.kinds.items():
        others = {code: one.kinds[kind] for code, one in files.crisis_elsewhere.items() if kind in one.kinds}

        def told(name: str, kind: CrisisKind = kind) -> tuple[str, ...]:
            return tuple(
                put_groups(phrase, file.groups)
                for file in everywhere
                if kind in file.kinds
                for phrase in getattr(file.kinds[kind], name)
            )

        said = {default: words.phrases} | {code: one.phrases for code, one in others.items()}
        kinds.append(
            CrisisWords(
                kind,
                told("words"),
                told("exceptions"),
                tuple(replace(hotlines[key], crisis=True) for key in words.hotlines),
                Examples(words.intent, {code: tuple(listed) for code, listed in said.items() if listed})
                if words.intent
                else None,
                told("maybe"),
                told("aside"),
            )
        )
    return CrisisList(files.crisis.version, tuple(kinds))


def _desk(files: _Files, default: str) -> Iterator[DeskIntent]:
    for intent, one in files.desk.intents.items() if files.desk else ():
        said = {default: tuple(one.phrases)}
        for language, other in files.desk_elsewhere.items():
            if intent in other.intents:
                said[language] = tuple(other.intents[intent].phrases)
        yield DeskIntent(one.opens, Examples(intent, said))
