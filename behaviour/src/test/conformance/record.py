#!/usr/bin/env python3.13
"""Chooses random asyncio programs, runs them on CPython, and writes each with its trace as Java.

usage: record.py GENERATOR OUT [--seeds N] [--per-theme N]
       record.py GENERATOR OUT --every FIRST LAST [--newest]

GENERATOR holds gen.py, ast_schema.py, emit_py.py, emit_java.py and pyrt.py; OUT becomes one file a
theme. With --every nothing is chosen: all programs of the seeds, a hundred to a file. Run it with the CPython whose order of events is the reference (3.13). What the files hold
and who reads them is told in the README beside them.
"""
import argparse
import collections
import copy
import heapq
import itertools
import os
import random
import re
import sys
import warnings

sys.dont_write_bytecode = True
ARGS = argparse.ArgumentParser(usage=__doc__)
ARGS.add_argument("generator")
ARGS.add_argument("out")
ARGS.add_argument("--seeds", type=int, default=800, help="candidates a setting")
ARGS.add_argument("--per-theme", type=int, default=40)
ARGS.add_argument("--every", type=int, nargs=2)
ARGS.add_argument("--newest", action="store_true")
OPTIONS = ARGS.parse_args()
sys.path.insert(0, OPTIONS.generator)

import ast_schema  # noqa: E402
import emit_java  # noqa: E402
import emit_py  # noqa: E402
import gen  # noqa: E402

# Themes are drawn from the seed. The file "newest" is a setting of its own: eager tasks and
# queues that are shut down, which the generator leaves out by default.
SETTINGS = {None: (), "newest": ("+eager", "+q_shutdown")}
NEWEST_SHARE = 2  # times as many programs as a theme

# What a program costs besides its own bytes: without it the smallest, which do little, would win.
OVERHEAD = 1500

# Numbers of coroutines, in turn; None is the generator's own, large. Small ones say more a byte.
SIZES = (1, 2, 1, 2, None)


JUMPS = ("return", "break", "continue", "raise", "reraise")
STATEMENTS = ("body", "t", "f", "final", "ops")  # the keys of lists of statements
SHARES_LEFT_OUT = (0, 0.25, 0.45)

# Left out is sometimes what the rest needs; Python then fails in ways that are Python's own.
NOT_OF_ASYNCIO = re.compile(r"\b(TypeError|AttributeError|NameError|UnboundLocalError|KeyError)\b")


def thinned(prog, share):
    """The program without some of its statements, and without what nothing mentions any more."""
    prog = copy.deepcopy(prog)
    chance = random.Random(prog["seed"])

    def thin(x):
        if isinstance(x, dict):
            for key, value in x.items():
                if key in STATEMENTS and isinstance(value, list):
                    left = [y for y in value if y["k"] in JUMPS or chance.random() >= share]
                    value[:] = left or value[-1:]
                thin(value)
        elif isinstance(x, list):
            for y in x:
                thin(y)

    def mentioned(x):
        if isinstance(x, dict):
            for key, value in x.items():
                if key != "name":
                    yield from mentioned(value)
        elif isinstance(x, list):
            for y in x:
                yield from mentioned(y)
        elif isinstance(x, str):
            yield x

    if share == 0:
        return prog
    thin([prog["callbacks"], prog["coros"], prog["main"]])
    code = {c["name"]: c for c in prog["coros"] + prog["callbacks"]}
    used, new = set(), set(mentioned(prog["main"]["body"]))
    while new:
        used |= new
        new = set(mentioned([code[n] for n in new if n in code])) - used
    prog["coros"] = [c for c in prog["coros"] if c["name"] in used]
    prog["callbacks"] = [c for c in prog["callbacks"] if c["name"] in used]
    prog["objects"] = [o for o in prog["objects"] if o["n"] in used]
    prog["slots"] = [n for n in prog["slots"] if n in used]
    return prog


