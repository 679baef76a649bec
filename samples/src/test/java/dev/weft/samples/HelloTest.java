package dev.weft.samples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HelloTest {
  @Test
  void saysHelloAndThenWorld() throws Exception {
    assertThat(Output.of(Hello::main)).containsExactly("Hello", "World");
  }
}
