"""All conversations by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from bot.domain.people import ORGANISERS, SPECIALISTS
from bot.flows import accounts, browse, feedback, fraud, language, mine, request_help, staff, suggest
from bot.flows.activities import finding, hours, joining, settings
from bot.flows.activities import mine as own_activities
from bot.flows.clubs import directory, ideas, opening
from bot.flows.clubs import joining as club_doors
from bot.flows.clubs import leading as moderating
from bot.flows.clubs.games import leading as leading_games
from bot.flows.clubs.games import watching
from bot.flows.clubs.packs import bringing, keeping
from bot.flows.clubs.quizzes import entering, making
from bot.flows.clubs.safety import desk as safety_desk
from bot.flows.clubs.safety import own as safety
from bot.flows.engine import Flow, FlowFunction
from bot.flows.organising import beginning, broadcasts, changing, leading, people
from bot.flows.organising import hours as own_hours


def _to_case(subject: str) -> tuple[str, str]:
    return ("case", subject.partition("/")[0])


def _to_service(subject: str) -> tuple[str, str]:
    return ("service", subject) if subject else ("menu", "")


def _to_request(subject: str) -> tuple[str, str]:
    return ("request", subject.partition("-")[0])


def _to_fraudcheck(_subject: str) -> tuple[str, str]:
    return ("fraudcheck", "")


def _to_mine(_subject: str) -> tuple[str, str]:
    return ("mine", "")


def _to_desk(_subject: str) -> tuple[str, str]:
    return ("desk", "")


def _to_activities(_subject: str) -> tuple[str, str]:
    return ("activities", "")


def _to_activity(subject: str) -> tuple[str, str]:
    return ("act", subject.partition("-")[0])


def _to_settings(_subject: str) -> tuple[str, str]:
    return ("act-settings", "")


def _of_activities() -> list[Flow]:
    """The conversations about everything with a time."""
    plain: dict[str, FlowFunction] = {
        "acts-when": finding.acts_when,
        "acts-kinds": finding.acts_kinds,
        "acts": finding.acts,
        "acts-all": finding.acts_all,
        "act": finding.act,
        "act-days": finding.act_days,
        "act-all": joining.act_all,
        "act-none": joining.act_none,
        "act-follow": joining.act_follow,
        "act-unfollow": joining.act_unfollow,
        "act-mine": own_activities.act_mine,
        "act-past": own_activities.act_past,
        "act-file": own_activities.act_file,
        "act-settings": settings.act_settings,
        "hours": hours.hours,
    }
    of_one: dict[str, FlowFunction] = {
        "act-go": joining.act_go,
        "act-leave": joining.act_leave,
        "act-done": joining.act_done,
        "act-liked": joining.act_liked,
        "hour-move": hours.hour_move,
    }
    return [
        Flow("activities", finding.activities),
        *(Flow(name, run, parent=_to_activities) for name, run in plain.items()),
        *(Flow(name, run, parent=_to_activity) for name, run in of_one.items()),
        Flow("act-set", settings.act_set, parent=_to_settings),
        Flow("act-zone", settings.act_zone, parent=_to_settings),
    ]


def _to_classes(_subject: str) -> tuple[str, str]:
    return ("classes", "")


def _to_class(subject: str) -> tuple[str, str]:
    return ("class", subject.partition("-")[0])


def _to_class_day(subject: str) -> tuple[str, str]:
    return ("class-day", subject.partition("-")[0])


def _of_organisers() -> list[Flow]:
    """The conversations of those who run classes and open hours."""
    menus: dict[str, FlowFunction] = {
        "class": leading.one_class,
        "class-day": leading.class_day,
        "slots": own_hours.slots,
        "slot": own_hours.slot,
    }
    of_series: dict[str, FlowFunction] = {
        "class-edit": beginning.class_edit,
        "class-plan": changing.class_plan,
        "class-links": changing.class_links,
        "class-end": changing.class_end,
        "slots-close": own_hours.slots_close,
    }
    of_one: dict[str, FlowFunction] = {
        "class-move": changing.class_move,
        "class-cancel": changing.class_cancel,
        "class-link": changing.class_link,
        "class-who": people.class_who,
        "class-write": people.class_write,
        "class-record": people.class_record,
        "class-mark": people.class_mark,
    }
    ours = partial(Flow, staff=True, roles=leading.LEADERS)
    return [
        ours("classes", leading.classes, menu=True),
        *(ours(name, run, menu=True, parent=_to_classes) for name, run in menus.items()),
        ours("class-dates", leading.class_dates, menu=True, parent=_to_class),
        ours("class-new", beginning.class_new, draft=True, roles=ORGANISERS, parent=_to_classes),
        ours("slots-new", own_hours.slots_new, draft=True, roles=SPECIALISTS, parent=_to_classes),
        *(ours(name, run, parent=_to_class) for name, run in of_series.items()),
        *(ours(name, run, parent=_to_class_day) for name, run in of_one.items()),
    ]


def _to_broadcasts(_subject: str) -> tuple[str, str]:
    return ("broadcasts", "")


def _of_broadcasts() -> list[Flow]:
    """The conversations about letters to many."""
    sending = partial(Flow, staff=True, roles=ORGANISERS)
    return [
        sending("broadcasts", broadcasts.broadcasts, menu=True, parent=_to_classes),
        sending("broadcast", broadcasts.broadcast, parent=_to_broadcasts),
        sending("sent", broadcasts.sent, parent=_to_broadcasts),
        Flow("news", broadcasts.news),
    ]


def _to_packs(_subject: str) -> tuple[str, str]:
    return ("packs", "")


def _of_packs() -> list[Flow]:
    """The conversations about what moderators bring to be played."""
    ours = partial(Flow, moderating=True, parent=_to_packs)
    return [
        Flow("packs", keeping.packs, moderating=True, menu=True, parent=_to_moderating),
        ours("pack", keeping.pack, menu=True),
        ours("pack-begin", keeping.pack_begin, menu=True),
        ours("pack-words", keeping.pack_words, menu=True),
        ours("pack-keep", keeping.pack_keep, menu=True),
        ours("pack-drop", keeping.pack_drop, menu=True),
        ours("pack-new", bringing.pack_new),
    ]


def _to_clubs(_subject: str) -> tuple[str, str]:
    return ("clubs", "")


def _to_club(subject: str) -> tuple[str, str]:
    return ("club", subject.partition("-")[0])


def _to_moderating(_subject: str) -> tuple[str, str]:
    return ("moderating", "")


def to_club_desk(subject: str) -> tuple[str, str]:
    """Where moderators' conversations about one club lead back to."""
    return ("club-desk", subject.partition("-")[0])


