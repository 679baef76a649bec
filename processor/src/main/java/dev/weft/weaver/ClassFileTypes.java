package dev.weft.weaver;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;

/**
 * Looks types up in class files, without loading any class: for the agent and the command.
 *
 * <p>The JDK's own class files are never read: their version may be one that ASM does not know.
 * None of them inherits from a type of Weft.
 */
public final class ClassFileTypes implements TypeLookup {
  private static final List<String> JDK = List.of("java/", "javax/", "jdk/", "sun/");

  private final Function<String, byte @Nullable []> classFiles;

  /** By internal name: what a class extends and implements, or nothing if it cannot be found. */
  private final Map<String, Optional<List<String>>> parents = new ConcurrentHashMap<>();

  /**
   * Types that are found by somebody.
   *
   * @param classFiles gives the class file for an internal name, or null
   */
  public ClassFileTypes(Function<String, byte @Nullable []> classFiles) {
    this.classFiles = classFiles;
  }

  @Override
  public Answer inherits(String type, String ancestor) {
    if (type.equals(ancestor)) {
      return Answer.YES;
    }
    if (JDK.stream().anyMatch(type::startsWith)) {
      return Answer.NO;
    }
    Optional<List<String>> found = parents.computeIfAbsent(type, this::read);
    if (found.isEmpty()) {
      return Answer.UNKNOWN;
    }
    Answer answer = Answer.NO;
    for (String parent : found.get()) {
      Answer its = inherits(parent, ancestor);
      if (its == Answer.YES) {
        return its;
      } else if (its == Answer.UNKNOWN) {
        answer = its;
      }
    }
    return answer;
  }

  private Optional<List<String>> read(String type) {
    byte[] bytes = classFiles.apply(type);
    if (bytes == null) {
      return Optional.empty();
    }
    ClassReader reader = new ClassBytes(bytes).reader();
    List<String> found = new ArrayList<>(List.of(reader.getInterfaces()));
    if (reader.getSuperName() != null) {
      found.add(reader.getSuperName());
    }
    return Optional.of(found);
  }
}
