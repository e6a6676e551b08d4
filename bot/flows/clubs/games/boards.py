"""The board of a battle in its chats: a picture with the score under it, changed every few seconds."""

from __future__ import annotations

from bot.domain.clubs import Club
from bot.domain.games.battle import HINT_COST, Battle, Mode, Solved
from bot.domain.games.grid import Entry, Way
from bot.domain.games.playing import Game, Status, first_name
from bot.drawing.sheet import DRAWN, Sheet, sheet_of
from bot.flows.clubs.games.referee import Referee
from bot.vocabulary import Act, Address, Attachment, AttachmentKind, Button, Lane, Message

PACE = 4.0
"""Seconds between two looks of a chat at the board."""

BEAT = 1.0
"""Seconds between two beats of the clock, by which a look may come later than it is due."""

LOST = 30.0
"""Seconds after which a look that did not come is not waited for any longer."""

BELOW = 20
"""Messages below the board from which on nobody scrolls up to it: it is shown anew."""

ANEW_EVERY = 60.0
"""Seconds between two boards that are shown anew."""

LEADERS = 5
RECENT = 4
MOST_RECENT = 8
"""Players in the score under the picture, and words that were opened last: of new ones more are named."""

CAPTION = 1024
"""Characters that fit under a picture on either messenger."""

MARKS = "●■▲◆✚○≡✖"
"""The marks of the palette, in its order: teams are told by them in words as well."""

Rows = tuple[tuple[Button, ...], ...]


def card_key(game: Game) -> str:
    """The key of the board's card in a chat."""
    return f"game:{game.id}"


def due_key(game: Game) -> str:
    """The key of the row by which the chats get their next look."""
    return f"club-board:{game.id}"


def look_later(referee: Referee, game: Game) -> Game:
    """Let the chats see soon what has changed; the game with the note of it."""
    due = game.board.get("due")
    # Far ahead it lies where the clock was set back meanwhile: nobody would see anything until then.
    if due is not None and abs(due - referee.now) < LOST:
        return game
    at = min(max(referee.now, float(game.board.get("shown", 0.0)) + PACE), referee.now + PACE)
    # Answers come from many chats at once: the row belongs to the game and to none of them.
    referee.work.later(due_key(game), "club-board", at, Address("line", 0), {"game": game.id})
    return game.noted(due=at)


async def look(referee: Referee, game: Game, due: float = 0.0) -> None:
    """Show the chats how the game stands.

    The next look is reckoned from when this one was `due`, not from when its turn came: so each comes four
    beats after the one before, however long turns have to wait.
    """
    game = await _named(referee, game)
    for club in await referee.chats(game):
        game = await _show(referee, game, club)
    told = {"due": None, "almost": None, "resting": None, "shown": max(due, referee.now - BEAT)}
    said = {"said": len(game.play.solved), "hinted": len(game.play.hints)}
    await referee.work.games.keep(game.noted(**told, **said))


async def _named(referee: Referee, game: Game) -> Game:
    """The game with the names of players that became known since they played: VK tells them when asked."""
    unnamed = [player for player in game.play.players if player not in game.names]
    for person in (await referee.work.people.some(unnamed)).values() if unnamed else ():
        game = game.called(person.id, person.name)
    return game


async def _show(referee: Referee, game: Game, club: Club) -> Game:
    if club.address is None:
        return game
    key, cards = card_key(game), referee.work.cards
    card = await cards.find(club.address, key)
    stands = card.message if card is not None and card.letter is None else None
    below = int(game.board.get(f"last{club.id}", 0)) - (stands or 0)
    rested = referee.now - float(game.board.get(f"posted{club.id}", 0.0)) >= ANEW_EVERY
    anew = stands is not None and below >= BELOW and rested and not game.over
    message = board(referee, game, club)
    await cards.wish(club.address, key, message, Lane.STAFF, kind="game", anew=anew)
    if anew:
        referee.work.put(club.address, Lane.STAFF, Act.DELETE, wants={"messages": [stands]})
    if anew or card is None:
        return game.noted(**{f"posted{club.id}": referee.now})
    return game


def board(referee: Referee, game: Game, club: Club) -> Message:
    """The picture, what is said under it, and its buttons."""
    sheet = sheet_for(referee, game)
    picture = Attachment(AttachmentKind.PHOTO, sheet.ref(), name="board.png", messenger=DRAWN)
    fitting = (_caption(referee, game, club, sheet, most) for most in range(MOST_RECENT, -1, -1))
    caption = next((one for one in fitting if len(one) <= CAPTION), game.title)
    return Message(caption[:CAPTION], buttons=_buttons(referee, game, club), attachment=picture, quiet=True)


def sheet_for(referee: Referee, game: Game) -> Sheet:
    """What the picture shows by now."""
    battle: Battle = game.play
    teams = dict.fromkeys((*battle.teams, *battle.players.values()))
    names = {team: team_name(referee, game, team) for team in teams}
    beyond = len(battle.table()) - len(sheet_of(battle, names, game.title).teams)
    return sheet_of(battle, names, game.title, referee.say("game-more", count=max(beyond, 0)))