def _of_clubs() -> list[Flow]:
    """The conversations about clubs: of residents, and of their moderators."""
    of_one: dict[str, FlowFunction] = {
        "club-rules": directory.club_rules,
        "club-who": directory.club_who,
        "club-me": directory.club_me,
        "club-join": club_doors.club_join,
        "club-link": club_doors.club_link,
        "club-leave": club_doors.club_leave,
    }
    ours = partial(Flow, moderating=True, parent=_to_moderating)
    return [
        Flow("clubs", directory.clubs),
        Flow("club", directory.club, parent=_to_clubs),
        Flow("club-idea", ideas.club_idea, parent=_to_clubs),
        *(Flow(name, run, parent=_to_club) for name, run in of_one.items()),
        Flow("moderating", moderating.moderating, moderating=True, menu=True),
        ours("club-desk", moderating.club_desk, menu=True),
        Flow("club-asked", moderating.club_asked, moderating=True, menu=True, parent=to_club_desk),
        ours("club-ideas", ideas.club_ideas, menu=True),
        ours("club-idea-vote", ideas.club_idea_vote, menu=True),
        ours("club-new", opening.club_new, draft=True),
        Flow("club-edit", opening.club_edit, moderating=True, parent=to_club_desk),
        Flow("club-code", moderating.club_code, moderating=True, parent=to_club_desk),
        Flow("club-let", moderating.club_let, moderating=True, parent=to_club_desk),
    ]


def _to_games(_subject: str) -> tuple[str, str]:
    return ("games", "")


