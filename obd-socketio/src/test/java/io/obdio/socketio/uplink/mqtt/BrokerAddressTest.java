package io.obdio.socketio.uplink.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerAddressTest {

  @ParameterizedTest
  @CsvSource({
    "mqtt://broker, false, broker, 1883, , ''",
    "mqtts://broker, true, broker, 8883, , ''",
    "MQTT://broker:1884/, false, broker, 1884, , ''",
    "mqtts://van@broker.example.org:443/fleet/north, true, broker.example.org, 443, van, fleet/north",
    "mqtt://a%40b@10.0.0.1/obdio/, false, 10.0.0.1, 1883, a@b, obdio",
    "mqtt://[::1]:1885, false, ::1, 1885, , ''"
  })
  void addressesAreRead(String text, boolean tls, String host, int port, String user, String root) {
    assertEquals(new BrokerAddress(tls, host, port, user, root), BrokerAddress.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "broker", "http://broker", "mqtt:broker", "mqtt://", "mqtt://b?x=1", "m q"})
  void otherTextsAreRefused(String text) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> BrokerAddress.parse(text));
    assertTrue(e.getMessage().contains("mqtt://[USER@]HOST[:PORT][/ROOT]"), e.getMessage());
  }

  @Test
  void aPasswordIsRefusedAndNotRepeated() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> BrokerAddress.parse("mqtt://van:horse@broker"));
    assertTrue(e.getMessage().contains("write it into a file"), e.getMessage());
    assertFalse(e.getMessage().contains("horse"), e.getMessage());
  }

  @Test
  void theTextHasNeitherUserNorRoot() {
    assertEquals("mqtts://[::1]:8883", BrokerAddress.parse("mqtts://van@[::1]/fleet").toString());
  }
}
