"""Writes reader-cases.txt: what asyncio.StreamReader of CPython 3.13 does with random bytes, limits and calls.

python3.13 reader_cases.py > reader-cases.txt

A line: limit | pieces in hex | how many of them come before the first call | calls | results. The others come one
by one while a call waits, then the end. Calls: r and x with a count (read, readexactly), l (readline), a (read all),
u with separators in hex (readuntil).
"""
import asyncio
import random

CASES = 400


async def one(rng):
    limit=rng.choice([1,2,3,5,8,20])
    n=rng.randrange(0,40)
    data=bytes(rng.choice(b'ab\n\xc3\xa9'[:3+rng.randrange(3)]) for _ in range(n))
    chunks=[]; i=0
    while i<n:
        k=rng.randrange(1,6); chunks.append(data[i:i+k]); i+=k
    ops=[]
    for _ in range(rng.randrange(1,8)):
        c=rng.choice('rxulu')
        if c in 'rx': ops.append(c+str(rng.randrange(0,8)))
        elif c=='u': ops.append('u'+','.join(bytes(rng.choice(b'ab\n') for _ in range(rng.randrange(1,4))).hex() for _ in range(rng.randrange(1,3))))
        else: ops.append('l')
    if rng.random()<.3: ops.append('a')
    pre=rng.randrange(0,len(chunks)+1)
    loop=asyncio.get_running_loop()
    r=asyncio.StreamReader(limit=limit,loop=loop)
    q=list(chunks)
    for _ in range(pre): r.feed_data(q.pop(0))
    eof=False; res=[]
    for op in ops:
        c,arg=op[0],op[1:]
        if c=='r': co=r.read(int(arg))
        elif c=='x': co=r.readexactly(int(arg))
        elif c=='l': co=r.readline()
        elif c=='a': co=r.read(-1)
        else:
            seps=tuple(bytes.fromhex(x) for x in arg.split(','))
            co=r.readuntil(seps if len(seps)>1 else seps[0])
        t=asyncio.ensure_future(co)
        for _ in range(4): await asyncio.sleep(0)
        while not t.done():
            if q: r.feed_data(q.pop(0))
            elif not eof: r.feed_eof(); eof=True
            else: raise SystemExit('stuck')
            for _ in range(4): await asyncio.sleep(0)
        e=t.exception()
        if e is None: res.append('ok:'+t.result().hex())
        elif isinstance(e,asyncio.IncompleteReadError): res.append('inc:'+e.partial.hex())
        elif isinstance(e,asyncio.LimitOverrunError): res.append('lim:%d'%e.consumed)
        elif isinstance(e,ValueError): res.append('val')
        else:
            raise e
    print('|'.join([str(limit),','.join(c.hex() for c in chunks),str(pre),';'.join(ops),';'.join(res)]))
async def main():
    for seed in range(CASES):
        await one(random.Random(seed))


asyncio.run(main())
