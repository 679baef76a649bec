package dev.weft.processor.check;

import com.sun.source.util.TreePath;

/**
 * A place where code uses Weft's syntax, other than by an await.
 *
 * @param what which part of it
 * @param path the place
 */
record Mention(Syntax what, TreePath path) {
  /** The parts. */
  enum Syntax {
    /** A call of {@code emit}, or a reference to it. */
    EMIT,
    /** A call of {@code end}, or a reference to it. */
    END,
    /** A {@code return} in a method that gives an async generator. */
    RETURN,
    /** An enhanced {@code for} over an async iterable. */
    FOR,
    /** A {@code try} statement with an async resource; the path is that of the resource. */
    RESOURCE,
    /** A call of the {@code close()} that only throws. */
    CLOSE,
    /** A call of the method of an async function. */
    CALL,
    /** A lambda or method reference that becomes an async function. */
    FUNCTION,
    /** A class inside a method that asks for facades; processors do not see it. */
    LOCAL_FACADE,
    /** A method of a test that gives a coroutine and is not async. */
    TEST
  }
}
