package dev.weft.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.processor.problem.Evidence;
import dev.weft.processor.problem.Problems;
import dev.weft.weaver.Finding;
import dev.weft.weaver.Refusal;
import dev.weft.weaver.Woven;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What happens to class files that another thread weaves, in every order. There is no thread: the
 * test says when the work of one is done.
 */
class WeavingBesideTest {
  @TempDir Path folder;
  private final List<String> messages = new ArrayList<>();
  private final Problems problems = new Problems(null, (kind, message) -> messages.add(message));
  private final LastLook lastLook = new LastLook(problems);
  private final Deque<Runnable> work = new ArrayDeque<>();
  private final Weaving weaving = weavingOn(work::add);

  private Weaving weavingOn(Executor thread) {
    return new Weaving(
        null,
        bytes -> weave("here", bytes),
        new WeavingBeside(thread, new JavacThread(), bytes -> weave("beside", bytes)),
        problems,
        lastLook);
  }

  /** A weaver that does what the class says. */
  private static Woven weave(String where, byte[] bytes) {
    String text = new String(bytes, UTF_8);
    String name = text.replaceAll(" .*", "");
    if (text.contains("bug")) {
      throw new IllegalStateException("bug in " + name);
    }
    if (text.contains("unanswered") && where.equals("beside")) {
      throw new JavacThread.Unanswered("javac gives no answer", new IllegalStateException());
    }
    if (text.contains("deep") && where.equals("beside")) {
      throw new StackOverflowError();
    }
    if (text.contains("error")) {
      throw new OutOfMemoryError();
    }
    if (text.contains("bad")) {
      return new Woven(bytes, false, List.of(finding(name, 1), finding(name, 2)));
    }
    return text.contains("plain")
        ? new Woven(bytes, false, List.of())
        : new Woven((text + " woven " + where).getBytes(UTF_8), true, List.of());
  }

  private static Finding finding(String name, int number) {
    return new Finding(Refusal.ASYNC_SYNCHRONIZED, name, name + number, "()V", -1, List.of());
  }

  @Test
  void javacGoesOnWhileAClassIsWoven() throws IOException {
    Path shop = written("Shop", "async");
    weaving.goOn();
    assertThat(shop).hasContent("Shop async");
    work.remove().run();
    assertThat(shop).hasContent("Shop async");
    weaving.goOn();
    assertThat(shop).hasContent("Shop async woven beside");
  }

  @Test
  void classWovenFirstWaitsForTheOneBefore() throws IOException {
    Path shop = written("Shop", "async");
    Path till = written("Till", "async");
    work.removeLast().run();
    weaving.goOn();
    assertThat(till).hasContent("Till async");
    work.removeLast().run();
    weaving.goOn();
    assertThat(shop).hasContent("Shop async woven beside");
    assertThat(till).hasContent("Till async woven beside");
  }

  @Test
  void endSettlesWhatIsLeft() throws IOException {
    Path shop = written("Shop", "async");
    work.remove().run();
    weaving.end();
    assertThat(shop).hasContent("Shop async woven beside");
  }

  @Test
  void classWithoutWeftIsNeitherWrittenNorReadAgain() throws IOException {
    Path plain = written("Plain", "plain");
    Files.setLastModifiedTime(plain, FileTime.fromMillis(0));
    work.remove().run();
    Files.writeString(plain, "somebody else's");
    Files.setLastModifiedTime(plain, FileTime.fromMillis(0));
    weaving.end();
    assertThat(plain).hasContent("somebody else's");
    assertThat(Files.getLastModifiedTime(plain).toMillis()).isZero();
    assertThat(messages).isEmpty();
  }

  @Test
  void whatAnotherToolWroteMeanwhileIsNotUndone() throws IOException {
    Path shop = written("Shop", "async");
    work.remove().run();
    Files.writeString(shop, "Shop async covered");
    weaving.goOn();
    assertThat(shop).hasContent("Shop async covered woven here");
  }

  @Test
  void refusedClassThatAnotherToolRewroteIsAskedAgain() throws IOException {
    Path shop = written("Shop", "bad");
    work.remove().run();
    Files.writeString(shop, "Shop mended");
    weaving.end();
    assertThat(shop).hasContent("Shop mended woven here");
    assertThat(messages).isEmpty();
  }

  @Test
  void classThatAnotherToolRemovedStaysAway() throws IOException {
    Path shop = written("Shop", "async");
    work.remove().run();
    Files.delete(shop);
    weaving.end();
    assertThat(shop).doesNotExist();
    assertThat(messages).isEmpty();
  }

  @Test
  void lastLookKnowsWhatWasWritten() throws IOException {
    Path shop = written("Shop", "async");
    work.remove().run();
    weaving.end();
    lastLook.look();
    assertThat(messages).isEmpty();
    work.clear();
    Path till = written("Till", "async");
    work.remove().run();
    weaving.end();
    Files.delete(till);
    lastLook.look();
    assertThat(messages).hasSize(1);
    assertThat(messages.get(0)).startsWith("[LeftUnwoven] class Till was woven");
    assertThat(shop).exists();
  }

