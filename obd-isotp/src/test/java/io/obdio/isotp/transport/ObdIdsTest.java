package io.obdio.isotp.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.message.EcuAddress;
import io.obdio.isotp.can.CanId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The legislated CAN identifiers of ISO 15765-4:2016 clauses 10.3 and 10.4. */
class ObdIdsTest {

  @ParameterizedTest
  @CsvSource({"7E0,7E8", "7E7,7EF", "18DA10F1,18DAF110", "18DAFFF1,18DAF1FF"})
  void obdRequestsAndAnswersBelongTogether(String request, String response) {
    CanId req = CanId.parse(request);
    CanId res = CanId.parse(response);
    assertEquals(res, ObdIds.responseOf(req));
    assertEquals(req, ObdIds.requestOf(res));
    assertTrue(ObdIds.RESPONSES_11.matches(res) || ObdIds.RESPONSES_29.matches(res));
    assertFalse(ObdIds.RESPONSES_11.matches(req) || ObdIds.RESPONSES_29.matches(req));
  }

  @ParameterizedTest
  @CsvSource({"7DF", "18DB33F1", "7F0", "000007E0", "18DA10F2"})
  void othersHaveNoRule(String id) {
    assertNull(ObdIds.responseOf(CanId.parse(id)));
    assertNull(ObdIds.requestOf(CanId.parse(id)));
  }

  @Test
  void identifiersAndAddressesAreTheSameNumbers() {
    assertEquals("7DF", ObdIds.FUNCTIONAL_11.toString());
    assertEquals("18DB33F1", ObdIds.FUNCTIONAL_29.toString());
    assertEquals(CanId.base(0x7E3), ObdIds.id(EcuAddress.can11(0x7E3)));
    assertEquals(CanId.extended(0x18DA28F1), ObdIds.id(EcuAddress.can29(0x18DA28F1)));
    assertEquals(EcuAddress.can29(0x7E3), ObdIds.address(CanId.extended(0x7E3)));
    assertThrows(IllegalArgumentException.class, () -> ObdIds.id(EcuAddress.ofByte(0x10)));
  }
}
