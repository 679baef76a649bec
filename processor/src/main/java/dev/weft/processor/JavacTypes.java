package dev.weft.processor;

import dev.weft.weaver.TypeLookup;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Tells the weaver what javac knows about classes. */
final class JavacTypes implements TypeLookup {
  private final Elements elements;
  private final Types types;

  JavacTypes(Elements elements, Types types) {
    this.elements = elements;
    this.types = types;
  }

  @Override
  public Answer inherits(String type, String ancestor) {
    TypeElement found = find(type);
    TypeElement above = find(ancestor);
    if (found == null || above == null) {
      return Answer.UNKNOWN; // Local and anonymous classes, for instance, have no name to ask for.
    }
    return types.isSubtype(types.erasure(found.asType()), types.erasure(above.asType()))
        ? Answer.YES
        : Answer.NO;
  }

  /** Dollar signs may be part of names or stand between nested ones; the outermost come first. */
  private @Nullable TypeElement find(String internalName) {
    String name = internalName.replace('/', '.');
    TypeElement found = elements.getTypeElement(name);
    for (int dollar = name.lastIndexOf('$');
        found == null && dollar > 0;
        dollar = name.lastIndexOf('$', dollar - 1)) {
      name = name.substring(0, dollar) + "." + name.substring(dollar + 1);
      found = elements.getTypeElement(name);
    }
    return found;
  }
}