  @Test
  void messagesComeAtTheEndInTheOrderOfClasses() throws IOException {
    Path one = written("One", "bad");
    Path two = written("Two", "bug");
    Path three = written("Three", "bad");
    while (!work.isEmpty()) {
      work.removeLast().run();
      weaving.goOn();
    }
    assertThat(messages).isEmpty();
    assertThat(List.of(one, two, three)).noneMatch(Files::exists);
    weaving.end();
    assertThat(
            messages.stream()
                .map(
                    message ->
                        message
                            .replaceAll("(?s)(One\\d|bug in Two|Three\\d).*", "$1")
                            .replaceAll(".* ", "")))
        .containsExactly("One1", "One2", "Two", "Three1", "Three2");
    Evidence.taken(messages.get(2));
  }

  @Test
  void exceptionOfTheWeaverIsABugInWeftAndLeavesNoClass() throws IOException {
    Path shop = written("Shop", "bug");
    work.remove().run();
    weaving.end();
    assertThat(messages).hasSize(1);
    assertThat(messages.get(0))
        .startsWith(
            "[BugInWeft] this is a bug in Weft, not in your code:"
                + " java.lang.IllegalStateException: bug in Shop while looking at class Shop.");
    assertThat(shop).doesNotExist();
    assertThat(Evidence.taken(messages.get(0))).containsEntry("before-weaving.class", "Shop bug");
  }

  @Test
  void classWhoseQuestionsNobodyAnswersIsWovenByJavacsThread() throws IOException {
    Path shop = written("Shop", "unanswered");
    work.remove().run();
    weaving.goOn();
    assertThat(shop).hasContent("Shop unanswered woven here");
    assertThat(messages).isEmpty();
  }

  /** In a container that limits them, say. */
  @Test
  void classForWhichThereIsNoThreadIsWovenByJavacs() throws IOException {
    Executor noThread =
        run -> {
          throw new OutOfMemoryError("unable to create native thread");
        };
    Weaving alone = weavingOn(noThread);
    Path shop = Files.writeString(folder.resolve("Shop.class"), "Shop async");
    alone.weave(new ClassFile.OnDisk("Shop", shop), null);
    alone.goOn();
    assertThat(shop).hasContent("Shop async woven here");
    assertThat(messages).isEmpty();
  }

  @Test
  void classFileThatCannotBeReadIsReportedInItsOrder() throws IOException {
    written("One", "bad");
    Path noFile = Files.createDirectory(folder.resolve("Two.class"));
    weaving.weave(new ClassFile.OnDisk("Two", noFile), null);
    Path three = written("Three", "async");
    work.forEach(Runnable::run);
    Files.delete(three);
    Files.createDirectory(three);
    weaving.goOn();
    assertThat(messages).isEmpty();
    weaving.end();
    assertThat(messages).hasSize(4);
    assertThat(messages.get(2)).startsWith("[ClassFileInaccessible] the class file of Two ");
    assertThat(messages.get(3)).startsWith("[ClassFileInaccessible] the class file of Three ");
  }

  /** Of the JVM, say, or of javac that is being stopped. */
  @Test
  void errorAtTheEndKeepsWhatWasToBeReported() throws IOException {
    written("One", "bad");
    written("Two", "unanswered error");
    work.forEach(Runnable::run);
    assertThatThrownBy(weaving::end).isInstanceOf(OutOfMemoryError.class);
    assertThat(messages).hasSize(2);
  }

  @Test
  void errorOfOneClassLeavesNoOtherUnwoven() throws IOException {
    written("One", "unanswered error");
    Path two = written("Two", "async");
    work.forEach(Runnable::run);
    assertThatThrownBy(weaving::end).isInstanceOf(OutOfMemoryError.class);
    assertThat(two).hasContent("Two async woven beside");
  }

  /** It may have been given a larger stack, by -Xss. */
  @Test
  void classThatIsTooDeepForTheOtherThreadIsWovenByJavacs() throws IOException {
    Path shop = written("Shop", "deep");
    work.remove().run();
    weaving.goOn();
    assertThat(shop).hasContent("Shop deep woven here");
    assertThat(messages).isEmpty();
  }

  /**
   * As tools do that want javac to stop; the class was reported as inaccessible, and left unwoven.
   */
  @Test
  void interruptKeepsNoClassFromBeingWritten() throws IOException {
    Path shop = written("Shop", "async");
    work.remove().run();
    Thread.currentThread().interrupt();
    weaving.end();
    assertThat(Thread.interrupted()).isTrue(); // And so it is not left to the next test.
    assertThat(shop).hasContent("Shop async woven beside");
    assertThat(messages).isEmpty();
  }

  @Test
  void memoryIsWovenAtOnce() {
    InMemory file = new InMemory();
    weaving.weave(new ClassFile.Virtual("Shop", file, null, ""), null);
    assertThat(work).isEmpty();
    assertThat(file.isDeleted).isTrue();
  }

  private Path written(String name, String content) throws IOException {
    Path file = Files.writeString(folder.resolve(name + ".class"), name + " " + content);
    weaving.weave(new ClassFile.OnDisk(name, file), null);
    return file;
  }

  /** A class that the weaver refuses, in memory. */
  private static final class InMemory extends SimpleJavaFileObject {
    private boolean isDeleted;

    InMemory() {
      super(URI.create("mem:///Shop.class"), JavaFileObject.Kind.CLASS);
    }

    @Override
    public InputStream openInputStream() {
      return new ByteArrayInputStream("Shop bad".getBytes(UTF_8));
    }

    @Override
    public boolean delete() {
      isDeleted = true;
      return true;
    }
  }
}
