package io.obdio.isotp.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
    assertTrue(ObdIds.isResponse(res));
    assertFalse(ObdIds.isResponse(req));
  }

  @ParameterizedTest
  @CsvSource({"7DF", "18DB33F1", "7F0", "000007E0", "18DA10F2"})
  void othersHaveNoRule(String id) {
    assertNull(ObdIds.responseOf(CanId.parse(id)));
    assertNull(ObdIds.requestOf(CanId.parse(id)));
  }

  @Test
  void obdIdsAreThoseOfTheStandard() {
    assertEquals("7E3", ObdIds.request11(3).toString());
    assertEquals("7EB", ObdIds.response11(3).toString());
    assertEquals("18DA28F1", ObdIds.request29(0x28).toString());
    assertEquals("18DAF128", ObdIds.response29(0x28).toString());
    assertTrue(ObdIds.isFunctional(CanId.parse("7DF")));
    assertTrue(ObdIds.isFunctional(CanId.parse("18DB33F1")));
    assertFalse(ObdIds.isFunctional(CanId.parse("7E0")));
    assertThrows(IllegalArgumentException.class, () -> ObdIds.request11(8));
    assertThrows(IllegalArgumentException.class, () -> ObdIds.response29(256));
  }
}
