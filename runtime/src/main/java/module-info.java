/** Coroutines for Java on a single-threaded event loop with the semantics of Python's asyncio. */
module dev.weft {
  requires static transitive org.jspecify;
}
