/** Virtual time and a JUnit 5 extension for tests of code that runs on Weft. */
module dev.weft.testing {
  requires transitive dev.weft;
  requires static org.jspecify;
  requires static transitive org.junit.jupiter.api;

  exports dev.weft.testing;

  opens dev.weft.testing to // JUnit makes the extension.
      org.junit.platform.commons;
}
