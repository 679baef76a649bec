package dev.weft.house;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The public and protected API of a class, one line per member.
 *
 * <p>Each line starts with the name of the class, so that it says everything when it stands alone
 * in a diff. The class comes first, its members follow in alphabetical order.
 */
final class ApiText {
  private ApiText() {}

  /** The lines of a class and of the classes in it; none if users cannot see it. */
  static List<String> of(Class<?> type) {
    List<String> lines = new ArrayList<>();
    if (isVisible(type) && !type.isAnonymousClass() && !type.isLocalClass()) {
      lines.add(declaration(type));
      members(type).map(line -> type.getCanonicalName() + ": " + line).sorted().forEach(lines::add);
    }
    return lines;
  }

  private static boolean isVisible(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    return isVisible(type.getModifiers()) && (outer == null || isVisible(outer));
  }

  private static boolean isVisible(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  private static Stream<String> members(Class<?> type) {
    Stream<String> fields = visible(type.getDeclaredFields()).map(ApiText::field);
    Stream<String> constructors = visible(type.getDeclaredConstructors()).map(ApiText::constructor);
    Stream<String> methods = visible(type.getDeclaredMethods()).map(ApiText::method);
    return Stream.of(fields, constructors, methods).flatMap(lines -> lines);
  }

  private static <M extends AccessibleObject & Member> Stream<M> visible(M[] members) {
    return Arrays.stream(members)
        .filter(member -> isVisible(member.getModifiers()) && !member.isSynthetic());
  }

  private static String declaration(Class<?> type) {
    return type.getCanonicalName()
        + ": "
        + deprecated(type.isAnnotationPresent(Deprecated.class))
        + typeModifiers(type)
        + kind(type)
        + type.getSimpleName()
        + ApiTypes.parameters(type.getTypeParameters())
        + superclass(type)
        + ApiTypes.list(
            type.isInterface() ? " extends " : " implements ", type.getAnnotatedInterfaces(), "")
        + permitted(type);
  }

  private static String typeModifiers(Class<?> type) {
    int shown = type.getModifiers() & Modifier.classModifiers();
    if (type.isInterface()) {
      shown &= ~(Modifier.ABSTRACT | Modifier.STATIC);
    }
    if (type.isRecord() || type.isEnum()) {
      shown &= ~(Modifier.ABSTRACT | Modifier.STATIC | Modifier.FINAL);
    }
    String sealed = type.isSealed() && !type.isEnum() ? "sealed " : "";
    return modifiers(shown) + sealed;
  }

  private static String kind(Class<?> type) {
    if (type.isAnnotation()) {
      return "@interface ";
    }
    if (type.isInterface()) {
      return "interface ";
    }
    return type.isEnum() ? "enum " : type.isRecord() ? "record " : "class ";
  }

  private static String superclass(Class<?> type) {
    Class<?> superclass = type.getSuperclass();
    if (superclass == null || superclass == Object.class || type.isEnum() || type.isRecord()) {
      return "";
    }
    return " extends " + ApiTypes.text(type.getAnnotatedSuperclass());
  }

  private static String permitted(Class<?> type) {
    if (!type.isSealed() || type.isEnum()) {
      return "";
    }
    return Arrays.stream(type.getPermittedSubclasses())
        .map(Class::getCanonicalName)
        .sorted()
        .collect(joining(", ", " permits ", ""));
  }

  private static String field(Field field) {
    if (field.isEnumConstant()) {
      return "enum constant " + field.getName();
    }
    return deprecated(field.isAnnotationPresent(Deprecated.class))
        + modifiers(field.getModifiers() & Modifier.fieldModifiers())
        + ApiTypes.text(field.getAnnotatedType())
        + " "
        + field.getName();
  }

  private static String constructor(Constructor<?> constructor) {
    return head(constructor) + constructor.getDeclaringClass().getSimpleName() + tail(constructor);
  }

  private static String method(Method method) {
    Object byDefault = method.getDefaultValue();
    return head(method)
        + ApiTypes.text(method.getAnnotatedReturnType())
        + " "
        + method.getName()
        + tail(method)
        + (byDefault == null ? "" : " default " + Arrays.deepToString(new Object[] {byDefault}));
  }

  private static String head(Executable executable) {
    int shown = Modifier.PUBLIC | Modifier.PROTECTED | Modifier.STATIC | Modifier.FINAL;
    if (!executable.getDeclaringClass().isInterface()) {
      shown |= Modifier.ABSTRACT;
    }
    String parameters = ApiTypes.parameters(executable.getTypeParameters());
    return deprecated(executable.isAnnotationPresent(Deprecated.class))
        + modifiers(executable.getModifiers() & shown)
        + (executable instanceof Method method && method.isDefault() ? "default " : "")
        + (parameters.isEmpty() ? "" : parameters + " ");
  }

  private static String tail(Executable executable) {
    AnnotatedType[] parameters = executable.getAnnotatedParameterTypes();
    String list = Arrays.stream(parameters).map(ApiTypes::text).collect(joining(", "));
    if (executable.isVarArgs()) {
      list = list.substring(0, list.length() - "[]".length()) + "...";
    }
    return "("
        + list
        + ")"
        + ApiTypes.list(" throws ", executable.getAnnotatedExceptionTypes(), "");
  }

  private static String modifiers(int modifiers) {
    String text = Modifier.toString(modifiers);
    return text.isEmpty() ? "" : text + " ";
  }

  private static String deprecated(boolean isDeprecated) {
    return isDeprecated ? "@Deprecated " : "";
  }
}
