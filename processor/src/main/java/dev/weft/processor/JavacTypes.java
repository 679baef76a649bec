package dev.weft.processor;

import dev.weft.weaver.TypeLookup;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Tells the weaver what javac knows about classes. For javac's thread only. */
final class JavacTypes implements TypeLookup {
  private final Elements elements;
  private final Types types;

  /** The annotation types that {@link #readAnnotations} has read. */
  private final Set<TypeElement> read = new HashSet<>();

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

  @Override
  public boolean carries(String annotationType, Predicate<String> wanted) {
    TypeElement found = find(annotationType);
    return found != null && carries(found, wanted, new HashSet<>());
  }

  /**
   * Has javac read the annotations of annotations. A source file that it finds by that is compiled,
   * too, but only if it is found before the last class is written.
   */
  void readAnnotations(Element element) {
    carries(element, name -> false, read);
  }

  private boolean carries(Element element, Predicate<String> wanted, Set<TypeElement> seen) {
    for (AnnotationMirror annotation : element.getAnnotationMirrors()) {
      TypeElement its = (TypeElement) annotation.getAnnotationType().asElement();
      if (wanted.test(elements.getBinaryName(its).toString().replace('.', '/'))
          || (seen.add(its) && carries(its, wanted, seen))) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String nameable(String type, String user) {
    TypeElement found = find(type);
    if (found == null) {
      return type;
    }
    TypeElement from = findAround(user);
    String packageOfUser = user.substring(0, Math.max(0, user.lastIndexOf('/'))).replace('/', '.');
    TypeElement nameable = found;
    while (nameable != null && !isAccessible(nameable, packageOfUser, from)) {
      nameable = (TypeElement) types.asElement(nameable.getSuperclass());
    }
    if (nameable == null) {
      return "java/lang/Object"; // An interface has no superclass.
    }
    return nameable.equals(found)
        ? type
        : elements.getBinaryName(nameable).toString().replace('.', '/');
  }

  /** As the JVM sees it: to a class file a protected class is public, and a private one is not. */
  private boolean isAccessible(TypeElement type, String packageOfUser, @Nullable TypeElement user) {
    boolean isPublic =
        type.getModifiers().contains(Modifier.PUBLIC)
            || type.getModifiers().contains(Modifier.PROTECTED);
    return elements.getPackageOf(type).getQualifiedName().contentEquals(packageOfUser)
        || (isPublic && (user == null || isExported(type, user)));
  }

  private boolean isExported(TypeElement type, TypeElement user) {
    ModuleElement module = elements.getModuleOf(type);
    ModuleElement to = elements.getModuleOf(user);
    if (module == null || module.isUnnamed() || module.equals(to)) {
      return true;
    }
    for (ModuleElement.ExportsDirective exports : ElementFilter.exportsIn(module.getDirectives())) {
      if (exports.getPackage().equals(elements.getPackageOf(type))) {
        return exports.getTargetModules() == null || exports.getTargetModules().contains(to);
      }
    }
    return module.getDirectives().isEmpty(); // An automatic module exports everything.
  }

  /** The class, or the nearest around it that has a name: a local class cannot be asked for. */
  private @Nullable TypeElement findAround(String internalName) {
    TypeElement found = find(internalName);
    for (int dollar = internalName.lastIndexOf('$');
        found == null && dollar > 0;
        dollar = internalName.lastIndexOf('$', dollar - 1)) {
      found = find(internalName.substring(0, dollar));
    }
    return found;
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
