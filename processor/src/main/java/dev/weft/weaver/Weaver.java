package dev.weft.weaver;

import dev.weft.weaver.analysis.Census;
import dev.weft.weaver.emit.TestMethod;
import dev.weft.weaver.listing.ListingFiles;
import dev.weft.weaver.names.GeneratedNames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Weaves class files: the way in for everybody, be it javac's hook, an agent or a command.
 *
 * <p>An async method is woven when its code makes a body for a frame ({@link
 * AsyncMethods#isWoven}); so weaving a class a second time finds nothing to do.
 *
 * <p>What cannot be woven is reported as a {@link Finding} and left as it was. An exception from
 * here is a bug in Weft.
 */
public final class Weaver {
  private static final int JAVA_8 = 52;
  private static final int MAX_CODE_SIZE = 65535;

  private final WeaverOptions options;
  private final TypeLookup types;

  /** A method and the descriptor with which it was written: a lambda's changes. */
  private record Written(MethodNode method, String descriptor) {}

  /** A weaver that can be used for any number of classes, by one thread at a time. */
  public Weaver(WeaverOptions options) {
    this(options, TypeLookup.NONE);
  }

  /** The same, for one that can look other classes up. */
  public Weaver(WeaverOptions options, TypeLookup types) {
    this.options = options;
    this.types = types;
  }

  /** Whether the class file can have to do with async code at all. It is not parsed. */
  public static boolean mentionsWeft(byte[] classFile) {
    return new ClassBytes(classFile).mentionsWeft();
  }

  /** Weaves every async method of the class. */
  public Woven weave(byte[] classFile) {
    ClassBytes file = new ClassBytes(classFile);
    if (!file.mentionsWeft()) {
      return unchanged(classFile, List.of());
    }
    if (file.majorVersion() < JAVA_8) {
      return unchanged(classFile, tooOld(file));
    }
    List<Finding> leftOut = new ArrayList<>();
    while (true) {
      Map<String, Written> bodies = new HashMap<>();
      try {
        return weave(file, classFile, leftOut, bodies);
      } catch (MethodTooLargeException error) {
        // That shows only when all is written: once more, without that method.
        leftOut.add(tooLarge(error, bodies));
      } catch (ClassTooLargeException error) {
        return unchanged(classFile, List.of(classTooLarge(error)));
      }
    }
  }

  /**
   * What a finished build must not have: async methods that nobody has woven, and awaits where
   * nothing can be suspended.
   */
  public static List<Finding> unwoven(byte[] classFile) {
    ClassBytes file = new ClassBytes(classFile);
    if (!file.mentionsWeft()) {
      return List.of();
    }
    ClassNode owner = parse(file.reader());
    List<Finding> findings = new ArrayList<>();
    for (MethodNode method : owner.methods) {
      boolean left = AsyncMethods.isAsync(method) && !AsyncMethods.isWoven(method);
      if (left) {
        findings.add(Finding.in(owner, method, Refusal.NOT_WOVEN, AsyncMethod.firstLine(method)));
      }
      findings.addAll(StrayAwaits.in(owner, method, Census.of(method), left));
    }
    return List.copyOf(findings);
  }

  /** Puts into {@code bodies} what becomes of a method, by the name of its body. */
  private Woven weave(
      ClassBytes file, byte[] original, List<Finding> leftOut, Map<String, Written> bodies) {
    ClassReader reader = file.reader();
    ClassNode owner = parse(reader);
    CoverageProbes.fold(owner);
    List<Finding> findings = new ArrayList<>(leftOut);
    Set<String> given = new HashSet<>();
    for (Finding finding : leftOut) {
      given.add(finding.method() + finding.descriptor());
    }
    AsyncLambdas lambdas = AsyncLambdas.in(owner, types);
    GeneratedNames names = new GeneratedNames(owner.methods);
    DirectCalls directly = new DirectCalls(owner, listings(owner));
    boolean changed = false;
    List<Finding> refusals = new ArrayList<>();
    List<MethodNode> tests = new ArrayList<>();
    for (MethodNode method : List.copyOf(owner.methods)) {
      BodyKind lambda = lambdas.kindOf(method);
      boolean async = lambda != null || AsyncMethods.isAsync(method);
      Census census = Census.of(method);
      findings.addAll(StrayAwaits.in(owner, method, census, async));
      if (async && !AsyncMethods.isWoven(method) && !given.contains(method.name + method.desc)) {
        String written = method.desc;
        List<Finding> refused = weave(owner, method, census, lambda, names);
        if (refused.isEmpty()) {
          changed = true;
          MethodNode body = owner.methods.get(owner.methods.size() - 1);
          bodies.put(body.name, new Written(method, written));
          directly.add(method, body, lambda != null);
          if (lambda == null && TestMethod.isTest(method, types)) {
            tests.add(method);
          }
          if (lambda == BodyKind.LAMBDA) {
            lambdas.makeFrames(method);
          }
        }
        refusals.addAll(refused);
      }
    }
    if (changed && !refusals.isEmpty()) {
      // They have been rewritten in part, and would be written so: once more, without them.
      leftOut.addAll(refusals);
      bodies.clear();
      return weave(file, original, leftOut, bodies);
    }
    findings.addAll(refusals);
    if (options.direct()) {
      directly.rewrite();
    }
    for (MethodNode test : tests) {
      TestMethod.emit(owner, test);
    }
    return changed
        ? new Woven(file.write(owner, reader), true, List.copyOf(findings))
        : unchanged(original, List.copyOf(findings));
  }

  /** The kind is given for a lambda; else the method's return type says it. */
  private List<Finding> weave(
      ClassNode owner,
      MethodNode method,
      Census census,
      @Nullable BodyKind lambda,
      GeneratedNames names) {
    Finding refusal = lambda != null ? null : AsyncMethods.refusal(owner, method, census);
    BodyKind kind = lambda != null ? lambda : BodyKind.of(method.desc);
    if (refusal != null || kind == null) {
      return refusal == null ? List.of() : List.of(refusal);
    }
    try {
      return new AsyncPipeline(
              AsyncMethod.of(owner, method, kind),
              names,
              types,
              options.verify(),
              options.direct() && lambda == null,
              listings(owner))
          .run(census);
    } catch (RuntimeException error) {
      throw new IllegalStateException(
          "this is a bug in Weft: cannot weave " + owner.name + "." + method.name + method.desc,
          error);
    }
  }

  private @Nullable Listings listings(ClassNode owner) {
    Path dump = options.dump();
    return dump == null ? null : new ListingFiles(dump, owner.name);
  }

  private static ClassNode parse(ClassReader reader) {
    ClassNode owner = new ClassNode();
    reader.accept(owner, ClassReader.EXPAND_FRAMES);
    return owner;
  }

  private static Woven unchanged(byte[] classFile, List<Finding> findings) {
    return new Woven(classFile, false, findings);
  }

  private static List<Finding> tooOld(ClassBytes file) {
    ClassReader reader = file.reader();
    return List.of(
        new Finding(
            Refusal.UNSUPPORTED_CLASS_VERSION,
            reader.getClassName().replace('/', '.'),
            "",
            "",
            -1,
            List.of(file.majorVersion())));
  }

  /** The finding for the method whose body came out too large. */
  private static Finding tooLarge(MethodTooLargeException error, Map<String, Written> bodies) {
    Written written = bodies.get(error.getMethodName());
    if (written == null) {
      throw error;
    }
    MethodNode method = written.method;
    return new Finding(
        Refusal.METHOD_TOO_LARGE,
        error.getClassName().replace('/', '.'),
        method.name,
        written.descriptor,
        AsyncMethod.firstLine(method),
        List.of(error.getCodeSize(), MAX_CODE_SIZE));
  }

  private static Finding classTooLarge(ClassTooLargeException error) {
    return new Finding(
        Refusal.CLASS_TOO_LARGE,
        error.getClassName().replace('/', '.'),
        "",
        "",
        -1,
        List.of(error.getConstantPoolCount()));
  }
}
