package dev.weft.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plugin tells of builds that do not run the processor, and is silent in all others. */
class GuardTest {
  private static final String[] SHOP = {
    "import static dev.weft.Asyncio.*;",
    "import dev.weft.*;",
    "class Shop {",
    "  @Async Coroutine<Integer> price(Future<Integer> f) { return done(await(f)); }",
    "  @Async Coroutine<Integer> again(Future<Integer> f) { return done(await(f)); }",
    "}"
  };

  @TempDir Path folder;
  private RealJavac javac;

  @BeforeEach
  void javac() {
    javac = new RealJavac(folder).output();
  }

  @Test
  void processorsOfTheClassPathRunUntilJdk22() {
    javac.options("-cp", everything(), "-Xlint:-options").source("Shop.java", SHOP);
    RealJavac.Result result = javac.run();
    if (RealJavac.runsProcessorsOfClassPath()) {
      assertThat(result.succeeded()).isTrue();
      assertThat(javac.classFile("Shop.class")).exists();
    } else {
      assertNotWovenOnce(result);
    }
  }

  @Test
  void procNoneIsReported() {
    javac.options("-cp", RealJavac.runtimePath(), "-processorpath", RealJavac.processorPath());
    javac.options("-proc:none").source("Shop.java", SHOP);
    assertNotWovenOnce(javac.run());
    assertThat(javac.classFile("Shop.class")).doesNotExist();
  }

  @Test
  void procNoneOnTheClassPathIsReported() {
    javac.options("-cp", everything(), "-proc:none").source("Shop.java", SHOP);
    assertNotWovenOnce(javac.run());
  }

  @Test
  void listOfProcessorsWithoutOursIsReported() {
    javac
        .options("-cp", RealJavac.runtimePath())
        .options(
            "-processorpath",
            RealJavac.processorPath() + java.io.File.pathSeparator + testClasses())
        .options("-processor", IdleProcessor.class.getName())
        .source("Shop.java", SHOP);
    assertNotWovenOnce(javac.run());
  }

  /** As Surefire does at its end, in a build of several modules at once. */
  @Test
  void systemPropertiesThatSomebodyPutsBackAreNoReasonToReport() {
    Properties before = (Properties) System.getProperties().clone();
    TaskListener putsBack =
        new TaskListener() {
          @Override
          public void started(TaskEvent event) {
            if (event.getKind() == TaskEvent.Kind.ANALYZE) {
              System.setProperties((Properties) before.clone());
            }
          }
        };
    try {
      javac.options("-cp", RealJavac.runtimePath(), "-processorpath", RealJavac.processorPath());
      assertThat(javac.source("Shop.java", SHOP).run(putsBack))
          .isEqualTo(new RealJavac.Result(true, ""));
    } finally {
      System.setProperties(before);
    }
  }

  @Test
  void weavingLaterIsAccepted() {
    javac.options("-cp", everything(), "-proc:none", "-Xplugin:Weft later");
    assertThat(javac.source("Shop.java", SHOP).run()).isEqualTo(new RealJavac.Result(true, ""));
  }

  @Test
  void misplacedAwaitsAreReportedEvenWhenWeavingLater() {
    javac.options("-cp", everything(), "-proc:none", "-Xplugin:Weft later");
    javac.source(
        "Bad.java",
        "class Bad {",
        "  int plain(dev.weft.Future<Integer> f) {",
        "    return dev.weft.Asyncio.await(f);",
        "  }",
        "}");
    assertThat(javac.run().output()).contains("Bad.java:3: error: [AwaitOutsideAsync]", "1 error");
  }

  /**
   * javac does not look for plugins outside its processor path; the runtime has the last word. In a
   * process of its own, for in this one javac always sees the class path of the test.
   */
  @Test
  void processorPathWithoutWeftCannotBeNoticed() throws Exception {
    javac.options("-cp", everything(), "-processorpath", testClasses());
    assertThat(javac.source("Shop.java", SHOP).fork().succeeded()).isTrue();
    assertThat(Weaving.unwoven(Files.readAllBytes(javac.classFile("Shop.class"))))
        .contains("NOT_WOVEN in price()");
  }

  @Test
  void nothingToWeaveIsNothingToSay() {
    javac.options("-cp", everything(), "-proc:none", "-Xlint:all", "-Werror");
    javac.source("Plain.java", "class Plain { dev.weft.Coroutine<Void> none() { return null; } }");
    assertThat(javac.run()).isEqualTo(new RealJavac.Result(true, ""));
  }

  @Test
  void nothingIsLeftBehind() {
    javac.options("-cp", RealJavac.runtimePath(), "-processorpath", RealJavac.processorPath());
    // Tasks that other tests drive by hand have no end, so what they leave there stays.
    Set<String> before = System.getProperties().stringPropertyNames();
    javac.source("Shop.java", SHOP).run();
    assertThat(System.getProperties().stringPropertyNames()).isEqualTo(before);
  }

  @Test
  void classFileVersionIsThatOfTheBaseline() throws Exception {
    for (Class<?> type : new Class<?>[] {WeftPlugin.class, Guard.class}) {
      Path file = Path.of(RealJavac.pathOf(type), type.getName().replace('.', '/') + ".class");
      assertThat(Files.readAllBytes(file)[7]).isEqualTo((byte) 61);
    }
  }

  private static void assertNotWovenOnce(RealJavac.Result result) {
    assertThat(result.succeeded()).isFalse();
    assertThat(result.output())
        .contains("Shop.java:4: error: [NotWoven] @Async price() is not woven")
        .contains("1 error");
  }

  private static String everything() {
    return RealJavac.runtimePath() + java.io.File.pathSeparator + RealJavac.processorPath();
  }

  private static String testClasses() {
    return RealJavac.pathOf(GuardTest.class);
  }
}