class Terse(emit_java.JavaEmitter):
    """Emits what javac compiles fast and people read fast: no lambda where a call will do.

    A block of timeout() or TaskGroup.run() stands in a local variable: as an argument of nested,
    overloaded calls javac would attribute it once per overload and level.
    """

    CALLS = {
        "ev_set": "set", "ev_clear": "clear", "release": "release", "notify_all": "signalAll",
        "get_nowait": "take", "task_done": "taskDone",
    }

    def op(self, x, inv):
        call = self.call(x)
        # A callback of the Python twin knows no `inv` and no task: then the argument itself fails.
        fails = self.in_cb and any(y.get("k") in ("note", "cancelling") for y in emit_java.walk(x))
        if call is None or fails:
            super().op(x, inv)
            return
        name, *arguments = call
        self.w(f"rt.{name}({', '.join([inv, str(x['id'])] + arguments)});")

    def call(self, x):
        """The method of Run that does it, and its arguments; None if there is none."""
        op, slot, thing = x["op"], x.get("s"), x.get("o")
        quoted = emit_java.s
        if op == "cancel":
            message = [] if x.get("msg") is None else [quoted(x["msg"])]
            return ["cancel", quoted(slot), slot, *message]
        if op == "uncancel":
            return ["uncancel"]
        if op == "cancelling" and self.kind(slot) == "task":
            return ["cancelling", quoted(slot), slot]
        if op == "state":
            return ["state", quoted(slot), slot]
        if op == "set_result":
            return ["setResult", quoted(slot), slot, self.e(x["e"])]
        if op == "set_exception":
            return ["setException", quoted(slot), slot, self.exc(x["x"])]
        if op == "notify":
            return ["signal", quoted(thing), thing, str(x["n"])]
        if op == "put_nowait":
            return ["put", quoted(thing), thing, self.e(x["e"])]
        if op == "q_shutdown":
            return ["shutdown", quoted(thing), thing, str(x["now"]).lower()]
        if op in self.CALLS:
            return [self.CALLS[op], quoted(thing), thing]
        if op in ("add_cb", "remove_cb"):
            name = "addCallback" if op == "add_cb" else "removeCallback"
            return [name, quoted(slot), slot, quoted(x["cb"]), x["cb"].upper()]
        if op == "cv_set":
            return ["setVariable", self.e(x["e"])]
        return None

    def lambda_body(self, x, head, tail, typ):
        v = x["v"]
        held = v in self.held
        parameter = v + "_" if held else v
        u = self.uid()
        self.loops.append(0)
        saved, self.lines = self.lines, []
        self.ind += 1
        if held:
            self.w(f"{v}[0] = {parameter};")
        done = self.stmts(x["body"])
        if done:
            self.w("return 0;")
        self.ind -= 1
        body, self.lines = self.lines, saved
        self.loops.pop()
        codes = sorted(self.escaping(x["body"]))
        result = f"int c{u} = " if codes else ""
        self.w(f"AsyncFunction<{typ}, Integer> body{u} = {parameter} -> {{")
        self.lines += body
        self.w("};")
        self.w(f"{result}await({head}body{u}{tail});")
        for j, code in enumerate(codes):
            if not done and j == len(codes) - 1:
                self.w(self.jump(code))
            else:
                self.w(f"if (c{u} == {code}) {self.jump(code)}")
        return done or not codes

    def program(self):
        """The members of the class; what is around them is the same for all programs."""
        p = self.p
        slots = ["main"] + p["slots"]
        handles = sorted({x["h"] for x in emit_java.walk(p) if x.get("k") == "op" and "h" in x})
        for n in slots:
            if n not in self.otype:
                self.w(f"static {self.slot_type(n)} {n};")
        for o in p["objects"]:
            self.w(f"static {emit_java.NEW[o['t']][0]} {o['n']};")
        for h in handles:
            self.w(f"static Handle {h};")
        for callback in p["callbacks"]:
            name = callback["name"]
            self.w(f"static final Consumer<Future<?>> {name.upper()} = P::{name};")
        self.w()
        self.names, self.held, self.fixed = {}, set(), set()
        self.loops, self.handlers = [0], []
        self.in_cb = True
        for callback in p["callbacks"]:
            self.callback(callback)
        self.in_cb = False
        for c in p["coros"]:
            self.coro(c)
        self.coro(p["main"])
        self.w("@Async")
        self.w("static Coroutine<Integer> start() throws Exception {")
        self.ind += 1
        self.w("rt.begin();")
        self.w("main = task(currentTask());")
        for o in p["objects"]:
            self.w(f"{o['n']} = " + emit_java.NEW[o["t"]][1].format(a=o.get("a", "")) + ";")
        self.w(f"return done(await({p['main']['name']}()));")
        self.ind -= 1
        self.w("}")
        return "\n".join(self.lines) + "\n"

    def callback(self, callback):
        name = callback["name"]
        self.w(f"static void {name}(Future<?> fut) {{")
        self.ind += 1
        self.w(f"rt.callback({emit_java.s(name)}, fut);")
        for op in callback["ops"]:
            if op["k"] == "raise":
                self.s_raise(op)
                break
            self.op(op, emit_java.s(name))
        self.ind -= 1
        self.w("}")
        self.w()


