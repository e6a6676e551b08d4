"""Every screen of every service fits both messengers in every language that the line speaks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.conversations import Conversation
from bot.flows.engine import begin
from bot.flows.explore import Walk
from bot.flows.services import Services
from bot.vocabulary import Address, Sender
from tests.hall import everything_with_a_time, roots_of_activities
from tests.line import TheLine
from tests.network import TELEGRAM


@pytest.mark.parametrize("language", ["en", "pl", "zh"])
async def test_every_screen_fits_in_every_language(tmp_path: Path, language: str) -> None:
    line = TheLine(tmp_path)
    await line.open()
    async with line.reading() as work:
        person = await work.people.meet(TELEGRAM, Sender(101, "Ewa"), line.now)
        await work.people.consent(person, line.app.line.content.consent_version, True, line.now)
        person = replace(await work.people.meet(TELEGRAM, Sender(101, "Ewa"), line.now), language=language)
        services = Services(line.app.line, work, person, Address(TELEGRAM, 101), line.now)
        assert services.content.language == language
        host = await work.people.meet(TELEGRAM, Sender(201, "Мария"), line.now)
        await everything_with_a_time(services, person, host)
        await work.end_turn()
        walk = Walk(services)
        timed = [(flow, subject) for flow, subject, _ in roots_of_activities()]
        for flow, subject in _screens(services) + timed:
            await walk.take(begin(Conversation(), flow, subject), None, "entering")
    await line.close()
    assert walk.findings.turns > 200
    assert walk.findings.troubles == []


def _screens(services: Services) -> list[tuple[str, str]]:
    cases = services.content.cases
    paths = [one.path for case in cases for one in case.services]
    screens = [(flow, "") for flow in ("start", "menu", "phones", "mine", "language", "person")]
    screens += [("case", case.key) for case in cases]
    return screens + [(flow, path) for path in paths for flow in ("service", "guide", "places", "help")]
