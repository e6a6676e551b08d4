"""Contests of photographs and flash mobs in private: a moderator's beginning, a resident's photograph."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from bot.domain.clubs import Club
from bot.domain.games.exhibition import MOST_EACH, Entry, Exhibition
from bot.domain.games.playing import CONTEST, FLASHMOB, Game, short_name
from bot.domain.safety import Rules, Seen, judge
from bot.domain.wording import tidy
from bot.flows.answers import Choice, Line, file_from, file_value
from bot.flows.cards import clipped
from bot.flows.clubs.quizzes import exhibiting
from bot.flows.clubs.quizzes.making import club_of, told_apart
from bot.flows.clubs.quizzes.stage import Stage
from bot.flows.engine import Choosable, Refusal, Reply, Turn
from bot.flows.services import Services
from bot.vocabulary import Attachment, Button, Key

DAYS = (1, 2, 3, 7)
OVER_AT = time(20)
"""When a contest ends on its last day: most can look."""

LABEL = 36


async def contest_new(turn: Turn, services: Services) -> None:
    """Begin a contest or a flash mob, or end one that goes on."""
    say = services.say
    club, _ = await club_of(turn, services, "contest-new")
    running = [one for one in await services.work.games.running(club.id) if one.kind in exhibiting.KINDS]
    kinds = [
        Choosable(CONTEST, say("contest-kind-contest")),
        Choosable(FLASHMOB, say("contest-kind-flashmob")),
    ]
    ends = told_apart(clipped(say("contest-end", theme=one.title), LABEL) for one in running)
    kinds += [Choosable(f"e{one.id}", label) for one, label in zip(running, ends, strict=True)]
    chosen = await turn.ask("kind", "contest-ask-kind", Choice(tuple(kinds)))
    if chosen.startswith("e"):
        await turn.once("ended", lambda: _end(services, int(chosen[1:])))
        turn.say("contest-ended")
        turn.go("club-desk", str(club.id))
    theme = await turn.ask("theme", f"contest-ask-theme-{chosen}", Line(120))
    days = [(str(one), say("contest-days", count=one)) for one in DAYS]
    until = int(await turn.ask("days", "contest-ask-days", Choice.of(days)))
    secret = False
    if chosen == CONTEST:
        ways = (("secret", say("contest-secret")), ("open", say("contest-open")))
        secret = await turn.ask("secret", "contest-ask-secret", Choice.of(ways)) == "secret"
    await turn.once("begun", lambda: _begin(services, club, chosen, theme, until, secret))
    turn.say("contest-begun", name=club.name)
    turn.go("club-desk", str(club.id))


async def _begin(services: Services, club: Club, kind: str, theme: str, days: int, secret: bool) -> int:
    day = datetime.fromtimestamp(services.now, services.line.zone).date() + timedelta(days=days)
    until = datetime.combine(day, OVER_AT, services.line.zone).timestamp()
    stage = Stage(services.work, services.line, club, services.now)
    game = await exhibiting.begin(stage, kind, Exhibition(theme, until, secret), services.person.id)
    return game.id


async def _end(services: Services, number: int) -> bool:
    found = await exhibiting.on_show(number, services.work, services.line)
    if found is not None:
        await exhibiting.end(*found)
    return found is not None


# A resident's photograph


@dataclass(frozen=True, slots=True)
class OnePhoto:
    """One photograph, with a few words or none: those that a stranger may say in a chat."""

    rules: Rules

    def read(self, reply: Reply) -> Any | Refusal:
        """The photograph and the words under it."""
        file = exhibiting.photograph(reply.attachments)
        if file is None or len(reply.attachments) > 1:
            return Refusal("contest-one-photo")
        if judge(Seen(text=reply.text), self.rules).held:
            return Refusal("contest-caption-plain")
        return {"file": file_value(file), "text": tidy(reply.text)[: exhibiting.LONGEST_CAPTION]}

    def recall(self, stored: Any) -> tuple[Attachment, str]:
        """The photograph and the words."""
        return file_from(stored["file"]), str(stored["text"])

    def options(self) -> tuple[Choosable, ...]:
        """None."""
        return ()

    def keys(self, say: Callable[..., str]) -> tuple[Key, ...]:
        """None."""
        return ()


async def photo(turn: Turn, services: Services) -> None:
    """Take part in a contest or a flash mob: a photograph, and whether the club's chat may see it."""
    say, number = services.say, turn.subject
    known = number.isdecimal() and len(number) < 16
    found = await exhibiting.on_show(int(number), services.work, services.line) if known else None
    if found is None:
        turn.say("contest-gone")
        turn.go("menu")
        return
    stage, game = found
    if not await inside(services, stage.club):
        turn.say("contest-members-only", name=stage.club.name)
        turn.go("menu")
    entries, person = services.work.entries, services.person
    if not await turn.keep("room", lambda: exhibiting.room_for(stage, game, person.id)):
        turn.say("contest-enough", most=MOST_EACH)
        turn.go("my-photos")
    file, words = await turn.ask(
        "photo", "contest-ask-photo", OnePhoto(services.line.book.safety), theme=game.title
    )
    ways = Choice.of((("yes", say("contest-consent-yes")), ("no", say("contest-consent-no"))))
    named = short_name(person.name) or say("contest-your-name")
    shown = "later" if game.play.secret else "now"
    answer = await turn.ask(
        "consent", "contest-ask-consent", ways, club=stage.club.name, name=named, shown=shown
    )
    if answer == "no":
        turn.say("contest-not-shown")
        turn.go("menu")

    async def enter() -> int:
        entry = await entries.add(game.id, person.id, file, words, services.now)
        called = game.called(person.id, person.name)
        await services.work.games.keep(called)
        exhibiting.look(stage, called, entry)
        return entry.id

    await turn.once("entered", enter)
    own = ((Button(say("contest-my-photos"), data="g:my-photos:"),),)
    turn.say("contest-entered", buttons=own)


