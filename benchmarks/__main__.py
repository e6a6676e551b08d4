"""`make bench`: how fast the line is, beside a bare aiogram echo bot (on VK: vk_api's) in the same run."""

from __future__ import annotations

import argparse
import asyncio
import gc
import os

import uvloop

from benchmarks import report
from benchmarks.measure import Bench, Held, Load, Plan, Round, middle
from benchmarks.process import ROOT, pin
from benchmarks.vk import VkBench, VkRound


def arguments() -> argparse.Namespace:
    """The command line."""
    plan = Plan()
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=plan.rounds, help="paired rounds")
    parser.add_argument("--seconds", type=float, default=plan.seconds, help="measured time of each load")
    parser.add_argument("--half-seconds", type=float, default=plan.half_seconds, help="time at half load")
    parser.add_argument("--chats", type=int, default=plan.chats, help="chats at once")
    parser.add_argument("--stored", type=int, default=plan.stored, help="stored conversations for the memory")
    parser.add_argument("--only", choices=("rounds", "vk", "memory"), help="one part of it")
    return parser.parse_args()


async def measure(given: argparse.Namespace) -> None:
    """Measure, print, write."""
    plan = Plan(given.chats, given.rounds, given.seconds, given.half_seconds, given.stored)
    plan.folder.mkdir(parents=True, exist_ok=True)
    bench = Bench(plan)
    pin(os.getpid(), bench.sandbox_core)
    rounds: list[Round] = []
    half: Load | None = None
    menu_half: Load | None = None
    held: Held | None = None
    if given.only in (None, "rounds"):
        for number in range(plan.rounds):
            rounds.append(await bench.round(number))
            one = rounds[-1]
            rates = f"echo {one.echo.rate:.0f}, form {one.form.rate:.0f}, menu {one.menu.rate:.0f}"
            print(f"round {number + 1}: {rates} turns/s", flush=True)
            gc.collect()
        half = await bench.half(middle([one.form.rate for one in rounds]) / 2)
        menu_half = await bench.half(middle([one.menu.rate for one in rounds]) / 2, menu=True)
    vk_rounds: list[VkRound] = []
    vk_paced: VkRound | None = None
    if given.only in (None, "vk"):
        vk = VkBench(bench)
        for number in range(min(plan.rounds, plan.vk_rounds)):
            vk_rounds.append(await vk.round(number))
            last = vk_rounds[-1]
            print(
                f"round {number + 1} on VK: echo {last.echo.rate:.0f}, form {last.line.rate:.0f} turns/s",
                flush=True,
            )
            gc.collect()
        vk_paced = await vk.paced()
        gc.collect()
    if given.only in (None, "memory"):
        held = await bench.held()
    found = report.results(plan, rounds, half, menu_half, held) | report.vk_results(vk_rounds, vk_paced)
    if rounds:
        print(report.table(rounds, half, menu_half, bench.walks))
    if vk_paced is not None:
        print(report.vk_table(vk_rounds, vk_paced))
    print(report.marks(found))
    target = ROOT / "build" / "bench.json"
    report.write(found, target)
    print(f"written to {target.relative_to(ROOT)}")


def main() -> None:
    """Run what the command line says."""
    given = arguments()
    gc.freeze()
    gc.set_threshold(200_000, 50, 1000)  # the sandbox must not be what is measured
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(measure(given))


if __name__ == "__main__":
    main()
