package io.obdio.socketio.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 4632 and RFC 4291. */
class NetworkTest {

  @ParameterizedTest
  @CsvSource({
    "192.168.1.0/24, 192.168.1.255, true",
    "192.168.1.77/24, 192.168.1.1, true",
    "192.168.1.0/24, 192.168.2.1, false",
    "10.0.0.0/9, 10.127.255.255, true",
    "10.0.0.0/9, 10.128.0.0, false",
    "0.0.0.0/0, 203.0.113.9, true",
    "127.0.0.1, 127.0.0.1, true",
    "127.0.0.1, 127.0.0.2, false",
    "fd00::/8, fdab::1, true",
    "fd00::/8, fe80::1, false",
    "::1, 127.0.0.1, false",
    "2001:db8:1:2::/64, 2001:db8:1:2:ffff::1, true",
    "2001:db8:1:2::/64, 2001:db8:1:3::1, false"
  })
  void contains(String network, String address, boolean expected) throws Exception {
    assertEquals(expected, Network.parse(network).contains(InetAddress.getByName(address)));
  }

  @ParameterizedTest
  @CsvSource({"192.168.1.77/24, 192.168.1.0/24", "10.0.0.1, 10.0.0.1", "10.9.9.9/32, 10.9.9.9"})
  void printsTheNetwork(String text, String expected) {
    assertEquals(expected, Network.parse(text).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "example.com",
        "192.168.1",
        "192.168.1.0/33",
        "1.2.3.4/",
        "::/129",
        "1.2.3.400",
        "/8"
      })
  void rejects(String text) {
    assertThrows(IllegalArgumentException.class, () -> Network.parse(text));
  }
}
