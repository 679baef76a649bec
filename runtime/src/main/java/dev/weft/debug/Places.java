package dev.weft.debug;

/** Places in the source as text. */
final class Places {
  private Places() {}

  /** {@code Shop.price Shop.java:12}: the class without its package. */
  static String text(StackTraceElement place) {
    String type = place.getClassName();
    return type.substring(type.lastIndexOf('.') + 1)
        + "."
        + place.getMethodName()
        + " "
        + (place.getFileName() == null ? "?" : place.getFileName())
        + ":"
        + place.getLineNumber();
  }
}
