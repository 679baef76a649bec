package dev.weft.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.house.ApiFile;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The checked-in api.txt of this module tells the truth. */
class ApiTest {
  @Test
  void apiIsAsWrittenDown() throws IOException {
    assertThat(ApiFile.difference()).isEmpty();
  }
}
