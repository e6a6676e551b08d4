"""The editors' files, once they are right, as the frozen data that the line works with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import time

from bot.content.models import (
    ActivitiesFile,
    CaseFile,
    FieldFile,
    FraudFile,
    HotlineFile,
    ProvidersFile,
    ServiceFile,
)
from bot.domain.activities import Quiet
from bot.domain.cases import (
    Case,
    Examples,
    Field,
    FraudList,
    FraudSign,
    Hotline,
    Option,
    Promise,
    Provider,
    ProviderList,
    Providers,
    Service,
)
from bot.domain.timetable import Calendar, Kind

Sayings = Mapping[str, Mapping[str, Iterable[str]]]
"""Phrases by language and intent."""


def case(key: str, written: CaseFile, everywhere: Mapping[str, CaseFile]) -> Case:
    """A case in one language; its phrases come from all of them."""
    services = []
    for index, one in enumerate(written.services):
        said = {language: file.services[index].intents for language, file in everywhere.items()}
        services.append(service(key, one, said))
    return Case(key, written.title, written.about, written.order, tuple(services))


def service(case_key: str, written: ServiceFile, said: Sayings) -> Service:
    """A service in one language, with the phrases of all languages."""
    return Service(
        case=case_key,
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
        outcomes=options(written.outcomes or {}),
        intents=examples(said),
        providers=tuple(written.providers),
        quick_exit=written.quick_exit,
        activities=written.activities or "",
    )


def _field(written: FieldFile) -> Field:
    return Field(
        key=written.key,
        kind=written.kind,
        ask=written.ask,
        title=written.title,
        options=options(written.options or {}),
        optional=written.optional,
        longest=written.longest,
        when={key: tuple(answers) for key, answers in written.when.items()},
    )


def options(written: Mapping[str, str]) -> tuple[Option, ...]:
    """Keys and labels as options."""
    return tuple(Option(key, label) for key, label in written.items())


def examples(said: Sayings) -> tuple[Examples, ...]:
    """Phrases by intent and language, the intents in the order in which they are first met."""
    turned: dict[str, dict[str, tuple[str, ...]]] = {}
    for language, intents in said.items():
        for intent, phrases in intents.items():
            turned.setdefault(intent, {})[language] = tuple(phrases)
    return tuple(Examples(intent, phrases) for intent, phrases in turned.items())


def hotline(written: HotlineFile, owner: str) -> Hotline:
    """A telephone number in one language."""
    return Hotline(
        written.key,
        written.title,
        written.number,
        written.note,
        written.checked,
        written.national,
        until=written.until,
        owner=owner,
    )


def providers(written: ProvidersFile) -> Providers:
    """The lists of providers in one language."""
    return Providers(
        tuple(
            ProviderList(
                key,
                one.title,
                one.owner,
                tuple(
                    Provider(
                        key=entry.key,
                        title=entry.title,
                        about=entry.about,
                        checked=entry.checked,
                        until=entry.until,
                        number=entry.number or "",
                        address=entry.address or "",
                        site=entry.site or "",
                        hours=entry.hours or "",
                        example=entry.example,
                    )
                    for entry in one.entries
                ),
            )
            for key, one in written.lists.items()
        )
    )


def fraud(written: FraudFile) -> FraudList:
    """The signs of fraud in one language, found by its phrases or, where it has none, by the source's."""
    return FraudList(
        tuple(
            FraudSign(
                sign.key,
                sign.title,
                sign.why,
                sign.advice,
                tuple(sign.words),
                tuple(sign.exceptions),
                sign.weak,
                sign.faint,
            )
            for sign in written.signs
        ),
        tuple(written.now),
    )


def calendar(written: ActivitiesFile) -> Calendar:
    """What is said of everything with a time, in one language."""
    quiet = written.quiet
    return Calendar(
        kinds=tuple(Kind(one.key, one.title, one.about, one.hours) for one in written.kinds),
        quiet=Quiet(_time(quiet.begin), _time(quiet.end)) if quiet else Quiet(),
        cap=written.cap,
        holidays=frozenset(written.holidays),
    )


def _time(clock: str) -> time:
    hours, _, minutes = clock.partition(":")
    return time(int(hours), int(minutes))
