package io.obdio.core.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObdAddressTest {

  @Test
  void numbersTheLegislatedIdentifiers() {
    for (int number = 0; number < ObdAddress.ECUS_11; number++) {
      EcuAddress request = ObdAddress.request11(number);
      EcuAddress response = ObdAddress.response11(number);
      assertEquals("7E" + number, request.toString());
      assertEquals(String.format(Locale.ROOT, "%03X", 0x7E8 + number), response.toString());
      assertPair(request, response);
      assertEquals(number, response.ecu());
    }
    for (int address = 0; address <= 0xFF; address++) {
      EcuAddress request = ObdAddress.request29(address);
      EcuAddress response = ObdAddress.response29(address);
      assertEquals(String.format(Locale.ROOT, "18DA%02XF1", address), request.toString());
      assertEquals(String.format(Locale.ROOT, "18DAF1%02X", address), response.toString());
      assertPair(request, response);
      assertEquals(address, response.ecu());
    }
    assertThrows(IllegalArgumentException.class, () -> ObdAddress.request11(8));
    assertThrows(IllegalArgumentException.class, () -> ObdAddress.response11(-1));
    assertThrows(IllegalArgumentException.class, () -> ObdAddress.request29(0x100));
    assertThrows(IllegalArgumentException.class, () -> ObdAddress.response29(-1));
  }

  private static void assertPair(EcuAddress request, EcuAddress response) {
    assertEquals(response, ObdAddress.responseOf(request));
    assertEquals(Optional.of(request), ObdAddress.requestOf(response));
    assertTrue(ObdAddress.isRequest(request) && ObdAddress.isResponse(response));
    assertFalse(ObdAddress.isFunctional(request) || ObdAddress.isFunctional(response));
  }

  @Test
  void exactlyTheRangesOfIso15765AreLegislated() {
    int requests = 0;
    int responses = 0;
    for (int id = 0; id <= 0x7FF; id++) {
      requests += ObdAddress.isRequest(EcuAddress.can11(id)) ? 1 : 0;
      responses += ObdAddress.isResponse(EcuAddress.can11(id)) ? 1 : 0;
      assertEquals(id == 0x7DF, ObdAddress.isFunctional(EcuAddress.can11(id)));
    }
    assertEquals(8, requests);
    assertEquals(8, responses);
    assertEquals(Optional.empty(), ObdAddress.requestOf(EcuAddress.can11(0x7E7)));
    assertEquals(Optional.empty(), ObdAddress.requestOf(EcuAddress.can11(0x7F0)));
    assertEquals(Optional.empty(), ObdAddress.requestOf(EcuAddress.can29(0x18DAF210)));
    assertEquals(Optional.empty(), ObdAddress.requestOf(EcuAddress.ofByte(0x10)));
    assertTrue(ObdAddress.isFunctional(EcuAddress.parse("18DB33F1")));
    assertFalse(ObdAddress.isResponse(EcuAddress.can29(0x7E8)));
    assertFalse(ObdAddress.isResponse(EcuAddress.ofByte(0xE8)));
  }

  @ParameterizedTest
  @CsvSource({
    "7E0, 7E8",
    "7B0, 7B8",
    "7FF, 007",
    "18DA10F1, 18DAF110",
    "14DA10F1, 14DAF110",
    "10, 10",
    "ADAPTER, ADAPTER",
  })
  void derivesTheResponseFromTheRequest(String request, String response) {
    assertEquals(EcuAddress.parse(response), ObdAddress.responseOf(EcuAddress.parse(request)));
  }

  @ParameterizedTest
  @CsvSource({
    "7E8, true, false",
    "7E9, false, true",
    "7EA, false, false",
    "18DAF110, true, false",
    "18DAF111, true, false",
    "18DAF112, false, false",
    "18DAF118, false, true",
    "10, true, false",
    "11, true, false",
    "18, false, true",
    "28, false, false",
    "ADAPTER, false, false",
  })
  void knowsEngineAndTransmission(String text, boolean engine, boolean transmission) {
    assertEquals(engine, ObdAddress.isEngine(EcuAddress.parse(text)));
    assertEquals(transmission, ObdAddress.isTransmission(EcuAddress.parse(text)));
  }

  @ParameterizedTest
  @CsvSource({
    "J1850_PWM, 616AF1, C410F1",
    "J1850_VPW, 686AF1, 6C10F1",
    "ISO_9141_2, 686AF1,",
    "ISO_14230_4, C033F1, 8010F1",
  })
  void knowsTheHeadersOfTheOlderBuses(ObdAddress.Header row, String functional, String physical) {
    assertEquals(functional, String.format(Locale.ROOT, "%06X", row.functional()));
    assertEquals(physical != null, row.hasPhysical());
    if (physical != null) {
      assertEquals(physical, String.format(Locale.ROOT, "%06X", row.physical(0x10)));
    } else {
      assertThrows(IllegalStateException.class, () -> row.physical(0x10));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"616AF1", "686AF1", "C033F1", "C133F1", "C233F1"})
  void recognisesFunctionalHeaders(String header) {
    assertTrue(ObdAddress.Header.isFunctional(Integer.parseInt(header, 16)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"6C10F1", "C410F1", "8010F1", "8233F1", "C233F2", "0007DF"})
  void recognisesPhysicalHeaders(String header) {
    assertFalse(ObdAddress.Header.isFunctional(Integer.parseInt(header, 16)));
  }
}
