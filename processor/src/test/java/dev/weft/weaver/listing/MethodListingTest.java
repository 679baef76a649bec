package dev.weft.weaver.listing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;

class MethodListingTest {
  private final MethodNode method = new MethodNode(Opcodes.ACC_STATIC, "m", "()V", null, null);

  @Test
  void aClassWithoutAPackageKeepsItsFirstLetter() {
    method.instructions.add(new TypeInsnNode(Opcodes.NEW, "Ledger"));
    method.instructions.add(new MethodInsnNode(Opcodes.INVOKESTATIC, "Log", "add", "(LLog;)V"));

    assertThat(MethodListing.of(method))
        .contains("    new Ledger\n", "    invokestatic Log.add(Log)void\n");
  }

  @Test
  void anArrayIsToldFromItsElement() {
    method.instructions.add(new TypeInsnNode(Opcodes.CHECKCAST, "[Ljava/lang/String;"));
    method.instructions.add(new TypeInsnNode(Opcodes.INSTANCEOF, "[[I"));
    method.instructions.add(new MultiANewArrayInsnNode("[[LLog;", 2));
    Object[] locals = {"[Ljava/lang/String;", "java/lang/String", "[J"};
    method.instructions.add(new FrameNode(Opcodes.F_NEW, 3, locals, 0, new Object[0]));

    assertThat(MethodListing.of(method))
        .contains(
            "    checkcast String[]\n",
            "    instanceof int[][]\n",
            "    multianewarray Log[][] 2\n",
            "  // frame [String[], String, long[]] []\n");
  }
}
