package dev.weft.cli;

import dev.weft.weaver.ClassFileTypes;
import dev.weft.weaver.FindingText;
import dev.weft.weaver.Weaver;
import dev.weft.weaver.WeaverOptions;
import dev.weft.weaver.Woven;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Weaves finished classes in place: {@code weft weave [-cp PATH] DIR|JAR...}, for compilers that
 * the processor cannot follow. The class path is where the types are that the classes mention.
 */
final class WeaveCommand implements Command {
  @Override
  public String arguments() {
    return "[-cp PATH] DIR|JAR...";
  }

  @Override
  public String summary() {
    return "weaves the classes there, in place";
  }

  @Override
  public void run(List<String> arguments, PrintStream out) throws UsageException, CommandException {
    boolean hasPath = arguments.size() > 1 && arguments.get(0).equals("-cp");
    List<String> targets = hasPath ? arguments.subList(2, arguments.size()) : arguments;
    if (targets.isEmpty() || targets.get(0).equals("-cp")) {
      throw new UsageException("a directory or jar with classes is wanted");
    }
    List<ClassFolder> path = new ArrayList<>();
    String current = "the class path";
    try {
      if (hasPath) {
        open(arguments.get(1), path);
      }
      int findings = 0;
      for (String target : targets) {
        current = target;
        findings += weave(Path.of(target), path, out);
      }
      if (findings > 0) {
        throw new CommandException("what is listed cannot be woven and was left as it is");
      }
    } catch (IOException e) {
      throw new CommandException("cannot use " + current + ": " + e, e);
    } finally {
      path.forEach(ClassFolder::closeQuietly);
    }
  }

  private static void open(String path, List<ClassFolder> opened) throws IOException {
    for (String part : path.split(File.pathSeparator, -1)) {
      for (Path each : named(part)) {
        if (Files.exists(each)) { // As javac and java: what is not there is not looked at.
          opened.add(ClassFolder.open(each));
        }
      }
    }
  }

  /** As javac and java: {@code lib/*} is all jars in that folder. */
  private static List<Path> named(String part) throws IOException {
    if (!part.equals("*") && !part.endsWith(File.separator + "*")) {
      return List.of(Path.of(part));
    }
    Path folder = Path.of(part.substring(0, part.length() - 1));
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }

  private static int weave(Path target, List<ClassFolder> path, PrintStream out)
      throws IOException, CommandException {
    int findings = 0;
    int woven = 0;
    try (ClassFolder folder = ClassFolder.open(target)) {
      if (folder.isSigned()) {
        throw new CommandException(
            target + " is signed and would not be any more: weave, then sign");
      }
      Weaver weaver =
          new Weaver(WeaverOptions.DEFAULT, new ClassFileTypes(name -> find(name, folder, path)));
      for (Path file : folder.classFiles()) {
        Woven result = weaver.weave(Files.readAllBytes(file));
        result.findings().forEach(finding -> out.println(FindingText.of(finding)));
        findings += result.findings().size();
        if (result.changed()) {
          folder.write(file, result.bytes());
          woven++;
        }
      }
    }
    out.println("wove " + woven + (woven == 1 ? " class in " : " classes in ") + target);
    return findings;
  }

  private static byte @Nullable [] find(String name, ClassFolder first, List<ClassFolder> path) {
    byte[] found = first.find(name);
    for (int i = 0; found == null && i < path.size(); i++) {
      found = path.get(i).find(name);
    }
    return found;
  }
}
