package dev.weft.weaver.analysis;

import dev.weft.weaver.names.RuntimeNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The verifier's view of one place in a method: a type for each local slot and for each operand.
 *
 * <p>A type is what ASM writes into a {@link FrameNode}: one of the constants {@link Opcodes#TOP},
 * {@code INTEGER}, {@code FLOAT}, {@code LONG}, {@code DOUBLE}, {@code NULL}; a String, the
 * internal name of a class or array; only an object without constructor call so far is not a label
 * but its {@link TypeInsnNode}, the {@code NEW}. A long or double takes two slots, the second of
 * them TOP, but is one operand.
 */
public final class TypeFrame {
  private final Object[] locals;
  private final List<Object> stack;

  TypeFrame(int maxLocals) {
    this.locals = new Object[maxLocals];
    Arrays.fill(locals, Opcodes.TOP);
    this.stack = new ArrayList<>();
  }

  private TypeFrame(Object[] locals, List<Object> stack) {
    this.locals = locals;
    this.stack = stack;
  }

  TypeFrame copy() {
    return new TypeFrame(locals.clone(), new ArrayList<>(stack));
  }

  /** The type in {@code slot}. */
  public Object local(int slot) {
    return locals[slot];
  }

  /** Whether {@code slot} has no value that could be used. */
  boolean isTop(int slot) {
    return locals[slot] == Opcodes.TOP;
  }

  /** How many slots there are. */
  public int maxLocals() {
    return locals.length;
  }

  /** The operands, the top last. */
  public List<Object> stack() {
    return Collections.unmodifiableList(stack);
  }

  /** The type {@code depth} operands below the top. */
  public Object operand(int depth) {
    return stack.get(stack.size() - 1 - depth);
  }

  /** Whether a value of that type takes two slots. */
  public static boolean isWide(Object type) {
    return type == Opcodes.LONG || type == Opcodes.DOUBLE;
  }

  /** Whether a value of that type is primitive. */
  public static boolean isNumber(Object type) {
    return isWide(type) || type == Opcodes.INTEGER || type == Opcodes.FLOAT;
  }

  /** Whether a value of that type is a reference, the null type included. */
  public static boolean isReference(Object type) {
    return type instanceof String || type == Opcodes.NULL;
  }

  /** The type of a value that a descriptor calls {@code type}. */
  public static Object of(Type type) {
    return switch (type.getSort()) {
      case Type.LONG -> Opcodes.LONG;
      case Type.FLOAT -> Opcodes.FLOAT;
      case Type.DOUBLE -> Opcodes.DOUBLE;
      case Type.ARRAY, Type.OBJECT -> type.getInternalName();
      default -> Opcodes.INTEGER;
    };
  }

  /** The type that the descriptor has from {@code start} to its end. */
  private static Object ofDescriptor(String descriptor, int start) {
    return switch (descriptor.charAt(start)) {
      case 'Z', 'B', 'C', 'S', 'I' -> Opcodes.INTEGER;
      case 'J' -> Opcodes.LONG;
      case 'F' -> Opcodes.FLOAT;
      case 'D' -> Opcodes.DOUBLE;
      case '[' -> descriptor.substring(start);
      default -> descriptor.substring(start + 1, descriptor.length() - 1);
    };
  }

  /** What a method is entered with. */
  void setParameters(String owner, MethodNode method) {
    int slot = 0;
    if ((method.access & Opcodes.ACC_STATIC) == 0) {
      setLocal(slot++, owner);
    }
    for (Type parameter : Type.getArgumentTypes(method.desc)) {
      setLocal(slot, of(parameter));
      slot += parameter.getSize();
    }
  }

  /** What the class file itself says about the place of {@code node}. */
  void set(FrameNode node) {
    Arrays.fill(locals, Opcodes.TOP);
    int slot = 0;
    for (Object type : node.local) {
      setLocal(slot, resolved(type));
      slot += isWide(type) ? 2 : 1;
    }
    stack.clear();
    for (Object type : node.stack) {
      stack.add(resolved(type));
    }
  }

  private static Object resolved(Object type) {
    return type instanceof LabelNode label ? newAt(label) : type;
  }

  /** The NEW that stands at {@code label}. */
  public static TypeInsnNode newAt(LabelNode label) {
    AbstractInsnNode insn = label;
    while (insn.getOpcode() < 0) {
      insn = insn.getNext();
    }
    return (TypeInsnNode) insn;
  }

  void setLocal(int slot, Object type) {
    // Writing the second half of a wide value makes its first half unusable.
    if (slot > 0 && isWide(locals[slot - 1])) {
      locals[slot - 1] = Opcodes.TOP;
    }
    locals[slot] = type;
    if (isWide(type)) {
      locals[slot + 1] = Opcodes.TOP;
    }
  }

  /**
   * Moves from before {@code start} to before {@code end}, which stands behind it in a stretch
   * without frames.
   *
   * @return whether code gets there
   */
  boolean execute(AbstractInsnNode start, AbstractInsnNode end) {
    for (AbstractInsnNode insn = start; insn != end; insn = insn.getNext()) {
      int opcode = insn.getOpcode();
      if (opcode >= 0) {
        if (ControlFlow.endsStretch(opcode)) {
          return false;
        }
        if (insn instanceof VarInsnNode variable) {
          executeVariable(variable);
        } else if (StackEffects.areKnown(opcode)) {
          pop(StackEffects.popped(opcode));
          push(StackEffects.pushed(opcode));
        } else {
          execute(insn);
        }
      }
    }
    return true;
  }

  private void push(@Nullable Object type) {
    if (type != null) {
      stack.add(type);
    }
  }

  /** What depends on more than the opcode. */
  private void execute(AbstractInsnNode insn) {
    if (insn instanceof FieldInsnNode field) {
      executeField(field);
    } else if (insn instanceof MethodInsnNode call) {
      executeCall(call);
    } else if (insn instanceof InvokeDynamicInsnNode call) {
      pop(Type.getArgumentCount(call.desc));
      pushReturned(call.desc);
    } else if (insn instanceof TypeInsnNode typed) {
      executeTyped(typed);
    } else if (insn instanceof LdcInsnNode constant) {
      stack.add(constantType(constant.cst));
    } else if (insn instanceof IntInsnNode array) {
      pop(1);
      stack.add("[" + primitiveLetter(array.operand));
    } else if (insn instanceof MultiANewArrayInsnNode array) {
      pop(array.dims);
      stack.add(array.desc);
    } else if (insn.getOpcode() == Opcodes.AALOAD) {
      pop(1);
      stack.add(elementType(pop()));
    } else {
      StackShuffle.execute(insn.getOpcode(), stack);
    }
  }

  private void executeVariable(VarInsnNode variable) {
    switch (variable.getOpcode()) {
      case Opcodes.ILOAD, Opcodes.LLOAD, Opcodes.FLOAD, Opcodes.DLOAD, Opcodes.ALOAD ->
          stack.add(locals[variable.var]);
      default -> setLocal(variable.var, pop());
    }
  }

  private void executeField(FieldInsnNode field) {
    switch (field.getOpcode()) {
      case Opcodes.GETSTATIC -> stack.add(ofDescriptor(field.desc, 0));
      case Opcodes.PUTSTATIC -> pop(1);
      case Opcodes.PUTFIELD -> pop(2);
      default -> {
        pop(1);
        stack.add(ofDescriptor(field.desc, 0));
      }
    }
  }

  private void executeCall(MethodInsnNode call) {
    pop(Type.getArgumentCount(call.desc));
    if (call.getOpcode() != Opcodes.INVOKESTATIC) {
      Object receiver = pop();
      if (receiver instanceof TypeInsnNode allocation && call.name.equals("<init>")) {
        replaceLocals(allocation, allocation.desc);
        Collections.replaceAll(stack, allocation, allocation.desc);
      }
    }
    pushReturned(call.desc);
  }

  private void pushReturned(String descriptor) {
    int start = descriptor.indexOf(')') + 1;
    if (descriptor.charAt(start) != 'V') {
      stack.add(ofDescriptor(descriptor, start));
    }
  }

  private void replaceLocals(Object type, Object by) {
    for (int slot = 0; slot < locals.length; slot++) {
      if (locals[slot] == type) {
        locals[slot] = by;
      }
    }
  }

  private void executeTyped(TypeInsnNode typed) {
    switch (typed.getOpcode()) {
      case Opcodes.NEW -> {
        // What an earlier turn of a loop left unfinished here is unusable from now on.
        replaceLocals(typed, Opcodes.TOP);
        stack.add(typed);
      }
      case Opcodes.ANEWARRAY -> {
        pop(1);
        stack.add(typed.desc.startsWith("[") ? "[" + typed.desc : "[L" + typed.desc + ";");
      }
      default -> { // CHECKCAST
        pop(1);
        stack.add(typed.desc);
      }
    }
  }

  private static Object constantType(Object constant) {
    if (constant instanceof Integer) {
      return Opcodes.INTEGER;
    } else if (constant instanceof Long) {
      return Opcodes.LONG;
    } else if (constant instanceof Float) {
      return Opcodes.FLOAT;
    } else if (constant instanceof Double) {
      return Opcodes.DOUBLE;
    } else if (constant instanceof String) {
      return "java/lang/String";
    } else if (constant instanceof Type type) {
      return type.getSort() == Type.METHOD ? "java/lang/invoke/MethodType" : "java/lang/Class";
    } else if (constant instanceof Handle) {
      return "java/lang/invoke/MethodHandle";
    }
    return ofDescriptor(((ConstantDynamic) constant).getDescriptor(), 0);
  }

  private static String primitiveLetter(int newArrayOperand) {
    return switch (newArrayOperand) {
      case Opcodes.T_BOOLEAN -> "Z";
      case Opcodes.T_CHAR -> "C";
      case Opcodes.T_FLOAT -> "F";
      case Opcodes.T_DOUBLE -> "D";
      case Opcodes.T_BYTE -> "B";
      case Opcodes.T_SHORT -> "S";
      case Opcodes.T_INT -> "I";
      default -> "J";
    };
  }

  private static Object elementType(Object array) {
    if (array == Opcodes.NULL) {
      return Opcodes.NULL;
    }
    String name = (String) array;
    if (!name.startsWith("[")) {
      return RuntimeNames.OBJECT; // Only the old verifier would have let this pass.
    }
    return ofDescriptor(name, 1);
  }

  private Object pop() {
    return stack.remove(stack.size() - 1);
  }

  private void pop(int count) {
    for (int n = 0; n < count; n++) {
      stack.remove(stack.size() - 1);
    }
  }
}
