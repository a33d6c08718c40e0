package io.obdio.slcan;

import io.obdio.core.testkit.PublicApi;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Compares the public API of the module with {@code api.txt}. */
class PublicApiTest {

  @Test
  void theListIsUpToDate() throws IOException {
    PublicApi.check();
  }
}
