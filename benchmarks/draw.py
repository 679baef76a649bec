#!/usr/bin/env python3
"""Draws the table in README.md and the picture results.svg from a result file of `run`.

    draw.py results/DATE-JDK.json [--by cpu]      rewrites both
    draw.py results/DATE-JDK.json --short         prints the short table of the project's README
"""
import argparse
import json
import math
import os
import re

HERE = os.path.dirname(os.path.abspath(__file__))
PEERS = {
    "Limit": ("by hand", "#9aa0a6"),
    "Weft": ("Weft", "#1a73e8"),
    "Kotlin": ("Kotlin", "#a142f4"),
    "Futures": ("CompletableFuture", "#f9ab00"),
    "OneCarrier": ("virtual threads, 1 carrier", "#188038"),
    "Threads": ("virtual threads", "#81c995"),
    "Netty": ("Netty", "#d93025"),
    "CPython": ("CPython", "#5f6368"),
}

# What a row is called, and how many times the limit Weft may take at most.
ROWS = {
    "call.depth1": ("awaited call", 2),
    "call.depth10": ("ten awaited calls, nested", 2),
    "call.recursion10": ("the same, recursive", 2),
    "turn.oneTask": ("yield, one task", 2),
    "turn.thousandTasks": ("yield, 1,000 tasks", 5),
    "queue.pingPong": ("ping-pong, queue of 1", 4),
    "queue.buffered": ("queue of 1,024", 3),
    "task.createAndAwait": ("create and await a task", 4),
    "task.gathered": ("gather of 100,000, per task", 4),
    "timer.neverFires": ("time-out that never fires", 4),
    "lock.semaphore": ("semaphore of 10, per task", 5),
    "lock.lock": ("lock hand-over", 4),
    "skynet.skynet": ("skynet", 8),
    "failure.atOnce": ("exception through ten awaits", None),
    "failure.afterTurn": ("the same, after a suspension", None),
}
PARKED = {
    "parked.future": ("on a future", 150),
    "parked.sleep": ("on a sleep", None),
    "parked.deep": ("on a future, ten awaits deep", None),
}
ECHO = {"echo.50": "50 connections", "echo.1000": "1,000 connections"}


def short(number):
    """Three significant digits, thousands separated."""
    if number is None:
        return ""
    if number < 10:
        return f"{number:.1f}"
    return f"{round(number, 2 - int(math.floor(math.log10(number)))):,.0f}"


class Results:
    """The medians of a result file, by row and peer."""

    def __init__(self, content, by):
        self.content = content
        self.by = by
        self.figures = {(each["row"], each["peer"]): each for each in content["medians"]}

    def get(self, row, peer, key):
        return self.figures.get((row, peer), {}).get(key)

    def time(self, row, peer):
        if self.by == "cpu":
            nanos = self.get(row, peer, "cpuNanos")
            return nanos / 1e6 if nanos is not None and self.get(row, peer, "unit") == "ms/op" else nanos
        return self.get(row, peer, "time")

    def ratio(self, row, peer):
        limit, mine = self.time(row, "Limit"), self.time(row, peer)
        return mine / limit if limit and mine else None

    def cell(self, row, peer):
        time, allocated = self.time(row, peer), self.get(row, peer, "bytes")
        if time is None:
            return ""
        if self.get(row, peer, "unit") == "ms/op":
            return short(time) + " ms"
        if allocated is None:
            return short(time)
        return f"{short(time)} ({allocated:.0f})"


def table(header, lines):
    rows = [header, ["---", *["---:"] * (len(header) - 1)], *lines]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def times(results):
    peers = [peer for peer in PEERS if any(results.time(row, peer) for row in ROWS)]
    header = ["ns (bytes) per operation", *(PEERS[peer][0] for peer in peers), "Weft : by hand", "aim", "best other : Weft"]
    lines = []
    for row, (label, aim) in ROWS.items():
        ratio = results.ratio(row, "Weft")
        if ratio is None:
            continue
        others = [results.time(row, peer) for peer in ("Kotlin", "OneCarrier", "Threads")]
        others = [each for each in others if each is not None]
        lead = min(others) / results.time(row, "Weft") if others else None
        lines.append(
            [label, *(results.cell(row, peer) for peer in peers), f"{ratio:.1f}", f"{aim}" if aim else "", short(lead)]
        )
    return table(header, lines)


def parked(results):
    peers = [peer for peer in PEERS if results.get("parked.future", peer, "bytes")]
    header = ["a parked task, bytes; seconds to create, to cancel a million", *(PEERS[peer][0] for peer in peers), "aim"]
    lines = []
    for row, (label, aim) in PARKED.items():
        cells = []
        for peer in peers:
            allocated = results.get(row, peer, "bytes")
            seconds = [results.get(row, peer, key) for key in ("createSeconds", "cancelSeconds")]
            cells.append("" if allocated is None else f"{allocated:.0f}; {seconds[0]:.1f}, {seconds[1]:.1f}")
        lines.append([label, *cells, f"{aim}" if aim else ""])
    lines.append(
        ["a million sleeps of 0 to 1 s, CPU seconds"]
        + [short(results.get("sleeps", peer, "cpuSeconds")) for peer in peers]
        + [""]
    )
    return table(header, lines)


