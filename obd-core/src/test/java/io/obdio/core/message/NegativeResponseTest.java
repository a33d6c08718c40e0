package io.obdio.core.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NegativeResponseTest {

  @ParameterizedTest
  @CsvSource({
    "7F0111, service 01: 11 serviceNotSupported",
    "7F0112, service 01: 12 subFunctionNotSupported",
    "7F2231, service 22: 31 requestOutOfRange",
    "7F2278, service 22: 78 requestCorrectlyReceivedResponsePending",
    "7F2733, service 27: 33 securityAccessDenied",
    "7F0199, service 01: 99 reservedForSpecificConditionsNotCorrect",
    "7F01F5, service 01: F5 vehicleManufacturerSpecificConditionsNotCorrect",
    "7F0101, service 01: 01 unknown code",
    "7F01FF, service 01: FF unknown code",
    "7F010C00000012, service 01: 12 subFunctionNotSupported", // as on J1850
    "7F011200000000, service 01: 12 subFunctionNotSupported", // padded
  })
  void readsServiceAndCode(String hex, String text) {
    assertEquals(text, NegativeResponse.parse(Payload.ofHex(hex)).orElseThrow().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "7F", "7F01", "410C0D48", "3F0112"})
  void refusesWhatIsNone(String hex) {
    assertTrue(NegativeResponse.parse(Payload.ofHex(hex)).isEmpty());
  }

  @Test
  void everyCodeIsReadableAndTheStandardsNamesDiffer() {
    Set<String> names = new HashSet<>();
    for (int code = 0; code <= 0xFF; code++) {
      NegativeResponse response = new NegativeResponse(0x22, code);
      assertFalse(response.name().isBlank());
      assertEquals(code == 0x78, response.isPending());
      names.add(response.name());
    }
    assertTrue(names.size() > 55, "names: " + names.size());
  }
}
