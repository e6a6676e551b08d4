"""Asking for help: consent, the service's form, a summary where all can be changed, and the request."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.domain.cases import Field, FieldKind, Option, Service
from bot.domain.requests import MOST_OPEN
from bot.flows.answers import AGREED, RIGHT, Choice, Line, Phone, Telling, Words, file_value, shown_phone
from bot.flows.cards import service_title
from bot.flows.days import Day, day_labels, part_key, settle_day, shown_day, sure_key
from bot.flows.desk import Desk
from bot.flows.engine import KEPT, NOTES, TOLD, Answer, Choosable, Turn
from bot.flows.overhearing import overhear
from bot.flows.services import WHOM, Services


async def request_help(turn: Turn, services: Services) -> None:
    """Take one request from a resident by the form of a service."""
    service = services.content.service(turn.subject)
    if service is None or not service.form:
        turn.say("place-gone")
        turn.go("menu")
        return
    await _need_room(turn, services)
    turn.say("form-intro", title=service.title)
    await _lead(turn, services, service, service.form)


async def call_person(turn: Turn, services: Services) -> None:
    """Ask for a person; the service that it was asked from, and words said before, come along."""
    service = services.content.person_service
    context = services.content.service(turn.subject)
    await _need_room(turn, services)
    turn.say("person-intro")
    await _lead(turn, services, service, service.form, context.path if context else "", take=True)


async def _take_told(turn: Turn, field: Field) -> None:
    """What was said before is the answer; taken once only, so that Back can ask for other words."""

    fresh = f"{KEPT}told" not in turn.answers
    await turn.keep("told", _noted)
    if fresh and turn.answers.get(TOLD):
        turn.answers.setdefault(field.key, turn.answers[TOLD])


async def _noted() -> bool:
    return True


async def _lead(
    turn: Turn,
    services: Services,
    service: Service,
    form: tuple[Field, ...],
    context: str = "",
    *,
    take: bool = False,
) -> None:
    """Lead through a form; `take` takes what was said before for the answer to its first question."""
    if any(field.personal for field in form) and not await consented(turn, services):
        turn.say("consent-refused")
        turn.go("phones")
        return
    if take:
        await _take_told(turn, form[0])
    someone = service.for_whom and await _for_whom(turn, services)
    given: dict[str, Any] = {}
    asked: list[Field] = []
    for field in fields_of(services, form, someone=someone):
        if field.wanted(given):
            first = field.kind is FieldKind.TEXT and not any(one.kind is FieldKind.TEXT for one in asked)
            asked.append(field)
            given[field.key] = await _fill(turn, services, field, told=first)
    await _summary(turn, services, service, asked)
    await _open(turn, services, service, context, asked)


async def _need_room(turn: Turn, services: Services) -> None:
    """End here where a person has as many open requests as nobody needs who means well."""

    async def has_room() -> bool:
        return await services.work.requests.count_open(services.person.id) < MOST_OPEN

    if not services.line.flood.lifted and not await turn.keep("room", has_room):
        turn.say("requests-many", count=MOST_OPEN)
        turn.go("mine")


async def consented(turn: Turn, services: Services) -> bool:
    """Whether the person agreed to their data being kept, now or before."""
    version = services.content.consent_version
    before = await turn.keep("consented", lambda: _had_consented(services, version))
    if before:
        return True
    choice = Choice.of((("yes", services.say("consent-yes")), ("no", services.say("consent-no"))))
    choice = replace(choice, said=AGREED)
    given = await turn.ask("consent", "consent", choice) == "yes"

    async def store() -> bool:
        await services.work.people.consent(services.person, version, given, services.now)
        return given

    return await turn.once("consented", store)


async def _had_consented(services: Services, version: str) -> bool:
    return services.person.consent == version


async def _for_whom(turn: Turn, services: Services) -> bool:
    choices = tuple(Choosable(key, services.say(f"whom-{key}")) for key in WHOM)
    known = services.line.whom
    return await turn.ask("whom", "form-whom", Choice(choices, said=known, within=known)) != "self"


def fields_of(services: Services, form: tuple[Field, ...], *, someone: bool) -> tuple[Field, ...]:
    """The fields of a form; for somebody else, the name and telephone of the one who asks come first."""
    if not someone:
        return form
    say = services.say
    return (
        Field("asker", FieldKind.NAME, say("form-asker"), say("form-asker-title"), longest=80),
        Field(
            "asker-phone",
            FieldKind.PHONE,
            say("form-asker-phone"),
            say("form-asker-phone-title"),
            optional=True,
        ),
        *form,
    )


async def _fill(turn: Turn, services: Services, field: Field, *, told: bool = False) -> Any:
    words = turn.answers.get(TOLD) if told else None
    if words and words["text"] and len(words["text"]) <= field.longest:
        # The first free text is often what was said before: one tap takes it, nobody writes it twice.
        text = services.say("form-told-ask", ask=field.ask, text=shortened(words["text"]))
        skip = services.say("button-skip") if field.optional else ""
        answer: Answer[Any] = Telling(field.longest, skip, told=(services.say("button-told"), words))
    else:
        text, answer = field.ask, answer_for(services, field)
    value = await turn.ask_text(field.key, text, answer)
    if field.kind is FieldKind.TEXT and turn.took and turn.answers[field.key] != words:
        overhear(services, turn.subject, field.key, value.text)
    if field.kind is FieldKind.PHONE and value and turn.took:
        turn.greet("phone-kept", phone=shown_phone(str(value)))
    if field.kind is FieldKind.DAY:
        await settle_day(turn, services, field.key, str(value))
    return value


def answer_for(services: Services, field: Field) -> Answer[Any]:
    """What counts as an answer to a field."""
    skip = services.say("button-skip") if field.optional else ""
    match field.kind:
        case FieldKind.TEXT:
            return Telling(field.longest, skip)
        case FieldKind.FILE:
            return Telling(field.longest, skip, files_only=True)
        case FieldKind.NAME:
            return Line(min(field.longest, 80), "answer-name", skip)
        case FieldKind.ADDRESS:
            return Line(min(field.longest, 300), "answer-address", skip)
        case FieldKind.PHONE:
            return Phone(skip=skip)
        case FieldKind.DAY:
            return Day(services.local(), day_labels(services), services.content.language)
        case _:
            return Choice(
                tuple(Choosable(option.key, option.label) for option in options_of(services, field))
            )


def options_of(services: Services, field: Field) -> tuple[Option, ...]:
    """What there is to choose in a field of choices."""
    if field.kind is FieldKind.YES_NO:
        return (Option("yes", services.say("button-yes")), Option("no", services.say("button-no")))
    if field.kind is FieldKind.DISTRICT:
        return tuple(Option(district.key, district.title) for district in services.content.districts)
    skip = (Option("skip", services.say("button-skip")),) if field.optional else ()
    return (*field.options, *skip)


def entries_of(
    turn: Turn, services: Services, service: Service, asked: Sequence[Field]
) -> list[dict[str, Any]]:
    """Everything that was asked and answered, and what was said besides, for whoever `services` speaks to."""
    shown = [entry for field in asked if (entry := entry_of(turn, services, field)) is not None]
    if service.for_whom:
        whom = services.say(f"whom-{turn.answers['whom']}")
        shown.insert(0, {"key": "whom", "title": services.say("form-whom-title"), "text": whom, "files": []})
    notes = turn.answers.get(NOTES)
    if notes:
        shown.append({"key": NOTES, "title": services.say("form-notes"), **notes})
    if _told_apart(turn, asked):
        shown.append({"key": TOLD, "title": services.say("form-told"), **turn.answers[TOLD]})
    return shown


def _told_apart(turn: Turn, asked: Sequence[Field]) -> bool:
    """Whether words that were said before are there, and were not taken for an answer."""
    told = turn.answers.get(TOLD)
    return bool(told) and not any(turn.answers.get(field.key) == told for field in asked)


async def _summary(turn: Turn, services: Services, service: Service, asked: Sequence[Field]) -> None:
    """Show everything that was asked; a chosen answer is asked again, and the summary comes back."""
    turn.settle_changes()
    shown = entries_of(turn, services, service, asked)
    told = _told_apart(turn, asked)
    dropped = [Choosable(f"edit-{TOLD}", services.say("button-drop-told"))] if told else []
    whose = [("whom", services.say("form-whom-title"))] if service.for_whom else []
    changes = tuple(
        Choosable(f"edit-{key}", services.say("button-change", title=title)[:40])
        for key, title in (*whose, *((field.key, field.title) for field in asked))
    )
    choices = (Choosable("send", services.say("button-send")), *changes, *dropped)
    lines = "\n".join(f"{entry['title']}: {summed(services, entry)}" for entry in shown)
    text = services.say("form-summary", title=service.title, lines=lines[:3200])
    chosen = await turn.ask_text("summary", text, Choice(choices, said=RIGHT))
    if chosen != "send":
        key = chosen.removeprefix("edit-")
        del turn.answers["summary"]
        turn.change(key, part_key(key), sure_key(key))


def entry_of(turn: Turn, services: Services, field: Field) -> dict[str, Any] | None:
    """One answer as the summary and the worker's card show it; None where it was not asked or passed over."""
    if field.key not in turn.answers:
        return None
    stored = turn.answers[field.key]
    if stored is None or stored == "skip":
        return None
    entry: dict[str, Any] = {"key": field.key, "title": field.title, "text": str(stored), "files": []}
    match field.kind:
        case FieldKind.TEXT | FieldKind.FILE:
            words: Words = Telling().recall(stored)
            entry |= {"text": words.text, "files": [file_value(file) for file in words.files]}
        case FieldKind.PHONE:
            entry["phone"] = True
        case FieldKind.DAY:
            entry["text"] = shown_day(services, stored, turn.answers.get(part_key(field.key), ""))
        case FieldKind.CHOICE | FieldKind.YES_NO | FieldKind.DISTRICT:
            options: Mapping[str, str] = {option.key: option.label for option in options_of(services, field)}
            entry["text"] = options.get(stored, str(stored))
            entry["choice"] = str(stored)
        case _:
            pass
    return entry


