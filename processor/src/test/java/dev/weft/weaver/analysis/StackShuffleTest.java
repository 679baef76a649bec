package dev.weft.weaver.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Opcodes;

/** Instructions that copy words, on a stack whose wide operands are one entry. */
class StackShuffleTest {
  private static List<Object> after(int opcode, Object... stack) {
    List<Object> types = new ArrayList<>(List.of(stack));
    StackShuffle.execute(opcode, types);
    return types;
  }

  @Test
  void narrowOperands() {
    assertThat(after(Opcodes.DUP_X1, "a", "b")).containsExactly("b", "a", "b");
    assertThat(after(Opcodes.DUP_X2, "a", "b", "c")).containsExactly("c", "a", "b", "c");
    assertThat(after(Opcodes.DUP2, "a", "b")).containsExactly("a", "b", "a", "b");
    assertThat(after(Opcodes.DUP2_X1, "a", "b", "c")).containsExactly("b", "c", "a", "b", "c");
    assertThat(after(Opcodes.SWAP, "a", "b")).containsExactly("b", "a");
    assertThat(after(Opcodes.POP2, "a", "b", "c")).containsExactly("a");
  }

  @Test
  void wideOperands() {
    Object wide = Opcodes.LONG;
    assertThat(after(Opcodes.DUP2, wide)).containsExactly(wide, wide);
    assertThat(after(Opcodes.DUP_X2, wide, "a")).containsExactly("a", wide, "a");
    assertThat(after(Opcodes.DUP2_X1, "a", wide)).containsExactly(wide, "a", wide);
    assertThat(after(Opcodes.DUP2_X2, "a", "b", wide)).containsExactly(wide, "a", "b", wide);
    assertThat(after(Opcodes.DUP2_X2, wide, wide)).containsExactly(wide, wide, wide);
    assertThat(after(Opcodes.POP2, "a", wide)).containsExactly("a");
  }
}