class Candidate:
    """A program, its trace, and what is interesting about them."""

    def __init__(self, name, prog, trace):
        self.name = name
        self.prog = prog
        self.trace = trace
        self.java = Terse(prog).program()
        self.marks = set(self.shapes(prog)) | set(self.pairs())
        self.size = len(self.java) + len(trace)

    def shapes(self, x, above="program"):
        """Which statements and expressions stand in which, which operation, which exception."""
        if isinstance(x, list):
            for y in x:
                yield from self.shapes(y, above)
        elif isinstance(x, dict):
            what = x.get("op") if x.get("k") == "op" else x.get("k")
            if isinstance(what, str):
                yield above, what
                above = what
            for key, y in x.items():
                yield from self.shapes(y, f"{above}.{key}" if key in ("final", "f") else above)

    def pairs(self):
        """Which event follows which, without names, times and numbers, but with its turn in time."""
        before = None
        for line in self.trace.splitlines():
            time, who, *event = line.split(" ")
            words = [re.sub(r"\d+", "", w) for w in event if not re.fullmatch(r"@?-?\d+", w)]
            this = (re.sub(r"[\d#]+", "", who), *words[:4])
            if before:
                yield before[1], this, before[0] == time
            before = (time, this)

    def text(self):
        p = self.prog
        objects = [f"{o['t']} {o['n']}" for o in p["objects"] if o["t"] != "future"]
        return "".join([
            f"==== {self.name}{' eager' if p.get('eager') else ''}\n",
            f"features: {' '.join(p['features'])}\n",
            f"slots: {' '.join(['main'] + p['slots'])}\n",
            f"objects: {', '.join(objects)}\n",
            self.java,
            "---- trace\n",
            self.trace,
        ])


def run(prog):
    """The trace that CPython prints. In a process of its own: one that gives up ends its process."""
    code = compile(emit_py.emit(prog), f"s{prog['seed']}", "exec")
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        os.dup2(theirs, 1)
        warnings.simplefilter("ignore")
        try:
            exec(code, {"__name__": "__program__"})
        finally:
            sys.stdout.flush()
            os._exit(0)
    os.close(theirs)
    with open(ours) as printed:
        trace = printed.read()
    os.waitpid(child, 0)
    return trace


def candidates(disable, seeds, sizes, shares):
    for seed in seeds:
        whole = gen.generate(seed, None, sizes[seed % len(sizes)], disable)
        for share, letter in zip(shares, "abc"):
            prog = thinned(whole, share)
            ast_schema.validate(prog)
            trace = run(prog)
            if "GIVEUP" not in trace and not (share and NOT_OF_ASYNCIO.search(trace)):
                yield Candidate(f"{seed}{letter}", prog, trace)


def choose(programs, count):
    """Greedily, most new marks for its size first: near-duplicates have nothing new."""
    seen = collections.Counter()

    def worth(c):
        return sum(1 / (1 + 4 * seen[mark]) for mark in c.marks) / (c.size + OVERHEAD)

    # What a program is worth only sinks, so it is weighed again only when it comes to the top.
    heap = [(-worth(c), i, c) for i, c in enumerate(programs)]
    heapq.heapify(heap)
    chosen = []
    while heap and len(chosen) < count:
        _, i, best = heapq.heappop(heap)
        now = -worth(best)
        if heap and now > heap[0][0]:
            heapq.heappush(heap, (now, i, best))
        else:
            chosen.append(best)
            seen.update(best.marks)
    return sorted(chosen, key=lambda c: (c.prog["seed"], c.name))


def write(name, programs):
    with open(os.path.join(OPTIONS.out, name + ".part"), "w") as f:
        f.writelines(c.text() for c in programs)
    os.rename(f.name, f.name[: -len("part")] + "txt")


def record_every(first, last):
    disable = SETTINGS["newest" if OPTIONS.newest else None]
    for start in range(first, last + 1, 100):
        seeds = range(start, min(start + 100, last + 1))
        write(f"s{start}", candidates(disable, seeds, sizes=(None,), shares=(0,)))


def record_chosen():
    seeds = range(1, OPTIONS.seeds + 1)
    for fixed, disable in SETTINGS.items():
        by_theme = collections.defaultdict(list)
        for c in candidates(disable, seeds, SIZES, SHARES_LEFT_OUT):
            by_theme[fixed or c.prog["theme"]].append(c)
        for theme, programs in sorted(by_theme.items()):
            count = OPTIONS.per_theme * (NEWEST_SHARE if fixed else 1)
            chosen = choose(programs, count)
            write(theme, chosen)
            marks = len(set(itertools.chain.from_iterable(c.marks for c in chosen)))
            total = len(set(itertools.chain.from_iterable(c.marks for c in programs)))
            print(f"{theme}: {len(chosen)} of {len(programs)}, {sum(c.size for c in chosen)} bytes,"
                  f" {marks} of {total} marks")


def main():
    os.makedirs(OPTIONS.out, exist_ok=True)
    if OPTIONS.every:
        record_every(*OPTIONS.every)
    else:
        record_chosen()


if __name__ == "__main__":
    main()
