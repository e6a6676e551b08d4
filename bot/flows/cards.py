"""What the cards of a request show: in the staff room nothing personal, at the owner's desk everything."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.domain.people import Person
from bot.domain.requests import HelpRequest, State
from bot.domain.wording import tidy
from bot.flows.answers import shown_phone
from bot.flows.services import Services
from bot.vocabulary import Button, Message

ALARM = "line/alarm"
"""The service under which a request made by words of crisis stands."""

LONGEST = 3500
"""Characters of a message that we build; the rest goes in another."""

_ON_CARD = 600
"""Characters of one answer on a card; a longer one follows whole."""


def card_key(number: int) -> str:
    """The key of a request's card in a room."""
    return f"request:{number}"


def alarm_key(number: int) -> str:
    """The key of an alarm's card in the private chats that it is put to."""
    return f"alarm:{number}"


def name_of(services: Services, person: Person | None) -> str:
    """A worker by name, or by the account's number while the messenger has told none."""
    if person is None:
        return ""
    return person.name or services.say("worker-unnamed", account=person.account)


def service_title(services: Services, path: str) -> str:
    """A service as people call it, also when the editors have taken it away since."""
    if path == ALARM:
        return services.say("alarm-title")
    service = services.content.service(path)
    return service.title if service is not None else path


def request_label(services: Services, request: HelpRequest, longest: int = 40) -> str:
    """A request on a button at its owner's desk: the number, the service, and what it is about."""
    about = about_of(request)
    title = f"№{request.id} {service_title(services, request.service)}"
    if about:
        title = title[: longest // 2].rstrip() + " · " + about
    return clipped(title, longest)


def about_of(request: HelpRequest) -> str:
    """What a request is about, in the resident's first words that say so."""
    fields = request.form.get("fields", ())
    about = next((one["text"] for one in fields if one["text"] and _tells(one)), "")
    return " ".join(about.split())


def clipped(text: str, longest: int) -> str:
    """A text that fits, with a sign that there is more of it."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def _tells(field: Mapping[str, Any]) -> bool:
    """Whether an answer says what is wanted: no choice, no telephone, not for whom or by whom."""
    return not ("choice" in field or "phone" in field or field.get("key") in ("whom", "context", "asker"))


def district_title(services: Services, key: str) -> str:
    """A district as people call it."""
    known = next((district.title for district in services.content.districts if district.key == key), "")
    return known or services.say("district-unknown")


async def room_card(services: Services, request: HelpRequest) -> Message:
    """The card for the staff room: number, service, district, urgency, time, state."""
    say = services.say
    owner = await services.work.people.get(request.owner) if request.owner is not None else None
    text = say(
        "room-card",
        number=request.id,
        service=service_title(services, request.service),
        district=district_title(services, request.district),
        urgency=say(f"urgency-{request.urgency}"),
        opened=services.moment(request.opened_at),
        state=say(f"room-state-{request.state}", name=name_of(services, owner)),
    )
    if request.state is State.NEW:
        data = f"r:take:{request.id}:{request.version}"
        return Message(text, buttons=((Button(say("button-take"), data=data),),))
    return Message(text)


async def alarm_card(services: Services, request: HelpRequest) -> Message:
    """What a worker is called with in private while nobody takes an alarm; nothing personal either."""
    say = services.say
    if request.state is not State.NEW:
        owner = await services.work.people.get(request.owner) if request.owner is not None else None
        if owner is None:
            return Message(say("alarm-closed", number=request.id))
        return Message(say("alarm-over", number=request.id, name=name_of(services, owner)))
    data = f"r:take:{request.id}:{request.version}"
    text = say("alarm-call", number=request.id, opened=services.moment(request.opened_at))
    return Message(text, buttons=((Button(say("button-take"), data=data),),))


async def private_card(services: Services, request: HelpRequest) -> tuple[Message, list[str]]:
    """The owner's card, and the long answers that follow it whole."""
    say = services.say
    lines, overflow = [], []
    for field in request.form.get("fields", ()):
        line = field_line(field)
        if len(line) > _ON_CARD:
            overflow += cut(say("desk-long", number=request.id, title=field["title"], text=field["text"]))
            line = line[:_ON_CARD].rstrip() + " …"
        lines.append(line)
    resident = await services.work.people.get(request.person)
    text = say(
        "desk-card",
        number=request.id,
        service=service_title(services, request.service),
        state=say(f"desk-state-{request.state}"),
        resident=_resident(services, resident) if resident else "",
        opened=services.moment(request.opened_at),
        promised=services.moment(request.promised_at),
        form="\n".join(lines),
    )
    return Message(text[:4000], buttons=_desk_buttons(services, request)), overflow


def _resident(services: Services, resident: Person) -> str:
    """Who asks, and in which language the line talks with them, where it is another one."""
    book = services.line.book_of(resident, resident.address)
    # Whoever writes to us chose that name: marks that turn a line round are not theirs to put on a card.
    name = clipped(tidy(resident.name), 80)
    if book is services.line.book:
        return name
    language = services.line.names[book.content.language]
    return services.say("desk-speaks", name=name, language=language)


def field_line(field: Mapping[str, Any]) -> str:
    """One answer of a form, as a worker reads it."""
    text = shown_phone(field["text"]) if field.get("phone") else field["text"]
    files = len(field.get("files", ()))
    return f"{field['title']}: {text}" + (f" (+{files})" if files and text else "")


def _desk_buttons(services: Services, request: HelpRequest) -> tuple[tuple[Button, ...], ...]:
    def button(verb: str) -> Button:
        return Button(services.say(f"button-desk-{verb}"), data=f"r:{verb}:{request.id}:{request.version}")

    if not request.state.open:
        return ((button("note"), button("history")),)
    return (
        (button("ask"), button("done")),
        (button("hand"), button("back")),
        (button("note"), button("history")),
        (button("cancel"), button("block")),
    )


def resident_state(services: Services, request: HelpRequest, owner: str) -> str:
    """Where a request stands, in words for the resident."""
    return services.say(f"resident-state-{request.state}", name=owner)


def age(services: Services, seconds: float) -> str:
    """How old a request is, in words."""
    minutes = int(seconds // 60)
    if minutes < 60:
        return services.say("age-minutes", count=minutes)
    if minutes < 48 * 60:
        return services.say("age-hours", count=minutes // 60)
    return services.say("age-days", count=minutes // 1440)


def cut(text: str, longest: int = LONGEST) -> list[str]:
    """A long text in pieces that a message holds, cut at lines or spaces where possible."""
    pieces = []
    while len(text) > longest:
        at = max(text.rfind("\n", 0, longest), text.rfind(" ", 0, longest))
        at = at if at > longest // 2 else longest
        pieces.append(text[:at].strip())
        text = text[at:].strip()
    return [*pieces, text] if text else pieces
