package io.obdio.core.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.RequestTarget;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The addresses of OBDb's signal sets.
 *
 * @see <a href="https://github.com/OBDb/.schemas">OBDb/.schemas: signals.json</a>
 */
class ObdbAddressTest {

  private static ObdbAddress address(
      String hdr, String rax, String pri, String tst, String eax, String proto) {
    return ObdbAddress.of(
        new ObdbAddress.Fields(
            hdr,
            rax == null ? Optional.empty() : Optional.of(rax),
            number(pri),
            number(tst),
            number(eax),
            proto == null ? Optional.empty() : Optional.of(proto)));
  }

  private static OptionalInt number(String hex) {
    return hex == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(hex, 16));
  }

  /**
   * Headers are resolved to identifiers.
   *
   * @see <a href="https://github.com/OBDb/Honda-Civic">OBDb/Honda-Civic: hdr DA60, rax 60</a>
   * @see <a href="https://github.com/meatpiHQ/wican-fw/issues/614">wican-fw 614: 17FE0076</a>
   */
  @ParameterizedTest
  @CsvSource({
    "7E0, 7E8, , , 7E0, 7E8",
    "7B0, , , , 7B0, ",
    "DA60, 60, , , 18DA60F1, 18DAF160",
    "DA60, F160, , , 18DA60F1, 18DAF160",
    "DA10, DAF110, , , 18DA10F1, 18DAF110",
    "DA10, 18DAF110, , , 18DA10F1, 18DAF110",
    "DA10, 10, 14, , 14DA10F1, 14DAF110",
    "DA10, , , 30, 18DA1030, ",
    "DA10, 10, , 30, 18DA1030, 18DA3010",
    "FC00, FE007B, 17, 7B, 17FC007B, 17FE007B",
    "FC00, FE0076, 17, 76, 17FC0076, 17FE0076",
    "D016, 1EC60E80, 1D, 30, 1DD01630, 1EC60E80",
    "DA11F1, , , , 18DA11F1, ",
    "18DA10F1, 18DAF110, , , 18DA10F1, 18DAF110",
    "7DF, 7EA, , , 7E2, 7EA", // an answer of one ECU alone is requested from it
    "DB33, 10, , , 18DA10F1, 18DAF110",
    "7DF, 77A, , , 7DF, 77A",
  })
  void resolves(String hdr, String rax, String pri, String tst, String request, String answer) {
    RequestTarget target = address(hdr, rax, pri, tst, null, null).target().orElseThrow();
    assertEquals(EcuAddress.parse(request), target.request());
    assertEquals(Optional.ofNullable(answer).map(EcuAddress::parse), target.answer());
    assertTrue(target.extended().isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "7DF, , ",
    "DB33, , ",
    "18DB33F1, , ",
    "686A, , BYTE",
    "616A, , BYTE",
    "C133, , BYTE",
    "686A, 9141-2, BYTE",
    "DB33, 15765-4-29bit, CAN_29",
    "7DF, 15765-4-11bit, CAN_11",
  })
  void functionalHeadersAddressAllEcus(String hdr, String proto, EcuAddress.Kind bus) {
    ObdbAddress address = address(hdr, null, null, null, null, proto);
    assertTrue(address.target().isEmpty());
    assertEquals(Optional.ofNullable(bus), address.bus());
  }

  @ParameterizedTest
  @CsvSource({"6C10, 10", "C410F1, 10", "8111, 11"})
  void headersOfTheOlderBusesAddressOneEcu(String hdr, String ecu) {
    ObdbAddress address = address(hdr, null, null, null, null, null);
    assertEquals(EcuAddress.parse(ecu), address.target().orElseThrow().request());
    assertEquals(Optional.of(EcuAddress.Kind.BYTE), address.bus());
  }

  @Test
  void theExtendedAddressPrecedesEachFrame() {
    RequestTarget bmw = address("6F1", "607", null, null, "07", null).target().orElseThrow();
    assertEquals("6F1/07", bmw.toString());
    assertEquals(OptionalInt.empty(), bmw.extended().orElseThrow().answer());
    RequestTarget toyota = address("750", "758", null, "2A", "2A", null).target().orElseThrow();
    assertEquals(OptionalInt.of(0x2A), toyota.extended().orElseThrow().answer());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "XYZ; ; ; hdr 'XYZ' is not hexadecimal",
        "7E; ; ; hdr '7E' is not a header",
        "8FF; ; ; hdr '8FF' is not an identifier of 11 bits",
        "7E0; 18DAF110; ; rax '18DAF110' is not an identifier of 11 bits",
        "7E0; E8; ; rax 'E8' is not an identifier of 11 bits",
        "DA10; 7E8; ; rax '7E8' is not an identifier of 29 bits",
        "DA10; 38DAF110; ; rax '38DAF110' is not an identifier of 29 bits",
        "FFFFFFFF; ; ; hdr 'FFFFFFFF' is not an identifier of 29 bits",
        "DA10; 18DA10F1; ; rax is the address of the request, 18DA10F1",
        "7E0; ; 9141-2; hdr '7E0' is not an address of proto '9141-2'",
        "7E0; ; 15765-4-29bit; hdr '7E0' is not an address of proto '15765-4-29bit'",
        "7E0; ; J1939; unknown proto 'J1939'",
      })
  void refusesWhatIsNotAnAddress(String hdr, String rax, String proto, String reason) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> address(hdr, rax, null, null, null, proto));
    assertTrue(String.valueOf(e.getMessage()).contains(reason), e.getMessage());
  }

  @Test
  void fieldsWithoutAnEffectAreReported() {
    assertEquals(1, address("7E0", null, null, "F1", null, null).notes().size());
    assertEquals(1, address("686A", "486B", null, null, null, null).notes().size());
  }
}
