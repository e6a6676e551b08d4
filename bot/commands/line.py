"""`run`: the line itself, from the settings to an orderly end."""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import signal
import threading
from collections.abc import Callable, Iterator
from functools import partial

from pydantic import BaseModel, SecretStr

from bot import app as line
from bot import logs
from bot.commands.environment import strangers
from bot.pipeline.timekeeping import kept_by
from bot.settings import load_settings

log = logging.getLogger(__name__)

PATIENCE = 4.5
"""Seconds from the wish to end until the process ends, whatever hangs: a name that is looked up, a disk."""


def run(_given: argparse.Namespace) -> int:
    """Start the line and keep it open until SIGTERM or Ctrl-C."""
    logs.set_up()
    settings = load_settings()
    logs.set_up(*_secrets(settings), *settings.key_list)
    for stranger in strangers():
        log.warning("the setting %s is not known and not used (python -m bot check)", stranger.name)
    time = kept_by(settings.clock)
    app = line.build(settings, time.now, time.steady, time.beat)
    if settings.understanding != "off":
        app.understand(letters_only=settings.understanding == "letters")
    with asyncio.Runner(loop_factory=fast_loop()) as runner:
        return runner.run(_serve(app))


async def _serve(app: line.App) -> int:
    loop = asyncio.get_running_loop()
    logs.listen(loop)
    ending = Ending()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ending.asked, number)
    if hasattr(signal, "SIGHUP"):
        loop.add_signal_handler(signal.SIGHUP, hung_up(app.renewal.ask, ending.asked, partial(os.isatty, 0)))
    try:
        return 0 if await line.run(app, ending.wish) else 1
    finally:
        ending.closed = True


class Ending:
    """The first signal closes the line in order; a second Ctrl-C, or time running out, ends it at once."""

    def __init__(self) -> None:
        self.wish = asyncio.Event()
        self.closed = False
        """Whether all is written and given back, and only threads of libraries may still hang."""

    def asked(self, number: int) -> None:
        """A signal has come."""
        if self.wish.is_set():
            if number == signal.SIGINT:
                log.warning("ended at once; what was accepted is on disk and goes on after the next start")
                os._exit(130)
            return
        self.wish.set()
        watchdog = threading.Timer(PATIENCE, self._insist)
        watchdog.daemon = True
        watchdog.start()

    def _insist(self) -> None:
        if not self.closed:
            log.warning("something did not end in time; what was accepted is on disk and goes on later")
        os._exit(0)


def hung_up(
    reload: Callable[[], None], end: Callable[[int], None], has_terminal: Callable[[], bool]
) -> Callable[[], None]:
    """What SIGHUP does: have the content read anew, or, where a terminal was closed, end the line as ever."""
    had_terminal = has_terminal()

    def hear() -> None:
        if had_terminal and not has_terminal():
            end(signal.SIGHUP)
        else:
            reload()

    return hear


def _secrets(settings: BaseModel) -> Iterator[str]:
    """Every secret of the settings, whichever messenger it is for."""
    for _, value in settings:
        if isinstance(value, SecretStr):
            yield value.get_secret_value()
        elif isinstance(value, BaseModel):
            yield from _secrets(value)


def fast_loop() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """uvloop's event loop where it is installed; asyncio's own does as well."""
    try:
        import uvloop
    except ImportError:
        return None
    return uvloop.new_event_loop