def echo(results):
    lines = []
    for row, label in ECHO.items():
        for peer in PEERS:
            if results.get(row, peer, "cpuMicros") is not None:
                figures = [results.get(row, peer, key) for key in ("cpuMicros", "requestsPerSecond", "p50Micros", "p99Micros")]
                lines.append([f"{label}, {PEERS[peer][0]}", f"{figures[0]:.2f}", *(f"{each:,.0f}" for each in figures[1:])])
    return table(["TCP echo", "server CPU µs per request", "requests/s", "p50 µs", "p99 µs"], lines)


def readme_section(results, name):
    about = results.content
    what = "CPU time of the process" if results.by == "cpu" else "elapsed time"
    return f"""JDK {about['jdk']}, {about['machine']}, {about['date']}; load average {about['load'][0]} before, up to
{max(about['load'])} during the run; {what}, medians of the rounds in [{os.path.basename(name)}](results/{os.path.basename(name)}).
Command: `{about['command']}`

![Times relative to state machines by hand](results.svg)

{times(results)}

{parked(results)}

{echo(results)}
"""


def bars(results):
    """A group of bars for each row, as long as the logarithm of the ratio to the limit."""
    peers = [peer for peer in PEERS if peer not in ("Limit", "CPython", "Netty")]
    left, width, bar, gap, top = 230, 560, 9, 10, 64
    rows = [row for row in ROWS if results.ratio(row, "Weft")]
    most = max(results.ratio(row, peer) or 1 for row in rows for peer in peers)
    decades = math.ceil(math.log10(most))
    least = -0.5  # Half a decade for what is quicker than the limit.
    height = top + len(rows) * (len(peers) * bar + gap) + 12

    def x(ratio):
        return left + width * (max(math.log10(ratio), least) - least) / (decades - least)

    svg = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {left + width + 60} {height}" font-family="sans-serif" font-size="11">',
        f'<rect width="{left + width + 60}" height="{height}" fill="white"/>',
        f'<text x="{left}" y="16" font-size="13">Times what the same costs by hand; shorter is better; logarithmic scale</text>',
    ]
    place = left
    for peer in peers:
        label, colour = PEERS[peer]
        svg.append(f'<rect x="{place}" y="26" width="9" height="9" fill="{colour}"/><text x="{place + 13}" y="35">{label}</text>')
        place += 30 + 6 * len(label)
    for decade in range(decades + 1):
        at = x(10**decade)
        svg.append(f'<line x1="{at:.1f}" y1="{top - 6}" x2="{at:.1f}" y2="{height - 8}" stroke="#ddd"/>')
        svg.append(f'<text x="{at:.1f}" y="{top - 10}" text-anchor="middle" fill="#777">{10**decade:,}×</text>')
    y = top
    for row in rows:
        middle = y + len(peers) * bar / 2 + 4
        svg.append(f'<text x="{left - 8}" y="{middle:.0f}" text-anchor="end">{ROWS[row][0]}</text>')
        for peer in peers:
            ratio = results.ratio(row, peer)
            if ratio:
                end = x(ratio)
                svg.append(f'<rect x="{left}" y="{y}" width="{max(end - left, 1):.1f}" height="{bar - 1}" fill="{PEERS[peer][1]}"/>')
                svg.append(f'<text x="{end + 3:.1f}" y="{y + 8}" font-size="8" fill="#555">{short(ratio)}</text>')
            y += bar
        y += gap
    return "\n".join([*svg, "</svg>", ""])


def short_table(results):
    chosen = ["call.depth1", "turn.thousandTasks", "queue.pingPong", "task.createAndAwait", "timer.neverFires", "lock.lock"]
    peers = ["Limit", "Weft", "Kotlin", "OneCarrier", "Futures"]
    lines = [[ROWS[row][0], *(short(results.time(row, peer)) for peer in peers)] for row in chosen]
    lines.append(["a parked task, bytes", *(short(results.get("parked.future", peer, "bytes")) for peer in peers)])
    return table(["ns", *(PEERS[peer][0] for peer in peers)], lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("--by", choices=["time", "cpu"], default="time")
    parser.add_argument("--short", action="store_true")
    options = parser.parse_args()
    with open(options.file) as file:
        results = Results(json.load(file), options.by)
    if options.short:
        print(short_table(results))
        return
    with open(os.path.join(HERE, "results.svg"), "w") as file:
        file.write(bars(results))
    readme = os.path.join(HERE, "README.md")
    with open(readme) as file:
        text = file.read()
    section = readme_section(results, options.file)
    text = re.sub(r"(<!-- results -->\n).*(<!-- end of results -->)", lambda m: m[1] + section + m[2], text, flags=re.S)
    with open(readme, "w") as file:
        file.write(text)


if __name__ == "__main__":
    main()
