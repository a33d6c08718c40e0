package io.obdio.elm327;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.TransportException;
import io.obdio.core.transport.TransportUri;
import io.obdio.elm327.link.ByteLink;
import io.obdio.elm327.link.LinkUnavailableException;
import io.obdio.elm327.link.PortInfo;
import io.obdio.elm327.link.SerialPorts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The parts of a URI, and the error messages, which name what is allowed. */
class Elm327ProviderTest {

  /** Reports the requested port and bit rate. */
  private static final class NotingPorts implements SerialPorts {
    final List<String> opened = new ArrayList<>();

    @Override
    public List<PortInfo> list() {
      return List.of(new PortInfo("/dev/ttyUSB0", "", ""));
    }

    @Override
    public ByteLink open(String path, int baud) throws LinkUnavailableException {
      opened.add(path + "@" + baud);
      throw new LinkUnavailableException(path + ": not now");
    }
  }

  private final NotingPorts ports = new NotingPorts();
  private final Elm327Provider provider = new Elm327Provider(ports);

  private DiagnosticTransport create(String uri) throws TransportException.BadUri {
    return provider.create(TransportUri.parse(uri));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          elm327:/dev/ttyUSB0?speeed=1;           speeed;       baud, protocol, speed, voltage, watchdog
          elm327:?port=1;                         port;         baud, protocol, speed, voltage, watchdog
          elm327:/dev/ttyUSB0?baud=fast;          baud=fast;    1200 to 4000000
          elm327:/dev/ttyUSB0?baud=;              expected baud; 1200 to 4000000
          elm327:/dev/ttyUSB0?baud=300;           baud=300;     1200 to 4000000
          elm327:/dev/ttyUSB0?baud=-1;            baud=-1;      1200 to 4000000
          elm327:/dev/ttyUSB0?baud=5000000;       baud=5000000; 1200 to 4000000
          elm327:/dev/ttyUSB0?baud=99999999999;   baud=9999;    1200 to 4000000
          elm327:/dev/ttyUSB0?speed=full;         speed=full;   9600 to 4000000
          elm327:/dev/ttyUSB0?speed=1200;         speed=1200;   9600 to 4000000
          elm327:/dev/ttyUSB0?protocol=can;       protocol=can; auto, each, 1..9, A, B, C
          elm327:/dev/ttyUSB0?protocol=D;         protocol=D;   auto, each, 1..9, A, B, C
          elm327:/dev/ttyUSB0?protocol=66;        protocol=66;  auto, each, 1..9, A, B, C
          elm327:/dev/ttyUSB0?protocol=;          protocol=;    auto, each, 1..9, A, B, C
          elm327:/dev/ttyUSB0?voltage=12;         voltage=12;   neither on nor off
          elm327:/dev/ttyUSB0?watchdog=never;     watchdog=never; 0 to 60000
          elm327:/dev/ttyUSB0?watchdog=-5;        watchdog=-5;  0 to 60000
          elm327:/dev/ttyUSB0?watchdog=60001;     watchdog=60001; 0 to 60000
          elm327://;                              //;           elm327://host:port
          elm327://:35000;                        //:35000;     elm327://host:port
          elm327://host:port;                     //host:port;  elm327://host:port
          elm327://host:35000/adapter;            /adapter;     elm327://host:port
          elm327://host:0;                        port 0;       1 to 65535
          elm327://host:70000;                    port 70000;   1 to 65535
          elm327://fe80::1:35000;                 fe80::1;      elm327://host:port
          elm327://host:35000?baud=38400;         baud and speed; serial ports
          elm327://host:35000?speed=115200;       baud and speed; serial ports
          """)
  void eachMistakeIsNamedWithWhatIsAllowed(String uri, String mistake, String allowed) {
    TransportException.BadUri bad =
        assertThrows(TransportException.BadUri.class, () -> create(uri));
    String message = String.valueOf(bad.getMessage());
    assertTrue(message.contains(mistake), message);
    assertTrue(message.contains(allowed), message);
    assertTrue(message.contains(uri.replaceAll("=$", "")), message);
    assertEquals(List.of(), ports.opened, "nothing was opened");
  }

  @ParameterizedTest
  @CsvSource({
    "elm327:, 0, 0, 0, true, 1000",
    "elm327:?protocol=auto, 0, 0, 0, true, 1000",
    "elm327:?protocol=AUTO&voltage=on, 0, 0, 0, true, 1000",
    "elm327:?protocol=each, 0, 0, each, true, 1000",
    "elm327:?protocol=Each, 0, 0, each, true, 1000",
    "elm327:?protocol=a, 0, 0, A, true, 1000",
    "elm327:COM3?baud=1200&speed=9600&protocol=6&voltage=off&watchdog=0, 1200, 9600, 6, false, 0",
    "elm327:COM3?baud=4000000&watchdog=60000, 4000000, 0, 0, true, 60000",
  })
  void readsItsOptions(
      String uri, int baud, int speed, String protocol, boolean voltage, int watchdog)
      throws Exception {
    Elm327Options options = Elm327Options.of(TransportUri.parse(uri));
    assertEquals(new Elm327Options(baud, speed, protocol, voltage, watchdog), options);
  }

  @ParameterizedTest
  @CsvSource({
    "elm327:/dev/rfcomm0?baud=9600, /dev/rfcomm0@9600",
    "elm327:COM7, COM7@38400",
    "elm327:, /dev/ttyUSB0@38400",
  })
  void opensThePortOfTheUri(String uri, String opened) throws Exception {
    try (DiagnosticTransport transport = create(uri)) {
      assertEquals(ConnectionStatus.NOT_CONNECTED, transport.status());
      assertThrows(
          TransportException.Unavailable.class, () -> transport.open(Duration.ofSeconds(5)));
      assertEquals(opened, ports.opened.get(0));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "elm327://adapter.invalid, adapter.invalid:35000",
    "elm327://adapter.invalid:4711, adapter.invalid:4711",
    "elm327://adapter.invalid:4711/, adapter.invalid:4711",
  })
  void takesAHostWithAndWithoutPort(String uri, String address) throws Exception {
    try (DiagnosticTransport transport = create(uri)) {
      TransportException.Unavailable none =
          assertThrows(
              TransportException.Unavailable.class, () -> transport.open(Duration.ofSeconds(30)));
      assertTrue(String.valueOf(none.getMessage()).startsWith(address), none.getMessage());
    }
  }

  @Test
  void listsItsOptions() {
    assertEquals(Set.of("elm327"), provider.schemes());
    for (String option : List.of("baud=", "speed=", "protocol=", "voltage=", "watchdog=")) {
      assertTrue(provider.usage().contains(option), provider.usage());
    }
  }
}
