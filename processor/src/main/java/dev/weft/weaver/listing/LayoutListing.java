package dev.weft.weaver.listing;

import dev.weft.weaver.SuspensionPoint;
import dev.weft.weaver.analysis.Cell;
import dev.weft.weaver.analysis.Layout;
import dev.weft.weaver.analysis.Layouts;
import dev.weft.weaver.analysis.Saved;
import org.objectweb.asm.Opcodes;

/** The plan of what is kept where, as text. */
public final class LayoutListing {
  private final StringBuilder text = new StringBuilder();

  private LayoutListing() {}

  /** The text for {@code layouts}. */
  public static String of(Layouts layouts) {
    LayoutListing listing = new LayoutListing();
    listing.text.append("start\n");
    listing.write(layouts.parameters());
    int state = 1;
    for (Layouts.Group group : layouts.groups()) {
      for (SuspensionPoint point : group.points()) {
        listing
            .text
            .append("state ")
            .append(state++)
            .append(point.emits() ? ": emit in line " : ": await in line ");
        listing.text.append(point.line()).append('\n');
      }
      listing.write(group.layout());
    }
    return listing.text.toString();
  }

  private void write(Layout layout) {
    layout.locals().forEach(local -> write("local " + local.slot(), local));
    layout.operands().forEach(operand -> write("operand", operand));
    for (Layout.Catch handler : layout.catches()) {
      text.append("    inside try, catches ");
      text.append(handler.type() == null ? "anything" : handler.type()).append('\n');
    }
  }

  private void write(String what, Saved saved) {
    Cell cell = saved.cell();
    text.append("    ").append(what).append(' ').append(type(saved.type()));
    if (cell == null) {
      text.append(" not kept\n");
    } else {
      text.append(" in ").append(cell.reference() ? 'r' : 'n').append(cell.index());
      text.append(cell.high() ? ", high half\n" : "\n");
    }
  }

  private static String type(Object type) {
    if (type == Opcodes.INTEGER) {
      return "int";
    } else if (type == Opcodes.LONG) {
      return "long";
    } else if (type == Opcodes.FLOAT) {
      return "float";
    } else if (type == Opcodes.DOUBLE) {
      return "double";
    }
    return type == Opcodes.NULL ? "null" : type.toString();
  }
}
