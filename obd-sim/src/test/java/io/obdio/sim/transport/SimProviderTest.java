package io.obdio.sim.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.Payload;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.SimulatorControls;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.TransportException;
import io.obdio.core.transport.TransportUri;
import io.obdio.core.transport.Transports;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The transport {@code sim:} with this module alone: without the ELM327 driver. */
@Timeout(60)
class SimProviderTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private static DiagnosticTransport create(String uri) throws TransportException.BadUri {
    return new SimProvider(Optional::empty).create(TransportUri.parse(uri));
  }

  private static List<EcuMessage> messages(DiagnosticTransport transport, String request)
      throws TransportException {
    TransportAnswer answer =
        transport.exchange(DiagnosticRequest.functional(Payload.ofHex(request)), LIMIT);
    return assertInstanceOf(TransportAnswer.Messages.class, answer, request).messages();
  }

  @ParameterizedTest
  @CsvSource({"sim:, 7E8", "sim:?protocol=7, 18DAF110", "sim:?link=can&protocol=8, 7E8"})
  void theVehicleAnswersOnAVirtualBus(String uri, String engine) throws Exception {
    try (DiagnosticTransport transport = create(uri)) {
      transport.open(LIMIT);
      assertEquals(ConnectionStatus.CAR_CONNECTED, transport.status());
      EcuMessage first = messages(transport, "010C").get(0);
      assertEquals(engine, first.ecu().toString());
      assertEquals(0x410C, first.payload().uint16(0));
    }
  }

  @Test
  void theServiceLoaderFindsTheProvider() throws Exception {
    try (DiagnosticTransport transport = Transports.create("sim:?link=can")) {
      transport.open(LIMIT);
      assertEquals(0x4100, messages(transport, "0100").get(0).payload().uint16(0));
    }
  }

  @Test
  void opensAgainAfterAClose() throws Exception {
    DiagnosticTransport transport = create("sim:");
    for (int i = 0; i < 3; i++) {
      transport.open(LIMIT);
      assertEquals(0x4902, messages(transport, "0902").get(0).payload().uint16(0));
      transport.close();
      assertEquals(ConnectionStatus.NOT_CONNECTED, transport.status());
    }
  }

  @Test
  void theInputsChangeWhatTheEcusAnswer() throws Exception {
    try (DiagnosticTransport transport = create("sim:?cycle=idle&ecus=engine")) {
      SimulatorControls controls = transport.simulator().orElseThrow();
      transport.open(LIMIT);
      assertEquals(List.of(), controls.faults(), "there is no adapter");
      assertThrows(IllegalArgumentException.class, () -> controls.setFault("silence", true));
      controls.fix("COOLANT_TEMPERATURE", 104);
      assertEquals("410590", messages(transport, "0105").get(0).payload().toString());
      controls.setIgnition(false);
      assertInstanceOf(
          TransportAnswer.NoAnswer.class,
          transport.exchange(DiagnosticRequest.functional(Payload.ofHex("0105")), LIMIT));
      controls.setIgnition(true);
      controls.release("coolant-temperature");
      assertTrue(messages(transport, "0105").get(0).payload().at(2) < 0x90);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sim:?protocol=3| protocol 3 needs link=elm327, and obd-transport-elm327 on the class path",
        "sim:?identity=1.5| identity needs link=elm327, and obd-transport-elm327 on the class path",
        "sim:?link=elm327| link=elm327 needs the driver: add obd-transport-elm327 to the class path",
        "sim:?link=usb| link=usb is neither elm327 nor can",
        "sim:?cycle=race| cycle 'race' is unknown; known are parked, idle, city, highway, mixed",
        "sim:?ecus=engine,esp| ECU 'esp' is unknown; known are engine, transmission, abs, ev-battery",
        "sim:?seed=x| seed 'x' is not a whole number",
        "sim:?scenario=/no/such.yaml| /no/such.yaml: no such file",
        "sim:engine| write sim: and then the options",
      })
  void aWrongOptionIsExplained(String uri, String message) {
    TransportException.BadUri error =
        assertThrows(TransportException.BadUri.class, () -> create(uri));
    assertEquals("'" + uri + "': " + message, error.getMessage());
  }
}
