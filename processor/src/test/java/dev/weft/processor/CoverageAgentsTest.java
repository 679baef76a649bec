package dev.weft.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.agent.AgentJvm;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jacoco.core.analysis.Analyzer;
import org.jacoco.core.analysis.CoverageBuilder;
import org.jacoco.core.analysis.IClassCoverage;
import org.jacoco.core.analysis.ICounter;
import org.jacoco.core.tools.ExecFileLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JaCoCo's agent and Weft's in one JVM, whose classes nobody wove before. */
class CoverageAgentsTest {
  private static final String[] PROGRAM = {
    "package till;",
    "import static dev.weft.Asyncio.*;",
    "import dev.weft.*;",
    "public class Till {",
    "  @Async static Coroutine<Integer> total(int price) {",
    "    int sum = price;",
    "    for (int i = 0; i < 3; i++) { // loop",
    "      sum += await(later(i)); // await",
    "    }",
    "    if (sum > 100) { // branch",
    "      sum = await(later(100)); // not run",
    "    }",
    "    for (int tick : ticks()) {",
    "      if (tick == 2) break; // early",
    "    }",
    "    try (Door door = new Door(); Door other = open()) {",
    "      return done(sum); // end",
    "    }",
    "  }",
    "  @Async static Coroutine<Integer> later(int value) {",
    "    await(yieldNow());",
    "    return done(value); // later",
    "  }",
    "  @Async static AsyncGenerator<Integer> ticks() {",
    "    try {",
    "      for (int i = 0; ; i++) emit(i);",
    "    } finally {",
    "      await(yieldNow());",
    "      System.out.print(\"left \"); // left",
    "    }",
    "  }",
    "  static Door open() { return new Door(); }",
    "  static class Door implements AsyncCloseable {",
    "    @Override public Coroutine<Void> closeAsync() {",
    "      System.out.print(\"closed \");",
    "      return yieldNow();",
    "    }",
    "  }",
    "  public static void main(String[] args) {",
    "    System.out.println(run(total(7)));",
    "  }",
    "}",
  };

  @TempDir Path folder;
  private RealJavac javac;

  @BeforeEach
  void compileWithoutWeaving() {
    javac = new RealJavac(folder).output().options("-g", "-proc:none", "-Xplugin:Weft later");
    javac.options("-cp", RealJavac.runtimePath(), "--release", "17");
    assertThat(javac.source("till/Till.java", PROGRAM).run().succeeded()).isTrue();
  }

  /** It counts in what javac wrote, before that is woven: nothing is added to the branches. */
  @Test
  void jacocoBeforeWeftReportsTheSourceAsItStands() throws Exception {
    assertThat(run(jacoco(), AgentJvm.agent(folder))).isEqualTo("left closed closed 10\n");
    IClassCoverage coverage = coverage(javac.classFile("till/Till.class"));
    assertSensible(coverage);
    assertThat(branches(coverage, "await")).isEqualTo("0 of 0");
  }

  /** It counts in woven code, so the report has to be made from that: JaCoCo can write it down. */
  @Test
  void jacocoBehindWeftReportsTheWovenClasses() throws Exception {
    assertThat(run(AgentJvm.agent(folder), jacoco())).isEqualTo("left closed closed 10\n");
    try (Stream<Path> files = Files.list(dump().resolve("till"))) {
      IClassCoverage coverage =
          coverage(files.filter(it -> it.toString().contains("Till.")).findFirst().orElseThrow());
      assertSensible(coverage);
      assertThat(branches(coverage, "await")).isEqualTo("2 of 4");
    }
  }

  private void assertSensible(IClassCoverage coverage) {
    for (String covered : new String[] {"end", "later", "left"}) {
      assertThat(status(coverage, covered)).as(covered).isEqualTo(ICounter.FULLY_COVERED);
    }
    assertThat(status(coverage, "not run")).isEqualTo(ICounter.NOT_COVERED);
    assertThat(branches(coverage, "loop")).isEqualTo("2 of 2");
    assertThat(branches(coverage, "early")).isEqualTo("2 of 2");
    assertThat(branches(coverage, "branch")).isEqualTo("1 of 2");
  }

  private String jacoco() {
    return "-javaagent:%s=destfile=%s,classdumpdir=%s,includes=till.*"
        .formatted(
            RealJavac.pathOf(org.jacoco.agent.rt.RT.class), folder.resolve("jacoco.exec"), dump());
  }

  private Path dump() {
    return folder.resolve("dump");
  }

  private String run(String firstAgent, String secondAgent)
      throws IOException, InterruptedException {
    String classPath = javac.classFile("") + File.pathSeparator + RealJavac.runtimePath();
    return AgentJvm.java(firstAgent, secondAgent, "-cp", classPath, "till.Till");
  }

  private IClassCoverage coverage(Path classFile) throws IOException {
    ExecFileLoader executed = new ExecFileLoader();
    executed.load(folder.resolve("jacoco.exec").toFile());
    CoverageBuilder report = new CoverageBuilder();
    new Analyzer(executed.getExecutionDataStore(), report)
        .analyzeClass(Files.readAllBytes(classFile), classFile.toString());
    IClassCoverage coverage = report.getClasses().iterator().next();
    assertThat(coverage.isNoMatch()).isFalse();
    return coverage;
  }

  private static int status(IClassCoverage coverage, String mark) {
    return coverage.getLine(MarkedLines.of(PROGRAM, mark)).getStatus();
  }

  private static String branches(IClassCoverage coverage, String mark) {
    ICounter branches = coverage.getLine(MarkedLines.of(PROGRAM, mark)).getBranchCounter();
    return branches.getCoveredCount() + " of " + branches.getTotalCount();
  }
}
