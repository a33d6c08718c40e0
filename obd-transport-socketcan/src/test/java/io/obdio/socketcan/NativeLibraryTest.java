package io.obdio.socketcan;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
    assertEquals(
        "/io/obdio/socketcan/" + folder + "/native/libjavacan-core.so",
        NativeLibrary.resource(processor));
  }

  @Test
  void othersHaveNone() {
    assertNull(NativeLibrary.resource("s390x"));
  }
}