async def inside(services: Services, club: Club) -> bool:
    """Whether the person is in the club: by its list, or by what the messenger tells of its chat."""
    if services.person.admin:
        return True
    member = await services.work.clubs.member(club.id, services.person.id)
    if member is not None and member.state.inside:
        return True
    for own in await services.work.people.accounts_of(services.person.id):
        if club.address is not None and own.messenger == club.address.messenger:
            known = await services.work.rooms.membership(club.address, own.account)
            if known is not None and known.present:
                return True
    return False


async def my_photos(turn: Turn, services: Services) -> None:
    """All photographs of a person, each of which they may take away at any time."""
    say = services.say
    own = await services.work.entries.of_person(services.person.id)
    if not own:
        turn.say("contest-no-photos")
        turn.go("menu")
    labels = told_apart([await _label(services, one) for one in own])
    choices = [Choosable(f"p{one.id}", label) for one, label in zip(own, labels, strict=True)]
    choices.append(Choosable("menu", say("button-menu")))
    chosen = await turn.ask("which", "contest-photos", Choice(tuple(choices)), count=len(own))
    if chosen == "menu":
        turn.go("menu")
    entry = next(one for one in own if chosen == f"p{one.id}")
    sure = Choice.of((("yes", say("contest-remove-yes")), ("no", say("contest-remove-no"))))
    if await turn.ask("sure", "contest-ask-remove", sure) == "yes":
        await turn.once("removed", lambda: exhibiting.removed(services.work, services.line, entry))
        turn.say("contest-removed")
    turn.go("my-photos")


async def _label(services: Services, entry: Entry) -> str:
    game: Game | None = await services.work.games.get(entry.game)
    theme = game.title if game is not None else ""
    day = f"{services.local(entry.at):%d.%m}"
    parts = [part for part in (theme, entry.caption, day) if part]
    return clipped(" · ".join(parts), LABEL)