def _caption(referee: Referee, game: Game, club: Club, sheet: Sheet, most: int) -> str:
    say, battle = referee.say, game.play
    done = len(battle.puzzle.entries) - len(battle.left())
    parts = [say("game-board-title", title=game.title), *_score(referee, game, sheet)]
    parts.append(say("game-board-open", done=done, all=len(battle.puzzle.entries)))
    parts += _recent(referee, game, club, most)
    if almost := game.board.get("almost"):
        listed = dict.fromkeys(player_name(referee, game, player, club) for player in almost)
        parts.append(say("game-board-almost", names=", ".join(list(listed)[:6])))
    if resting := game.board.get("resting"):
        listed = dict.fromkeys(player_name(referee, game, player, club) for player in resting)
        parts.append(say("game-board-resting", names=", ".join(list(listed)[:6])))
    if wished := _wished(referee, battle):
        parts.append(wished)
    if game.status is Status.PAUSED:
        parts.append(say("game-board-paused"))
    elif not game.over:
        parts.append(say("game-board-how"))
    return "\n".join(parts)


def _score(referee: Referee, game: Game, sheet: Sheet) -> list[str]:
    """The score in words, with the marks of the picture."""
    battle: Battle = game.play
    if battle.mode is Mode.TOGETHER:
        return []
    # A line for each: on a narrow phone, what stands side by side would break between a mark and its team.
    return [
        referee.say("game-board-row", mark=mark_of(sheet, team.key), name=team.name, points=team.points)
        for team in sheet.teams[:LEADERS]
    ]


def _recent(referee: Referee, game: Game, club: Club, most: int) -> list[str]:
    """The words that were opened last, all that the chat has not seen yet among them."""
    say, battle = referee.say, game.play
    new = len(battle.solved) - int(game.board.get("said", 0))
    shown = min(max(new, RECENT), most, len(battle.solved))
    told = [_opened(referee, game, club, one) for one in battle.solved[len(battle.solved) - shown :]]
    if new > shown:
        told.append(say("game-board-more", count=new - shown))
    for hint in battle.hints[int(game.board.get("hinted", 0)) :][-3:]:
        told.append(say("game-board-hint", place=place_of(referee, battle.puzzle.entry(hint.key))))
    return told


def _opened(referee: Referee, game: Game, club: Club, one: Solved) -> str:
    battle: Battle = game.play
    entry = battle.puzzle.entry(one.key)
    word = entry.word.upper() if entry is not None else ""
    place = place_of(referee, entry)
    if not one.player:
        return referee.say("game-board-crossed", place=place, word=word)
    name = player_name(referee, game, one.player, club)
    if battle.mode is Mode.TOGETHER:
        return referee.say("game-board-word", place=place, word=word, name=name)
    return referee.say("game-board-points", place=place, word=word, name=name, points=one.points)


def _wished(referee: Referee, battle: Battle) -> str:
    """For which word a hint is wished most."""
    if battle.over or not battle.votes:
        return ""
    key, voters = max(battle.votes.items(), key=lambda one: len(one[1]))
    entry = battle.puzzle.entry(key)
    return referee.say("game-board-wished", place=place_of(referee, entry), count=len(voters))


def _buttons(referee: Referee, game: Game, club: Club) -> Rows:
    if game.over:
        return ()
    say, rows = referee.say, list[tuple[Button, ...]]()
    battle: Battle = game.play
    if game.status is Status.RUNNING:
        if battle.mode is Mode.CHOICE and game.other is None:
            rows.append(
                tuple(
                    Button(
                        f"{MARKS[place]} {team_name(referee, game, team)}", data=f"c:team:{game.id}:{team}"
                    )
                    for place, team in enumerate(battle.teams)
                )
            )
        hint = say("game-button-hint-free") if battle.mode is Mode.TOGETHER else ""
        hint = hint or say("game-button-hint", cost=HINT_COST)
        rows.append((Button(hint, data=f"c:hint:{game.id}"),))
    rows.append((Button(say("game-button-mine"), data=f"c:mine:{game.id}"),))
    messenger = club.address.messenger if club.address is not None else ""
    if link := referee.line.start_link(messenger, f"game_{game.id}"):
        rows.append((Button(say("game-button-clues"), url=link),))
    return tuple(rows)


# How teams, players and places are called.


def mark_of(sheet: Sheet, team: str) -> str:
    """The mark of a team, as the picture has it; a dot for those beyond the eighth."""
    place = sheet.places.get(team, len(MARKS))
    return MARKS[place] if place < len(MARKS) else "·"


def team_name(referee: Referee, game: Game, team: str) -> str:
    """How a team is called: a club, a colour, or the player who plays for oneself."""
    battle: Battle = game.play
    if game.other is not None:
        return str(game.board.get("clubs", {}).get(team, team))
    match battle.mode:
        case Mode.TOGETHER:
            return referee.say("game-team-all")
        case Mode.SOLO:
            return player_name(referee, game, int(team)) if team.isdecimal() else team
    return referee.say("game-team-first" if team == battle.teams[0] else "game-team-second")


def player_name(referee: Referee, game: Game, player: int, club: Club | None = None) -> str:
    """How a player is called in a chat; those of the other club by their first name only."""
    name = game.names.get(player, "") or referee.say("game-someone")
    if club is not None and game.other is not None and game.play.players.get(player) != str(club.id):
        return first_name(name)
    return name


def place_of(referee: Referee, entry: Entry | None) -> str:
    """Where a word stands: «5 гор.»."""
    if entry is None:
        return ""
    across = entry.way is Way.ACROSS
    return referee.say("game-across" if across else "game-down", number=entry.number)
