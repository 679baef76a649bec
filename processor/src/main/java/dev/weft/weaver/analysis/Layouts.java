package dev.weft.weaver.analysis;

import dev.weft.weaver.BodySlots;
import dev.weft.weaver.SuspensionPoint;
import dev.weft.weaver.SuspensionPoints;
import dev.weft.weaver.names.FrameClass;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * Where a body keeps what it needs, for its start and for each suspension point.
 *
 * <p>Kept are the locals that may still be read, and the operands. With debug information also
 * primitive variables that are merely visible; a reference that is only visible is not kept, or the
 * debugger's view would be a memory leak: after a resume it shows null.
 *
 * @param required which locals have a value wherever code is resumed
 * @param parameters the layout at the start: what the factory puts into the frame
 * @param groups the different layouts, by the first suspension point of each in the code
 * @param references how many cells for references the largest layout needs
 * @param numbers how many cells for primitive values the largest layout needs
 */
public record Layouts(
    Liveness required, Layout parameters, List<Group> groups, int references, int numbers) {

  /** About how many bytes it takes to save and restore one value. */
  private static final int BYTES_PER_VALUE = 20;

  /** From how many bytes on it is worth while to look for a smaller plan. */
  private static final int LARGE = 2000;

  /** The suspension points that have {@code layout}, in the order of the code. */
  public record Group(Layout layout, List<SuspensionPoint> points) {}

  /**
   * Plans for a body.
   *
   * @param descriptor that of the method as written: it says the parameters
   * @param live what is live, by {@code flow}
   * @param types knows each of {@code points}
   * @param standIns what to say for types that the body may not name
   */
  public static Layouts plan(
      MethodNode body,
      String descriptor,
      SuspensionPoints points,
      ControlFlow flow,
      Liveness live,
      TypeSimulation types,
      Map<String, String> standIns) {
    VisibleVariables visible = VisibleVariables.of(body, flow);
    Layouts smallest = null;
    for (Keep keep : Keep.values()) {
      Liveness required = RequiredLocals.of(body, points, flow, types, visible, live, keep);
      Layouts plan =
          new Planner(keep, flow, types, standIns, visible, live, required)
              .plan(descriptor, points);
      if (smallest == null || plan.bytes() < smallest.bytes()) {
        smallest = plan;
      }
      if (plan.bytes() < LARGE) {
        break;
      }
    }
    return Objects.requireNonNull(smallest);
  }

  private int bytes() {
    int values = 0;
    for (Group group : groups) {
      values += group.layout.locals().size() + group.layout.operands().size();
    }
    return values * BYTES_PER_VALUE;
  }

  /** Which frame has room for the largest layout. */
  public FrameClass frame() {
    return FrameClass.withRoomFor(references, numbers);
  }

  /** The suspension points in the order of their states, of which the first is 1. */
  public List<SuspensionPoint> states() {
    List<SuspensionPoint> states = new ArrayList<>();
    for (Group group : groups) {
      states.addAll(group.points);
    }
    return states;
  }

  private static final class Planner {
    private final Keep keep;
    private final ControlFlow flow;
    private final TypeSimulation types;
    private final Map<String, String> standIns;
    private final VisibleVariables visible;
    private final Liveness live;
    private final Liveness required;
    private int references;
    private int numbers;

    Planner(
        Keep keep,
        ControlFlow flow,
        TypeSimulation types,
        Map<String, String> standIns,
        VisibleVariables visible,
        Liveness live,
        Liveness required) {
      this.keep = keep;
      this.flow = flow;
      this.types = types;
      this.standIns = standIns;
      this.visible = visible;
      this.live = live;
      this.required = required;
    }

    Layouts plan(String descriptor, SuspensionPoints points) {
      Layout parameters = parameters(Type.getArgumentTypes(descriptor));
      List<Group> groups = new ArrayList<>();
      Map<Layout, Group> byLayout = new HashMap<>();
      for (SuspensionPoint point : points) {
        Layout layout = at(point);
        Group group = byLayout.get(layout);
        if (group == null) {
          group = new Group(layout, new ArrayList<>());
          byLayout.put(layout, group);
          groups.add(group);
        }
        group.points.add(point);
      }
      return new Layouts(required, parameters, groups, references, numbers);
    }

    private Layout parameters(Type[] parameterTypes) {
      CellAllocator cells = new CellAllocator();
      List<Saved> locals = new ArrayList<>();
      int slot = BodySlots.FIRST_LOCAL;
      for (Type parameter : parameterTypes) {
        if (required.isLive(0, slot)) {
          Object type = TypeFrame.of(parameter);
          locals.add(new Saved(slot, type, cells.next(type)));
        }
        slot += parameter.getSize();
      }
      return finished(cells, new Layout(locals, List.of(), List.of()));
    }

    private Layout at(SuspensionPoint point) {
      TypeFrame frame = Objects.requireNonNull(types.before(point.call()));
      int index = flow.index(point.call());
      CellAllocator cells = new CellAllocator();
      List<Saved> locals = new ArrayList<>();
      for (int slot = BodySlots.FIRST_LOCAL; slot < frame.maxLocals(); slot++) {
        if (required.isLive(index, slot) && !frame.isTop(slot)) {
          Object type = frame.local(slot);
          locals.add(saved(slot, type, isKept(index, slot, type), cells));
        }
      }
      List<Saved> operands = new ArrayList<>();
      List<Object> stack = frame.stack();
      for (int n = 0; n < stack.size() - 1; n++) { // The last one is what is awaited.
        if (n > 0 && !CellAllocator.isHalf(stack.get(n))) {
          cells.closeHalf(); // The operands of a pair must lie next to each other.
        }
        operands.add(saved(Saved.OPERAND, stack.get(n), true, cells));
      }
      return finished(cells, new Layout(locals, operands, catches(index)));
    }

    private boolean isKept(int index, int slot, Object type) {
      return live.isLive(index, slot)
          || (TypeFrame.isNumber(type)
              && (keep == Keep.ALL_NUMBERS || visible.contains(index, slot)));
    }

    private List<Layout.Catch> catches(int index) {
      List<Layout.Catch> catches = new ArrayList<>();
      for (TryCatchBlockNode block : flow.triesAround(index)) {
        Layout.Catch one = new Layout.Catch(block.handler, block.type);
        if (!catches.contains(one)) {
          catches.add(one);
        }
      }
      return catches;
    }

    private Saved saved(int slot, Object found, boolean kept, CellAllocator cells) {
      Object type = found instanceof String name ? standIns.getOrDefault(name, name) : found;
      // Null needs no keeping; it is made anew.
      return new Saved(slot, type, kept && type != Opcodes.NULL ? cells.next(type) : null);
    }

    private Layout finished(CellAllocator cells, Layout layout) {
      references = Math.max(references, cells.references());
      numbers = Math.max(numbers, cells.numbers());
      return layout;
    }
  }
}
