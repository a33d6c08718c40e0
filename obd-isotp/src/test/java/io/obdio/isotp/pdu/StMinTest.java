package io.obdio.isotp.pdu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StMinTest {

  @ParameterizedTest
  @CsvSource({
    "0x00,0",
    "0x01,1000",
    "0x7F,127000",
    "0xF1,100",
    "0xF5,500",
    "0xF9,900", // in use
    "0x80,127000",
    "0xF0,127000",
    "0xFA,127000",
    "0xFF,127000" // reserved
  })
  void readsItsCodes(String code, long micros) {
    assertEquals(micros * 1000, StMin.nanos(Integer.decode(code)));
  }

  @ParameterizedTest
  @CsvSource({
    "0,0x00",
    "1,0xF1",
    "100,0xF1",
    "101,0xF2",
    "900,0xF9",
    "901,0x01",
    "1000,0x01",
    "1001,0x02",
    "127000,0x7F"
  })
  void writesTheShortestGapThatIsLongEnough(long micros, String code) {
    assertEquals(Integer.decode(code), StMin.code(micros * 1000));
  }

  @Test
  void whatItWritesIsNeverShorter() {
    for (long nanos = 0; nanos <= 127_000_000; nanos += 12_345) {
      long gap = StMin.nanos(StMin.code(nanos));
      assertEquals(true, gap >= nanos && gap - nanos < 1_000_000, nanos + " became " + gap);
    }
  }

  @Test
  void refusesWhatItCannotExpress() {
    assertThrows(IllegalArgumentException.class, () -> StMin.code(-1));
    assertThrows(IllegalArgumentException.class, () -> StMin.code(127_000_001));
  }
}
