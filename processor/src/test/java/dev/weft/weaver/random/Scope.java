package dev.weft.weaver.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The variables that a place in a generated method can use. */
final class Scope {
  record Variable(String type, String name, boolean assignable) {}

  private final Scope outer;
  private final List<Variable> variables = new ArrayList<>();

  /** What {@code break} and {@code continue} can name, an empty string for the innermost. */
  private final List<String> loops;

  Scope(Scope outer, List<String> loops) {
    this.outer = outer;
    this.loops = loops;
  }

  Scope inner() {
    return new Scope(this, loops);
  }

  Scope innerLoop(String label) {
    List<String> more = new ArrayList<>(loops);
    more.add(label);
    return new Scope(this, more);
  }

  /** No loop around any more: inside switch expressions jumps out are not allowed. */
  Scope innerClosed() {
    return new Scope(this, List.of());
  }

  List<String> loops() {
    return loops;
  }

  void add(String type, String name, boolean assignable) {
    variables.add(new Variable(type, name, assignable));
  }

  /** A variable of that type, or null. */
  Variable pick(Random random, String type, boolean assignable) {
    List<Variable> found = new ArrayList<>();
    for (Scope scope = this; scope != null; scope = scope.outer) {
      for (Variable variable : scope.variables) {
        if (variable.type.equals(type) && (variable.assignable || !assignable)) {
          found.add(variable);
        }
      }
    }
    return found.isEmpty() ? null : found.get(random.nextInt(found.size()));
  }
}
