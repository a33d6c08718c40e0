package io.obdio.core.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EcuAddressTest {

  @ParameterizedTest
  @ValueSource(strings = {"7E8", "18DAF110", "10", "ADAPTER", "000", "1FFFFFFF"})
  void readsWhatItWrites(String text) {
    assertEquals(text, EcuAddress.parse(text).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "7", "FFF", "7E8 ", "2000000", "20000000", "adapter", "XYZ"})
  void refusesWhatIsNoAddress(String text) {
    assertThrows(IllegalArgumentException.class, () -> EcuAddress.parse(text));
  }

  @ParameterizedTest
  @CsvSource({"7E8,0", "7E9,1", "7EF,7", "18DAF110,16", "10,16", "123,291"})
  void knowsTheEcuBehindTheIdentifier(String text, int ecu) {
    assertEquals(ecu, EcuAddress.parse(text).ecu());
  }

  @Test
  void targetsAnswerWhereIso15765PutsThem() {
    assertEquals(
        EcuAddress.can11(0x7E8), RequestTarget.of(EcuAddress.can11(0x7E0)).answerAddress());
    assertEquals(
        EcuAddress.can29(0x18DAF110),
        RequestTarget.of(EcuAddress.can29(0x18DA10F1)).answerAddress());
  }
}
