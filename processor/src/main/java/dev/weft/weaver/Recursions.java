package dev.weft.weaver;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.tree.MethodNode;

/** Which bodies of a class may come back to themselves by calls within the class. */
final class Recursions {
  private final Map<MethodNode, Set<MethodNode>> callees = new HashMap<>();
  private final Map<MethodNode, Boolean> known = new HashMap<>();

  void add(MethodNode caller, MethodNode callee) {
    callees.computeIfAbsent(caller, unused -> new HashSet<>()).add(callee);
  }

  /** Asked when all calls have been added. */
  boolean isRecursive(MethodNode body) {
    Boolean answer = known.get(body);
    if (answer == null) {
      answer = comesBack(body);
      known.put(body, answer);
    }
    return answer;
  }

  private boolean comesBack(MethodNode body) {
    Set<MethodNode> reached = new HashSet<>();
    Deque<MethodNode> toVisit = new ArrayDeque<>(List.of(body));
    while (!toVisit.isEmpty()) {
      for (MethodNode callee : callees.getOrDefault(toVisit.pop(), Set.of())) {
        if (callee == body) {
          return true;
        }
        if (reached.add(callee)) {
          toVisit.push(callee);
        }
      }
    }
    return false;
  }
}
