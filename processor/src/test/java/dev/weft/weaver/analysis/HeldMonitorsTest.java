package dev.weft.weaver.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Which instructions run with a monitor held. */
class HeldMonitorsTest {
  private static boolean heldAtCall(MethodNode method, int n) {
    AbstractInsnNode call = Snippet.call(method, "call", n);
    HeldMonitors monitors = HeldMonitors.in(method, Census.of(method));
    return monitors.anyAt(method.instructions.indexOf(call));
  }

  @Test
  void blocksHoldTheirMonitorToTheirEnd() {
    MethodNode method =
        Snippet.of("-g", "void m() { call(); synchronized (this) { call(); } call(); }");
    assertThat(heldAtCall(method, 0)).isFalse();
    assertThat(heldAtCall(method, 1)).isTrue();
    assertThat(heldAtCall(method, 2)).isFalse();
  }

  @Test
  void innerBlocksLeaveTheOuterMonitorHeld() {
    MethodNode method =
        Snippet.of(
            "-g",
            "void m(Object o) { synchronized (o) { synchronized (this) {} call(); } call(); }");
    assertThat(heldAtCall(method, 0)).isTrue();
    assertThat(heldAtCall(method, 1)).isFalse();
  }

  @Test
  void handlersOutsideRunWithTheMonitorReleased() {
    MethodNode method =
        Snippet.of(
            "-g",
            "void m() { try { synchronized (this) { call(); } }"
                + " catch (RuntimeException e) { call(); } finally { call(); } }");
    assertThat(heldAtCall(method, 0)).isTrue();
    assertThat(heldAtCall(method, 1)).isFalse();
    assertThat(heldAtCall(method, 2)).isFalse();
  }

  @Test
  void handlersInsideRunWithTheMonitorHeld() {
    MethodNode method =
        Snippet.of(
            "-g",
            "void m() { synchronized (this) { try { call(); }"
                + " catch (RuntimeException e) { call(); } } }");
    assertThat(heldAtCall(method, 1)).isTrue();
  }
}
