package dev.weft.samples;

/** Says hello: shows that the samples build and run before there is anything to show. */
public final class Hello {
  private Hello() {}

  /** Prints one line. */
  public static void main(String[] args) {
    System.out.println("hello from Weft");
  }
}