def _of_games() -> list[Flow]:
    """The conversations about crossword battles: of moderators, and of residents who play."""
    ours = partial(Flow, moderating=True, parent=to_club_desk)
    return [
        ours("game-new", leading_games.game_new),
        ours("game-now", leading_games.game_now, menu=True),
        ours("game-plans", leading_games.game_plans, menu=True),
        ours("game-across", leading_games.game_across, menu=True),
        ours("game-answer", leading_games.game_answer, menu=True),
        Flow("games", watching.games, parent=_to_clubs),
        Flow("game", watching.game, parent=_to_games),
    ]


def _of_quizzes() -> list[Flow]:
    """The conversations about quizzes and photographs: of moderators, and of residents who take part."""
    ours = partial(Flow, moderating=True, parent=to_club_desk)
    return [
        ours("quiz-new", making.quiz_new),
        ours("question-new", making.question_new),
        ours("word-set", making.word_set),
        ours("contest-new", entering.contest_new),
        Flow("photo", entering.photo),
        Flow("my-photos", entering.my_photos),
    ]


def _of_safety() -> list[Flow]:
    """The conversations about the safety of clubs' chats."""
    desk: dict[str, FlowFunction] = {
        "club-held": safety_desk.club_held,
        "club-people": safety_desk.club_people,
        "club-log": safety_desk.club_log,
        "club-raid": safety_desk.club_raid,
    }
    return [
        *(Flow(name, run, moderating=True, menu=True, parent=to_club_desk) for name, run in desk.items()),
        Flow("club-report", safety.club_report),
        Flow("club-appeal", safety.club_appeal),
        Flow("club-warnings", safety.club_warnings),
    ]


def _flows() -> dict[str, Flow]:
    plain: dict[str, FlowFunction] = {
        "start": browse.start,
        "menu": browse.menu,
        "case": browse.case,
        "phones": browse.phones,
        "mine": mine.mine,
        "offer": suggest.offer,
        "which": mine.which,
        "language": language.language,
        "accounts": accounts.accounts,
        "fraudcheck": fraud.fraudcheck,
        "linkcode": accounts.link_code,
        "linkenter": accounts.link_enter,
        "linkpart": accounts.link_part,
    }
    flows = [Flow(name, run) for name, run in plain.items()]
    flows += [
        Flow("service", browse.service, parent=_to_case),
        Flow("guide", browse.guide, parent=_to_service),
        Flow("fraudfound", fraud.fraudfound, parent=_to_fraudcheck),
        Flow("places", browse.places, parent=_to_service),
        Flow("helped", feedback.helped, parent=_to_service),
        Flow("unhelped", feedback.unhelped, parent=_to_service),
        Flow("wrong", feedback.wrong, parent=_to_service),
        Flow("help", request_help.request_help, draft=True, parent=_to_service),
        Flow("person", request_help.call_person, draft=True, parent=_to_service),
        Flow("request", mine.request, parent=_to_mine),
    ]
    own: dict[str, FlowFunction] = {
        "add": mine.add,
        "withdraw": mine.withdraw,
        "rate": mine.rate,
        "reopen": mine.reopen,
    }
    flows += [Flow(name, run, parent=_to_request) for name, run in own.items()]
    desk: dict[str, FlowFunction] = {
        "desk": staff.desk,
        "show": staff.show,
        "note": staff.note,
        "ask": staff.ask,
        "done": staff.done,
        "cancel": staff.cancel,
        "back": staff.back,
        "hand": staff.hand,
        "block": staff.block,
        "about": staff.about,
    }
    parent: Callable[[str], tuple[str, str]] = _to_desk
    flows += [Flow(name, run, staff=True, menu=name == "desk", parent=parent) for name, run in desk.items()]
    flows += _of_broadcasts()
    flows += [Flow("invite", staff.invite), Flow("connect", staff.connect)]
    flows += _of_activities()
    flows += _of_organisers()
    flows += _of_clubs()
    flows += _of_games()
    flows += _of_quizzes()
    flows += _of_packs()
    flows += _of_safety()
    return {flow.name: flow for flow in flows}


FLOWS: Mapping[str, Flow] = _flows()
