package io.obdio.elm327;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.Payload;
import io.obdio.core.recording.RecordingTransport;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.TransportException;
import io.obdio.core.transport.TransportUri;
import io.obdio.core.transport.Transports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code sim:} with the driver on the class path: an emulated adapter is between. */
@Timeout(60)
class SimTransportTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private static TransportAnswer exchange(DiagnosticTransport transport, DiagnosticRequest request)
      throws TransportException {
    return transport.exchange(request, LIMIT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sim:", "sim:?protocol=3&identity=1.5", "sim:?identity=obdlink"})
  void theAdapterAndTheVehicleAnswer(String uri) throws Exception {
    try (DiagnosticTransport transport = Transports.create(uri)) {
      transport.open(LIMIT);
      assertEquals(ConnectionStatus.CAR_CONNECTED, transport.status());
      assertEquals("sim:", transport.portName());
      TransportAnswer.AdapterText voltage =
          assertInstanceOf(
              TransportAnswer.AdapterText.class,
              exchange(transport, new DiagnosticRequest.ToAdapter("AT RV")));
      assertEquals("V", voltage.text().substring(voltage.text().length() - 1));
      transport.simulator().orElseThrow().fix("coolant_temperature", 104);
      TransportAnswer.Messages coolant =
          assertInstanceOf(
              TransportAnswer.Messages.class,
              exchange(transport, DiagnosticRequest.functional(Payload.ofHex("0105"))));
      assertEquals("410590", coolant.messages().get(0).payload().toString());
    }
  }

  @Test
  void aRecordedTransportOffersTheInputsToo(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("drive.txt");
    try (DiagnosticTransport transport =
        new RecordingTransport(Transports.create("sim:?ecus=engine"), file)) {
      transport.open(LIMIT);
      transport.simulator().orElseThrow().fix("coolant_temperature", 104);
      exchange(transport, DiagnosticRequest.functional(Payload.ofHex("0105")));
    }
    String recorded = Files.readString(file);
    assertEquals(1, recorded.lines().filter(line -> line.contains("410590")).count(), recorded);
  }

  @Test
  void withoutTheAdapterIfTheOptionsExcludeIt() throws Exception {
    try (DiagnosticTransport transport = Transports.create("sim:?link=can")) {
      transport.open(LIMIT);
      assertEquals(ConnectionStatus.CAR_CONNECTED, transport.status());
      TransportAnswer.NoAnswer none =
          assertInstanceOf(
              TransportAnswer.NoAnswer.class,
              exchange(transport, new DiagnosticRequest.ToAdapter("AT RV")));
      assertEquals(TransportAnswer.Reason.NOT_SUPPORTED, none.reason());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"elm327:/dev/ttyUSB0", "elm327:?baud=38400", "elm327:?speed=115200"})
  void aConnectionOfTheProgramHasNoAddressAndNoSpeed(String uri) throws Exception {
    TransportUri parsed = TransportUri.parse(uri);
    assertThrows(
        TransportException.BadUri.class,
        () ->
            new Elm327Provider()
                .create(
                    parsed,
                    timeout -> {
                      throw new AssertionError("must not be opened");
                    }));
  }
}
