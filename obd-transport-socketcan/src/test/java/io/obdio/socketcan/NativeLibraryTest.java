package io.obdio.socketcan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativeLibraryTest {

  @ParameterizedTest
  @CsvSource({
    "amd64, x86_64",
    "x86_64, x86_64",
    "i386, x86_32",
    "aarch64, aarch64",
    "arm, armv6",
    "riscv64, riscv64"
  })
  void eachProcessorHasItsFolder(String processor, String folder) {
    for (String library : NativeLibrary.LIBRARIES) {
      String resource = "/io/obdio/socketcan/" + folder + "/native/lib" + library + ".so";
      assertEquals(resource, NativeLibrary.resource(processor, library));
      assertNotNull(NativeLibrary.class.getResource(resource), resource);
    }
  }

  @Test
  void othersHaveNone() {
    assertNull(NativeLibrary.resource("s390x", "javacan-core"));
  }
}
