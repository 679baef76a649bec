package dev.weft.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jacoco.core.analysis.Analyzer;
import org.jacoco.core.analysis.CoverageBuilder;
import org.jacoco.core.analysis.IClassCoverage;
import org.jacoco.core.analysis.ICounter;
import org.jacoco.core.analysis.IMethodCoverage;
import org.jacoco.core.data.ExecutionDataStore;
import org.jacoco.core.data.SessionInfoStore;
import org.jacoco.core.instr.Instrumenter;
import org.jacoco.core.runtime.LoggerRuntime;
import org.jacoco.core.runtime.RuntimeData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What JaCoCo reports of woven code that ran, was suspended and went on. */
class CoverageTest {
  private static final String[] PROGRAM = {
    "package till;",
    "import static dev.weft.Asyncio.*;",
    "import dev.weft.*;",
    "public class Till {",
    "  @Async static Coroutine<Integer> total(int price) {",
    "    int sum = price;",
    "    await(yieldNow()); // await",
    "    sum += 1; // after",
    "    if (sum > 100) { // branch",
    "      await(yieldNow()); // not run",
    "      sum = 100; // not run either",
    "    }",
    "    return done(sum); // end",
    "  }",
    "  @Async static Coroutine<Integer> unused() {",
    "    return done(await(total(1))); // unused",
    "  }",
    "  public static void main(String[] args) {",
    "    run(total(7));",
    "  }",
    "}",
  };

  @TempDir Path folder;
  private IClassCoverage coverage;

  @BeforeEach
  void runUnderJacoco() throws Exception {
    RealJavac javac = new RealJavac(folder).usual().options("-g", "--release", "17");
    assertThat(javac.source("till/Till.java", PROGRAM).run().succeeded()).isTrue();
    byte[] woven = Files.readAllBytes(javac.classFile("till/Till.class"));

    LoggerRuntime runtime = new LoggerRuntime();
    RuntimeData data = new RuntimeData();
    runtime.startup(data);
    byte[] instrumented = new Instrumenter(runtime).instrument(woven, "till.Till");
    Class<?> till = new OneClass("till.Till", instrumented).loadClass("till.Till");
    till.getMethod("main", String[].class).invoke(null, (Object) new String[0]);

    ExecutionDataStore executed = new ExecutionDataStore();
    data.collect(executed, new SessionInfoStore(), false);
    runtime.shutdown();
    CoverageBuilder report = new CoverageBuilder();
    new Analyzer(executed, report).analyzeClass(new ByteArrayInputStream(woven), "till.Till");
    coverage = report.getClasses().iterator().next();
  }

  @Test
  void codeAfterASuspensionIsCovered() {
    assertThat(statusOf("after")).isEqualTo(ICounter.FULLY_COVERED);
    assertThat(statusOf("end")).isEqualTo(ICounter.FULLY_COVERED);
  }

  @Test
  void codeThatDidNotRunIsNotCovered() {
    assertThat(statusOf("not run")).isEqualTo(ICounter.NOT_COVERED);
    assertThat(statusOf("not run either")).isEqualTo(ICounter.NOT_COVERED);
    assertThat(statusOf("unused")).isEqualTo(ICounter.NOT_COVERED);
  }

  @Test
  void theBranchesAreThoseOfTheSourceAndTwoForEachAwait() {
    assertThat(branchesOf("branch")).isEqualTo("1 of 2");
    assertThat(branchesOf("await")).isEqualTo("1 of 2");
    assertThat(branchesOf("after")).isEqualTo("0 of 0");
  }

  /** The method counts for the call that makes the coroutine, its body for what it does. */
  @Test
  void aMethodCountsAsItselfAndAsALambda() {
    Map<String, Integer> missedLines = new TreeMap<>();
    for (IMethodCoverage method : coverage.getMethods()) {
      missedLines.put(method.getName(), method.getLineCounter().getMissedCount());
    }
    assertThat(missedLines)
        .isEqualTo(
            Map.of(
                "<init>", 1,
                "main", 0,
                "total", 0,
                "lambda$total$async", 2,
                "unused", 1,
                "lambda$unused$async", 1));
  }

  /** They stand at no line of the source, so none is marked; but the method's sum contains them. */
  @Test
  void theSwitchThatResumesAddsABranchForEachPlaceItGoesTo() {
    Map<String, Integer> branches = new TreeMap<>();
    for (IMethodCoverage method : coverage.getMethods()) {
      branches.put(method.getName(), method.getBranchCounter().getTotalCount());
    }
    int withoutFrameOrWith = 2;
    int startAndWrong = 2;
    int sharedRestoreThenEachOfTwo = 1 + 2;
    assertThat(branches)
        .containsEntry("lambda$unused$async", 2 + withoutFrameOrWith + startAndWrong + 1)
        .containsEntry(
            "lambda$total$async",
            2 + 2 * 2 + withoutFrameOrWith + startAndWrong + sharedRestoreThenEachOfTwo);
  }

  private int statusOf(String mark) {
    return coverage.getLine(line(mark)).getStatus();
  }

  private String branchesOf(String mark) {
    ICounter branches = coverage.getLine(line(mark)).getBranchCounter();
    return branches.getCoveredCount() + " of " + branches.getTotalCount();
  }

  private static int line(String mark) {
    return MarkedLines.of(PROGRAM, mark);
  }

  /** Loads one class from its bytes, all others as usual. */
  private static final class OneClass extends ClassLoader {
    private final String name;
    private final byte[] bytes;

    OneClass(String name, byte[] bytes) {
      super(CoverageTest.class.getClassLoader());
      this.name = name;
      this.bytes = bytes;
    }

    @Override
    protected Class<?> findClass(String wanted) throws ClassNotFoundException {
      if (!wanted.equals(name)) {
        throw new ClassNotFoundException(wanted);
      }
      return defineClass(name, bytes, 0, bytes.length);
    }
  }
}
