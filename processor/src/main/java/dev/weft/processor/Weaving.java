package dev.weft.processor;

import dev.weft.processor.problem.Problems;
import dev.weft.weaver.TypeLookup;
import dev.weft.weaver.Weaver;
import dev.weft.weaver.WeaverOptions;
import dev.weft.weaver.Woven;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.lang.model.element.TypeElement;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/**
 * Has class files woven and does what the weaver says: the only door to the weaver.
 *
 * <p>Either at once, or on a thread beside javac's. Then the class file stays as javac wrote it
 * until {@link #goOn}, {@link #settleAll} or {@link #end} finds it woven, and all messages come at
 * the end, in the order of classes: an error in between would make javac leave out more or fewer of
 * the classes that follow, depending on how fast a thread is.
 */
final class Weaving {
  private final ClassFiles files;
  private final Function<byte[], Woven> weaver;

  /** Null if everything is woven at once. */
  private final @Nullable WeavingBeside beside;

  /** What is going to be reported at the end. */
  private final Queue<Runnable> reports = new ArrayDeque<>();

  private final Settling settling;

  /** Weaves at once. */
  Weaving(ClassFiles files, Function<byte[], Woven> weaver, Problems problems, LastLook lastLook) {
    this(files, weaver, null, problems, lastLook);
  }

  /** Weaves {@code beside}; what that cannot, javac's thread does by {@code weaver}. */
  Weaving(
      ClassFiles files,
      Function<byte[], Woven> weaver,
      @Nullable WeavingBeside beside,
      Problems problems,
      LastLook lastLook) {
    this.files = files;
    this.weaver = weaver;
    this.beside = beside;
    this.settling = new Settling(problems, lastLook, beside == null ? Runnable::run : reports::add);
  }

  /** Weaves for javac, on a thread beside its own if there is one. */
  static Weaving of(
      ClassFiles files,
      TypeLookup types,
      WeftOptions options,
      @Nullable Executor thread,
      Problems problems,
      LastLook lastLook) {
    WeaverOptions weaverOptions =
        new WeaverOptions(options.verify(), options.dump(), options.direct());
    WeavingBeside beside = null;
    if (thread != null) {
      JavacThread javac = new JavacThread();
      beside =
          new WeavingBeside(thread, javac, weaver(weaverOptions, new AskedTypes(javac, types)));
    }
    return new Weaving(files, weaver(weaverOptions, types), beside, problems, lastLook);
  }

  private static Function<byte[], Woven> weaver(WeaverOptions options, TypeLookup types) {
    return new Weaver(options, new RememberedTypes(types))::weave;
  }

  /** Weaves the class file of a type that javac has just written; most have nothing to weave. */
  void weave(TypeElement type, @Nullable JavaFileObject source, @Nullable AnalyzedClass analyzed) {
    try {
      weave(files.of(type, source), analyzed);
    } catch (IOException e) {
      settling.inaccessible(type.getQualifiedName(), e);
    }
  }

  /** Weaves a class file, or begins to. The weaver sees at a glance if there is nothing to do. */
  void weave(ClassFile file, @Nullable AnalyzedClass analyzed) {
    if (analyzed != null && analyzed.isRefused()) {
      return;
    }
    if (beside != null && file instanceof ClassFile.OnDisk onDisk) {
      beside.begin(onDisk, analyzed);
    } else {
      weaveNow(file, analyzed);
    }
  }

  private void weaveNow(ClassFile file, @Nullable AnalyzedClass analyzed) {
    try {
      weaveNow(file, file.read(), analyzed);
    } catch (NoSuchFileException notWritten) {
      // javac says that it is done with a class also when an error kept it from writing the file.
    } catch (IOException e) {
      settling.inaccessible(file.binaryName(), e);
    }
  }

  private void weaveNow(ClassFile file, byte[] bytes, @Nullable AnalyzedClass analyzed)
      throws IOException {
    Woven woven;
    try {
      woven = weaver.apply(bytes);
    } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError bug) {
      settling.settle(file, bytes, bug);
      return;
    }
    settling.settle(file, woven, analyzed);
  }

  /** Replaces the class files that are woven by now. For javac's thread, between two classes. */
  void goOn() {
    if (beside != null) {
      beside.settleReady(this::settle);
    }
  }

  /** Replaces all that are left, and reports what is to be reported. */
  void settleAll() {
    if (beside != null) {
      try {
        beside.settleAll(this::settle);
      } finally {
        while (!reports.isEmpty()) {
          reports.remove().run();
        }
      }
    }
  }

  /** The same, and nothing is woven after that. */
  void end() {
    try {
      settleAll();
    } finally {
      if (beside != null) {
        beside.close();
      }
    }
  }

  private void settle(Begun begun) {
    Woven woven = begun.woven();
    if (woven != null && !woven.changed() && woven.findings().isEmpty()) {
      return; // As most: the class file may stay as it is.
    }
    if (woven == null || !begun.isUntouched()) {
      weaveNow(begun.file(), begun.analyzed());
      return;
    }
    try {
      settling.settle(begun.file(), woven, begun.analyzed());
    } catch (IOException e) {
      settling.inaccessible(begun.file().binaryName(), e);
    }
  }

  /** What is left to weave in a class, as words, or nothing. */
  static String unwoven(byte[] bytes) {
    return Weaver.unwoven(bytes).stream()
        .map(finding -> finding.refusal() + " in " + finding.method() + "()")
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