def summed(services: Services, entry: Mapping[str, Any]) -> str:
    """An answer in the summary: a telephone as people read it, files as their number."""
    text = shown_phone(entry["text"]) if entry.get("phone") else entry["text"]
    text = shortened(text)
    files = services.say("form-files", count=len(entry["files"])) if entry["files"] else ""
    return ", ".join(filter(None, (text, files)))


def shortened(text: str, longest: int = 300) -> str:
    """Enough of a text to know it by."""
    return text if len(text) <= longest else text[:longest].rstrip() + " …"


def _for_staff(
    turn: Turn, services: Services, service: Service, context: str, asked: Sequence[Field]
) -> list[dict[str, Any]]:
    """The answers as a worker reads them, in the default language whichever the resident's is."""
    staff = services.for_staff()
    own = staff.content.service(service.path) or service
    by_key = {field.key: field for field in fields_of(staff, own.form, someone=True)}
    kept = entries_of(turn, staff, own, [by_key.get(field.key, field) for field in asked])
    if not context:
        return kept
    title = service_title(staff, context)
    return [{"key": "context", "title": staff.say("form-context"), "text": title, "files": []}, *kept]


async def _open(
    turn: Turn, services: Services, service: Service, context: str, asked: Sequence[Field]
) -> None:
    """Store the request, once, and say what happens next and by when."""
    shown = _for_staff(turn, services, service, context, asked)
    districts = {field.key for field in service.form if field.kind is FieldKind.DISTRICT}
    district = next((entry["choice"] for entry in shown if entry["key"] in districts), "")
    phone = next((entry["text"] for entry in shown if entry.get("phone")), "")

    async def opened() -> list[Any]:
        request = await Desk(services).open(service, {"fields": shown}, district=district, phone=phone)
        return [request.id, services.moment(request.promised_at)]

    number, by = await turn.once("opened", opened)
    turn.say("request-opened", number=number, promise=service.promise.text, by=by)
