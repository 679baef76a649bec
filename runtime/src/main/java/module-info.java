/** Coroutines for Java on a single-threaded event loop with the semantics of Python's asyncio. */
@SuppressWarnings("module") // dev.weft.testing is built after this module and not known here.
module dev.weft {
  // Only for dev.weft.io.HttpSession: who uses that requires java.net.http too.
  requires static java.net.http;
  requires static org.jspecify;
  requires static java.management;
  requires static jdk.jfr;

  exports dev.weft;
  exports dev.weft.compiled;
  exports dev.weft.debug;
  exports dev.weft.io;
  exports dev.weft.sync;
  exports dev.weft.loop to
      dev.weft.testing;
}
