package dev.weft.weaver.listing;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** A method as text: an instruction a line, names without packages, labels numbered in order. */
public final class MethodListing {
  private final Map<LabelNode, String> labels = new IdentityHashMap<>();
  private final StringBuilder text = new StringBuilder();

  private MethodListing() {}

  /** The text for {@code method}. */
  public static String of(MethodNode method) {
    MethodListing listing = new MethodListing();
    listing.write(method);
    return listing.text.toString();
  }

  private void write(MethodNode method) {
    text.append(method.name).append(simple(method.desc)).append('\n');
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof LabelNode label) {
        name(label);
      }
    }
    for (AbstractInsnNode insn : method.instructions) {
      write(insn);
    }
    for (TryCatchBlockNode block : method.tryCatchBlocks) {
      line(
          "  try "
              + name(block.start)
              + ".."
              + name(block.end)
              + " catch "
              + (block.type == null ? "any" : simple(block.type))
              + " "
              + name(block.handler));
    }
    if (method.localVariables != null) {
      for (LocalVariableNode variable : method.localVariables) {
        line(
            "  local "
                + variable.index
                + " "
                + variable.name
                + " "
                + name(variable.start)
                + ".."
                + name(variable.end));
      }
    }
  }

  private void write(AbstractInsnNode insn) {
    if (insn instanceof LabelNode label) {
      line(name(label) + ":");
    } else if (insn instanceof LineNumberNode number) {
      line("  // line " + number.line);
    } else if (insn instanceof FrameNode frame) {
      line("  // frame " + types(frame.local) + " " + types(frame.stack));
    } else {
      line("    " + OpcodeNames.of(insn.getOpcode()) + operands(insn));
    }
  }

  private String operands(AbstractInsnNode insn) {
    if (insn instanceof VarInsnNode variable) {
      return " " + variable.var;
    } else if (insn instanceof IincInsnNode increment) {
      return " " + increment.var + " " + increment.incr;
    } else if (insn instanceof IntInsnNode number) {
      return " " + number.operand;
    } else if (insn instanceof LdcInsnNode constant) {
      return " " + quoted(constant.cst);
    } else if (insn instanceof TypeInsnNode type) {
      return " " + simple(type.desc);
    } else if (insn instanceof MultiANewArrayInsnNode array) {
      return " " + simple(array.desc) + " " + array.dims;
    } else if (insn instanceof FieldInsnNode field) {
      return " " + simple(field.owner) + "." + field.name;
    } else if (insn instanceof MethodInsnNode call) {
      return " " + simple(call.owner) + "." + call.name + simple(call.desc);
    } else if (insn instanceof InvokeDynamicInsnNode call) {
      return " " + call.name + simple(call.desc);
    } else if (insn instanceof JumpInsnNode jump) {
      return " " + name(jump.label);
    } else if (insn instanceof TableSwitchInsnNode choice) {
      return " "
          + choice.min
          + ".."
          + choice.max
          + " "
          + names(choice.labels)
          + " default "
          + name(choice.dflt);
    } else if (insn instanceof LookupSwitchInsnNode choice) {
      return " " + choice.keys + " " + names(choice.labels) + " default " + name(choice.dflt);
    }
    return "";
  }

  private String names(List<LabelNode> targets) {
    return targets.stream().map(this::name).collect(Collectors.joining(", ", "[", "]"));
  }

  private String name(LabelNode label) {
    return labels.computeIfAbsent(label, unknown -> "L" + labels.size());
  }

  private String types(@Nullable List<Object> types) {
    return types == null
        ? "[]"
        : types.stream().map(this::type).collect(Collectors.joining(", ", "[", "]"));
  }

  private String type(Object type) {
    if (type instanceof LabelNode label) {
      return "new at " + name(label);
    } else if (type instanceof String name) {
      return simple(name);
    }
    String[] names = {"-", "int", "float", "double", "long", "null", "this before super()"};
    return type instanceof Integer number && number <= Opcodes.UNINITIALIZED_THIS
        ? names[number]
        : String.valueOf(type);
  }

  /**
   * The descriptor of a method, or a class as instructions name it, without packages: {@code
   * (Ldev/weft/Task;I)V} becomes {@code (Task int)void}, {@code [Ldev/weft/Task;} becomes {@code
   * Task[]}.
   */
  private static String simple(String name) {
    if (!name.startsWith("(")) {
      return withoutPackage(Type.getObjectType(name).getClassName());
    }
    StringJoiner parameters = new StringJoiner(" ", "(", ")");
    for (Type parameter : Type.getArgumentTypes(name)) {
      parameters.add(withoutPackage(parameter.getClassName()));
    }
    return parameters + withoutPackage(Type.getReturnType(name).getClassName());
  }

  private static String withoutPackage(String type) {
    return type.substring(type.lastIndexOf('.') + 1);
  }

  private static String quoted(Object constant) {
    return constant instanceof String string
        ? '"' + string.replace("\n", "\\n") + '"'
        : String.valueOf(constant);
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
