package dev.weft.weaver.names;

/** What the weaver knows of test frameworks, all of it by name: none need be there. */
public final class TestingNames {
  /** {@code AsyncTests.run(Coroutine)}: what the twin of a test method calls. */
  public static final String ASYNC_TESTS = "dev/weft/testing/AsyncTests";

  public static final String RUN = "run";
  public static final String RUN_DESCRIPTOR =
      "(L" + RuntimeNames.COROUTINE + ";)L" + RuntimeNames.OBJECT + ";";

  private static final String ASYNC_TEST = "dev/weft/testing/AsyncTest";
  private static final String JUPITER = "org/junit/jupiter/";

  /** Whether an annotation, by internal name, makes a method one that JUnit calls. */
  public static boolean isTest(String annotation) {
    return annotation.equals(ASYNC_TEST) || annotation.startsWith(JUPITER);
  }

  private TestingNames() {}
}
