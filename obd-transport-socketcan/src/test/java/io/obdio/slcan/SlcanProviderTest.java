package io.obdio.slcan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.TransportException;
import io.obdio.core.transport.TransportUri;
import io.obdio.core.transport.Transports;
import io.obdio.isotp.can.CanBusProvider;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** URIs of adapters. */
class SlcanProviderTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "slcan:/dev/ttyACM0",
        "slcan:COM3?bitrate=250000&baud=1000000",
        "slcan:/dev/ttyACM0?databitrate=2000000&txdl=64&padding=55&ids=29&p2=100"
      })
  void transportsAreCreatedWithoutOpeningThePort(String uri) throws Exception {
    DiagnosticTransport transport = Transports.create(uri);
    transport.close();
  }

  @ParameterizedTest
  @CsvSource({
    "slcan:, 'slcan:/dev/ttyACM0'",
    "slcan:/dev/ttyACM0?bitrate=33333, '[10000, 20000, 50000, 100000, 125000, 250000, 500000'",
    "slcan:/dev/ttyACM0?databitrate=3000000, '[1000000, 2000000, 4000000, 5000000]'",
    "slcan:/dev/ttyACM0?txdl=64, databitrate",
    "slcan:/dev/ttyACM0?listenonly, listenonly",
    "slcan:/dev/ttyACM0?speed=1, unknown option"
  })
  void wrongUrisAreRefused(String uri, String part) {
    TransportException.BadUri e =
        assertThrows(TransportException.BadUri.class, () -> Transports.create(uri));
    assertTrue(String.valueOf(e.getMessage()).contains(part), e.getMessage());
  }

  @Test
  void theOptionsAreRead() throws Exception {
    assertEquals(
        new SlcanOptions("COM3", 1_000_000, 250_000, 2_000_000, true),
        SlcanOptions.of(
            TransportUri.parse(
                "slcan:COM3?baud=1000000&bitrate=250000&databitrate=2000000&listenonly")));
    assertEquals(
        new SlcanOptions("/dev/ttyACM0", 115_200, 500_000, 0, false),
        SlcanOptions.of(TransportUri.parse("slcan:/dev/ttyACM0")));
  }

  @Test
  void aMissingPortIsReported() throws Exception {
    DiagnosticTransport transport = Transports.create("slcan:/dev/obdio-none");
    TransportException.Unavailable e =
        assertThrows(
            TransportException.Unavailable.class, () -> transport.open(Duration.ofSeconds(5)));
    assertTrue(String.valueOf(e.getMessage()).startsWith("/dev/obdio-none"), String.valueOf(e));
    IOException bus =
        assertThrows(IOException.class, () -> CanBusProvider.openUri("slcan:/dev/obdio-none"));
    assertEquals(e.getMessage(), bus.getMessage());
    IOException option =
        assertThrows(IOException.class, () -> CanBusProvider.openUri("slcan:COM3?p2=5"));
    assertTrue(String.valueOf(option.getMessage()).contains("unknown option"), option.toString());
  }
}
