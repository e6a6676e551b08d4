"""`python -m sandbox`: the demo; `python -m sandbox serve`: the sandbox alone, in a process of its own."""

import argparse
import asyncio
import gc
import json
from collections.abc import Callable

from sandbox.demo import PAGE_PORT, PHONES, demo_world, run_demo, stop_signal
from sandbox.server import TOKEN, Sandbox
from sandbox.telegram.limits import Limits


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m sandbox", description="A messenger on this machine.")
    parser.add_argument(
        "--page-port", type=int, default=PAGE_PORT, help="port of the page of phones (0: any)"
    )
    commands = parser.add_subparsers(dest="command")
    commands.add_parser("demo", help="the page of phones with the bot beside it (the default)")
    serve = commands.add_parser("serve", help="the sandbox without a bot; its addresses are printed as JSON")
    serve.add_argument("--api-port", type=int, default=0)
    serve.add_argument("--page-port", type=int, default=0)
    serve.add_argument("--token", default=TOKEN)
    serve.add_argument("--no-limits", action="store_true", help="lift the pacing")
    return parser.parse_args()


async def serve(given: argparse.Namespace) -> None:
    """Serve the demo's world until told to end."""
    stop = stop_signal()
    sandbox = Sandbox(
        demo_world(),
        api_port=given.api_port,
        page_port=given.page_port,
        phones=PHONES,
        limits=Limits.lifted() if given.no_limits else None,
        token=given.token,
    )
    async with sandbox:
        addresses = {"api_url": sandbox.api_url, "page_url": sandbox.page_url, "token": sandbox.token}
        print(json.dumps(addresses), flush=True)
        gc.collect()
        gc.freeze()  # what is there at the start stays: the collector need not walk it
        gc.set_threshold(50_000, 20, 100)
        await stop.wait()


def fast_loop() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """uvloop's event loop where it is installed; asyncio's own does as well."""
    try:
        import uvloop
    except ImportError:
        return None
    return uvloop.new_event_loop


def main() -> None:
    """Run what the command line says."""
    given = arguments()
    with asyncio.Runner(loop_factory=fast_loop()) as runner:
        runner.run(serve(given) if given.command == "serve" else run_demo(given.page_port))


if __name__ == "__main__":
    main()
