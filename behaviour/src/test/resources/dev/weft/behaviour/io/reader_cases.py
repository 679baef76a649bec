"""Writes reader-cases.txt: what asyncio.StreamReader of CPython 3.13 does with random bytes, limits and calls.

python3.13 reader_cases.py > reader-cases.txt

A line: limit | pieces in hex | how many of them come before the first call | calls | results. The others come one
by one while a call waits, then the end. Calls: r and x with a count (read, readexactly), l (readline), a (read all),
u with separators in hex (readuntil).
"""
import asyncio
import random

CASES = 400


def random_pieces(rng):
    length = rng.randrange(0, 40)
    data = bytes(rng.choice(b"ab\n\xc3\xa9"[: 3 + rng.randrange(3)]) for _ in range(length))
    pieces = []
    while data:
        size = rng.randrange(1, 6)
        pieces.append(data[:size])
        data = data[size:]
    return pieces


def random_separator(rng):
    return bytes(rng.choice(b"ab\n") for _ in range(rng.randrange(1, 4)))


def random_call(rng):
    kind = rng.choice("rxulu")  # The separators twice: there is most to get wrong.
    if kind in "rx":
        return kind + str(rng.randrange(0, 8))
    if kind == "u":
        return "u" + ",".join(random_separator(rng).hex() for _ in range(rng.randrange(1, 3)))
    return kind


def coroutine_of(call, reader):
    kind, argument = call[0], call[1:]
    if kind == "r":
        return reader.read(int(argument))
    if kind == "x":
        return reader.readexactly(int(argument))
    if kind == "l":
        return reader.readline()
    if kind == "a":
        return reader.read(-1)
    separators = tuple(bytes.fromhex(each) for each in argument.split(","))
    return reader.readuntil(separators if len(separators) > 1 else separators[0])


def text_of(task):
    try:
        return "ok:" + task.result().hex()
    except asyncio.IncompleteReadError as end:
        return "inc:" + end.partial.hex()
    except asyncio.LimitOverrunError as overrun:
        return f"lim:{overrun.consumed}"
    except ValueError:
        return "val"


async def let_run():
    for _ in range(4):
        await asyncio.sleep(0)


async def result_of(call, reader, left):
    """Feeds the reader until the call is done."""
    task = asyncio.ensure_future(coroutine_of(call, reader))
    await let_run()
    while not task.done():
        if left:
            reader.feed_data(left.pop(0))
        else:
            reader.feed_eof()
        await let_run()
    return text_of(task)


async def line_of(rng):
    limit = rng.choice([1, 2, 3, 5, 8, 20])
    pieces = random_pieces(rng)
    calls = [random_call(rng) for _ in range(rng.randrange(1, 8))]
    if rng.random() < 0.3:
        calls.append("a")
    before = rng.randrange(0, len(pieces) + 1)

    reader = asyncio.StreamReader(limit=limit, loop=asyncio.get_running_loop())
    for piece in pieces[:before]:
        reader.feed_data(piece)
    left = pieces[before:]
    results = [await result_of(call, reader, left) for call in calls]
    pieces_in_hex = ",".join(piece.hex() for piece in pieces)
    return "|".join([str(limit), pieces_in_hex, str(before), ";".join(calls), ";".join(results)])


async def main():
    for seed in range(CASES):
        print(await line_of(random.Random(seed)))


asyncio.run(main())
