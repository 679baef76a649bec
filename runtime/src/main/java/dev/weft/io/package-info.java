/**
 * The outside world, awaited: streams and servers over TCP, Unix-domain sockets and TLS, datagrams,
 * subprocesses, files, HTTP. Modelled on asyncio's streams and subprocesses, on aiofiles and on
 * aiohttp's client.
 *
 * <p>Read {@link dev.weft.io.Transport} first, what bytes travel over, then {@code Connection}, the
 * one state machine under {@link dev.weft.io.TcpStream}, and {@link dev.weft.io.Network}, which
 * makes transports and can be another one in tests. Coroutines here are written by hand: short ones
 * as bodies of frames, those of several awaits as {@code Steps}.
 *
 * <p>Nothing here is thread-safe: each object belongs to the loop on which it was made.
 */
@NullMarked
package dev.weft.io;

import org.jspecify.annotations.NullMarked;
