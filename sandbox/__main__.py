"""`python -m sandbox`: the demo; `python -m sandbox serve`: the sandbox alone, in a process of its own."""

import argparse
import asyncio
import gc
import json
from collections.abc import Callable

from sandbox.demo import (
    PAGE_PORT,
    PHONES,
    STAFF_CHAT,
    VK_STAFF_CHAT,
    demo_vk_world,
    demo_world,
    run_demo,
    stop_signal,
)
from sandbox.server import TOKEN, Sandbox
from sandbox.telegram.limits import Limits
from sandbox.vk import VK_TOKEN, Vk, VkLimits


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m sandbox", description="Messengers on this machine.")
    parser.add_argument(
        "--page-port", type=int, default=PAGE_PORT, help="port of the page of phones (0: any)"
    )
    commands = parser.add_subparsers(dest="command")
    commands.add_parser("demo", help="the page of phones with the bot beside it (the default)")
    serve = commands.add_parser("serve", help="the sandbox without a bot; its addresses are printed as JSON")
    serve.add_argument("--api-port", type=int, default=0, help="port of Telegram (0: any)")
    serve.add_argument("--vk-port", type=int, default=0, help="port of VK (0: any)")
    serve.add_argument("--page-port", type=int, default=0)
    serve.add_argument("--token", default=TOKEN, help="the bot's token")
    serve.add_argument("--vk-token", default=VK_TOKEN, help="the community's key")
    serve.add_argument("--no-limits", action="store_true", help="lift the pacing")
    return parser.parse_args()


async def serve(given: argparse.Namespace) -> None:
    """Serve the demo's world until told to end."""
    stop = stop_signal()
    free = given.no_limits
    vk = Vk(
        demo_vk_world(),
        port=given.vk_port,
        limits=VkLimits.lifted() if free else None,
        token=given.vk_token,
    )
    sandbox = Sandbox(
        demo_world(),
        api_port=given.api_port,
        page_port=given.page_port,
        phones=PHONES,
        limits=Limits.lifted() if free else None,
        token=given.token,
        vk=vk,
    )
    async with sandbox:
        addresses = {
            "api_url": sandbox.api_url,
            "page_url": sandbox.page_url,
            "token": sandbox.token,
            "staff_chat": STAFF_CHAT,
            "vk": {
                "api_url": vk.api_url,
                "token": vk.token,
                "group_id": vk.group_id,
                "staff_chat": VK_STAFF_CHAT,
            },
        }
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
