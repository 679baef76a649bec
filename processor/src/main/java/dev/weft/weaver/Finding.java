package dev.weft.weaver;

import java.util.List;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * One thing in a class file that the weaver refuses.
 *
 * @param refusal what it is
 * @param className binary name of the class, with dots
 * @param method name of the method in the class file; empty when it is about the whole class
 * @param descriptor descriptor of that method
 * @param line source line, or -1 when the class file does not say
 * @param arguments numbers and names for the message, as {@link Refusal} says for each constant
 */
public record Finding(
    Refusal refusal,
    String className,
    String method,
    String descriptor,
    int line,
    List<Object> arguments) {

  static Finding in(
      ClassNode owner, MethodNode method, Refusal refusal, int line, Object... arguments) {
    return new Finding(
        refusal, owner.name.replace('/', '.'), method.name, method.desc, line, List.of(arguments));
  }
}
