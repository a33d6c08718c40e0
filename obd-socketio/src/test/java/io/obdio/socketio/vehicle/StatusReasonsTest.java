package io.obdio.socketio.vehicle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.transport.ConnectionReason;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.TransportException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The reasons for the status, and what counts as a change. */
class StatusReasonsTest {

  private Instant now = Instant.ofEpochMilli(1_000);
  private final StatusReasons reasons = new StatusReasons(() -> now);

  private static TransportException failure(ConnectionReason reason, String message) {
    return new TransportException.Unavailable(reason, message, null);
  }

  @Test
  void aFailureThatRepeatsIsReportedOnce() {
    TransportException missing = failure(ConnectionReason.PORT_MISSING, "/dev/ttyUSB0: no such");
    assertTrue(reasons.failed(missing));
    now = now.plusSeconds(1);
    assertFalse(reasons.failed(missing));
    assertFalse(reasons.failed(missing));
    ConnectionState state = reasons.state(ConnectionStatus.NOT_CONNECTED, false);
    assertEquals(3, state.attempts());
    assertEquals(Instant.ofEpochMilli(1_000), state.since());
    assertTrue(reasons.failed(failure(ConnectionReason.PERMISSION_DENIED, "/dev/ttyUSB0: no")));
    assertEquals(now, reasons.state(ConnectionStatus.NOT_CONNECTED, false).since());
  }

  @Test
  void theFirstFailureAfterALossIsAChange() {
    reasons.changed(ConnectionStatus.CAR_CONNECTED, "", true);
    reasons.changed(ConnectionStatus.NOT_CONNECTED, "/dev/ttyUSB0 was unplugged", false);
    ConnectionState lost = reasons.state(ConnectionStatus.NOT_CONNECTED, false);
    assertEquals(ConnectionReason.CONNECTION_LOST, lost.reason());
    assertEquals("/dev/ttyUSB0 was unplugged", lost.detail());
    assertTrue(reasons.failed(failure(ConnectionReason.PORT_MISSING, "/dev/ttyUSB0: no such")));
    assertEquals(1, reasons.state(ConnectionStatus.NOT_CONNECTED, false).attempts());
  }

  @Test
  void theDetailOfAStatusThatWasNotedWhileOpeningIsKept() {
    reasons.changed(ConnectionStatus.OBD_CONNECTED, "UNABLE TO CONNECT", true);
    reasons.opened(ConnectionStatus.OBD_CONNECTED, true);
    assertEquals("UNABLE TO CONNECT", reasons.state(ConnectionStatus.OBD_CONNECTED, true).detail());
  }

  @ParameterizedTest
  @CsvSource({
    "NOT_CONNECTED, false, CONNECTION_LOST",
    "INTERFACE_OPEN, true, NO_SUPPLY_VOLTAGE",
    "INTERFACE_OPEN, false, VEHICLE_SILENT",
    "OBD_CONNECTED, true, VEHICLE_SILENT",
    "CAR_CONNECTED, true, CONNECTED",
  })
  void aStatusHasAReason(ConnectionStatus status, boolean adapter, ConnectionReason reason) {
    reasons.changed(status, "", adapter);
    assertEquals(reason, reasons.state(status, adapter).reason());
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BAD_URI")
  void theDocumentationNamesEveryReason(ConnectionReason reason) throws Exception {
    String docs = Files.readString(Path.of("..", "docs", "socketio-api.md"));
    assertTrue(docs.contains("`" + reason.word() + "`"), reason.word());
    assertEquals(reason == ConnectionReason.CONNECTED, reason.remedy().isEmpty());
  }
}
