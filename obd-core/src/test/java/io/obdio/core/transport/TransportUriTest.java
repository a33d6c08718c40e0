package io.obdio.core.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransportUriTest {

  @ParameterizedTest
  @CsvSource({
    "elm327:/dev/ttyUSB0?baud=38400, elm327, /dev/ttyUSB0",
    "elm327://192.168.0.10:35000, elm327, //192.168.0.10:35000",
    "ELM327:COM3, elm327, COM3",
    "socketcan:can0, socketcan, can0",
    "sim:, sim, ''",
    "sim:?speed=2, sim, ''",
  })
  void readsSchemeAndTarget(String text, String scheme, String target) throws Exception {
    TransportUri uri = TransportUri.parse(text);
    assertEquals(scheme, uri.scheme());
    assertEquals(target, uri.target());
  }

  @Test
  void readsOptionsInOrder() throws Exception {
    TransportUri uri = TransportUri.parse("x:y?b=2&a=1=1&flag");
    assertEquals(List.of("b", "a", "flag"), List.copyOf(uri.options().keySet()));
    assertEquals("1=1", uri.option("a", null));
    assertEquals("", uri.option("flag", "no"));
    assertNull(uri.option("c", null));
    assertEquals("x:y?b=2&a=1=1&flag", uri.toString());
    assertThrows(UnsupportedOperationException.class, () -> uri.options().clear());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "elm327",
        ":x",
        "1x:y",
        "a b:y",
        "/dev/ttyUSB0",
        "x:y?",
        "x:y?=1",
        "x:y?a&a=2"
      })
  void refusesWhatIsNone(String text) {
    TransportException.BadUri e =
        assertThrows(TransportException.BadUri.class, () -> TransportUri.parse(text));
    assertTrue(e.getMessage().contains("'" + text + "'"), e.getMessage());
  }

  @Test
  void numbersHaveTheirRange() throws Exception {
    TransportUri uri = TransportUri.parse("x:y?baud=38400&bad=fast");
    assertEquals(38400, uri.intOption("baud", 1, 1, 4_000_000));
    assertEquals(7, uri.intOption("none", 7, 1, 10));
    for (String key : List.of("baud", "bad")) {
      TransportException.BadUri e =
          assertThrows(TransportException.BadUri.class, () -> uri.intOption(key, 1, 1, 10));
      assertTrue(e.getMessage().contains(key) && e.getMessage().contains("from 1 to 10"));
    }
  }

  @Test
  void unknownOptionsAreRefusedNamingTheKnown() throws Exception {
    TransportUri uri = TransportUri.parse("x:y?buad=1");
    uri.requireKnownOptions(Set.of("buad"));
    TransportException.BadUri e =
        assertThrows(
            TransportException.BadUri.class,
            () -> uri.requireKnownOptions(Set.of("timeout", "baud")));
    assertTrue(e.getMessage().contains("buad") && e.getMessage().contains("baud, timeout"));
    TransportException.BadUri none =
        assertThrows(TransportException.BadUri.class, () -> uri.requireKnownOptions(Set.of()));
    assertTrue(none.getMessage().contains("no options are known"));
  }

  @Test
  void anUnknownSchemeIsReported() {
    TransportException.BadUri e =
        assertThrows(TransportException.BadUri.class, () -> Transports.create("warp:9"));
    assertTrue(e.getMessage().contains("warp:"), e.getMessage());
  }
}
