package dev.weft.house;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.List;

/**
 * Types as {@code api.txt} spells them: full names, type arguments, nullness.
 *
 * <p>Not {@link AnnotatedType#toString}: what that prints differs between JDK versions.
 */
final class ApiTypes {
  private ApiTypes() {}

  static String text(AnnotatedType type) {
    if (type instanceof AnnotatedArrayType array) {
      String nullness = annotations(array);
      return text(array.getAnnotatedGenericComponentType())
          + (nullness.isEmpty() ? "" : " " + nullness)
          + "[]";
    }
    if (type instanceof AnnotatedWildcardType wildcard) {
      return annotations(wildcard) + wildcard(wildcard);
    }
    if (type instanceof AnnotatedParameterizedType parameterized) {
      Type raw = ((ParameterizedType) parameterized.getType()).getRawType();
      return annotations(type)
          + name(raw)
          + list("<", parameterized.getAnnotatedActualTypeArguments(), ">");
    }
    return annotations(type) + name(type.getType());
  }

  /** Type parameters with their bounds, or nothing. */
  static String parameters(TypeVariable<?>[] variables) {
    if (variables.length == 0) {
      return "";
    }
    return Arrays.stream(variables).map(ApiTypes::parameter).collect(joining(", ", "<", ">"));
  }

  /** The types with commas between, or nothing at all when there are none. */
  static String list(String before, AnnotatedType[] types, String after) {
    if (types.length == 0) {
      return "";
    }
    return Arrays.stream(types).map(ApiTypes::text).collect(joining(", ", before, after));
  }

  private static String name(Type type) {
    return type instanceof Class<?> declared ? declared.getCanonicalName() : type.getTypeName();
  }

  private static String parameter(TypeVariable<?> variable) {
    List<String> bounds =
        Arrays.stream(variable.getAnnotatedBounds())
            .map(ApiTypes::text)
            .filter(bound -> !bound.equals("java.lang.Object"))
            .toList();
    return variable.getName() + (bounds.isEmpty() ? "" : " extends " + String.join(" & ", bounds));
  }

  private static String wildcard(AnnotatedWildcardType wildcard) {
    if (wildcard.getAnnotatedLowerBounds().length > 0) {
      return "?" + list(" super ", wildcard.getAnnotatedLowerBounds(), "");
    }
    String bounds = list(" extends ", wildcard.getAnnotatedUpperBounds(), "");
    return bounds.equals(" extends java.lang.Object") ? "?" : "?" + bounds;
  }

  private static String annotations(AnnotatedElement type) {
    return Arrays.stream(type.getAnnotations())
        .map(annotation -> "@" + annotation.annotationType().getSimpleName() + " ")
        .collect(joining());
  }
}
