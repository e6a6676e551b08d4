"""All conversations by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.flows import accounts, browse, feedback, fraud, language, mine, request_help, staff, suggest
from bot.flows.engine import Flow, FlowFunction


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
    flows += [Flow("invite", staff.invite), Flow("connect", staff.connect)]
    return {flow.name: flow for flow in flows}


FLOWS: Mapping[str, Flow] = _flows()
