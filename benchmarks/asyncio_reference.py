#!/usr/bin/env python3
"""The same workloads on CPython's asyncio, for reference: prints a line of JSON for each row.

Sizes are smaller than those of the JVM's peers where a run would take minutes; figures are per operation.
"""
import asyncio
import json
import random
import re
import sys
import time

REPEATS = 3


async def leaf(x):
    return x + 1


async def down(x, levels):
    return await (leaf(x) if levels == 1 else down(x, levels - 1)) + 1


async def calls(count, levels):
    for i in range(count):
        await down(i & 63, levels)


async def turns(count):
    for _ in range(count):
        await asyncio.sleep(0)


async def many_turns(tasks, count):
    await asyncio.gather(*(turns(count) for _ in range(tasks)))


async def ping_pong(items):
    there, back = asyncio.Queue(1), asyncio.Queue(1)

    async def partner():
        for _ in range(items // 2):
            await back.put(await there.get())

    task = asyncio.create_task(partner())
    for i in range(items // 2):
        await there.put(i & 63)
        await back.get()
    await task


async def buffered(items):
    queue = asyncio.Queue(1024)

    async def producer():
        for i in range(items):
            await queue.put(i & 63)

    task = asyncio.create_task(producer())
    for _ in range(items):
        await queue.get()
    await task


async def create_and_await(count):
    for i in range(count):
        await asyncio.create_task(leaf(i & 63))


async def gathered(count):
    await asyncio.gather(*(leaf(i & 63) for i in range(count)))


async def through(lock, rounds):
    for _ in range(rounds):
        async with lock:
            await asyncio.sleep(0)


async def semaphore(visitors):
    permits = asyncio.Semaphore(10)
    await asyncio.gather(*(through(permits, 1) for _ in range(visitors)))


async def hand_overs(count):
    lock = asyncio.Lock()
    await asyncio.gather(*(through(lock, count // 10) for _ in range(10)))


async def soon(x):
    await asyncio.sleep(0)
    return x


async def never_fires(count):
    for i in range(count):
        await asyncio.wait_for(soon(i & 63), 60)


async def fails(levels, later):
    if levels > 0:
        return await fails(levels - 1, later) + 1
    if later:
        await asyncio.sleep(0)
    raise ValueError("expected")


async def failures(count, later):
    for _ in range(count):
        try:
            await fails(10, later)
        except ValueError:
            pass


async def skynet(first, leaves):
    if leaves == 1:
        return first
    part = leaves // 10
    return sum(await asyncio.gather(*(skynet(first + i * part, part) for i in range(10))))


async def sleeps(millis):
    await asyncio.gather(*(asyncio.sleep(each / 1000) for each in millis))


# Row: the coroutine function, its arguments, operations of one run.
ROWS = {
    "call.depth1": (calls, (100_000, 1), 100_000),
    "call.recursion10": (calls, (20_000, 10), 20_000),
    "turn.oneTask": (turns, (50_000,), 50_000),
    "turn.thousandTasks": (many_turns, (1_000, 50), 50_000),
    "queue.pingPong": (ping_pong, (20_000,), 20_000),
    "queue.buffered": (buffered, (50_000,), 50_000),
    "task.createAndAwait": (create_and_await, (20_000,), 20_000),
    "task.gathered": (gathered, (100_000,), 100_000),
    "lock.semaphore": (semaphore, (10_000,), 10_000),
    "lock.lock": (hand_overs, (10_000,), 10_000),
    "timer.neverFires": (never_fires, (10_000,), 10_000),
    "failure.atOnce": (failures, (2_000, False), 2_000),
    "failure.afterTurn": (failures, (2_000, True), 2_000),
}


def measured(function, arguments, operations):
    """Nanoseconds of one operation: wall and CPU."""
    wall, cpu = time.perf_counter_ns(), time.process_time_ns()
    asyncio.run(function(*arguments))
    return (time.perf_counter_ns() - wall) / operations, (time.process_time_ns() - cpu) / operations


def main():
    pattern = re.compile(sys.argv[1] if len(sys.argv) > 1 else ".")
    for row, (function, arguments, operations) in ROWS.items():
        if pattern.search(row):
            runs = [measured(function, arguments, operations) for _ in range(REPEATS)]
            wall, cpu = sorted(runs)[REPEATS // 2]
            print(json.dumps({"row": row, "peer": "CPython", "time": wall, "unit": "ns/op", "cpuNanos": cpu}))
    if pattern.search("skynet.skynet"):
        wall, cpu = measured(skynet, (0, 1_000_000), 1)
        print(json.dumps({"row": "skynet.skynet", "peer": "CPython", "time": wall / 1e6, "unit": "ms/op", "cpuNanos": cpu}))
    if pattern.search("sleeps"):
        chosen = random.Random(8)
        before, started = time.process_time(), time.perf_counter()
        asyncio.run(sleeps([chosen.randrange(1_000) for _ in range(1_000_000)]))
        figures = {"cpuSeconds": time.process_time() - before, "wallSeconds": time.perf_counter() - started}
        print(json.dumps({"row": "sleeps", "peer": "CPython", **figures}))


if __name__ == "__main__":
    main()
