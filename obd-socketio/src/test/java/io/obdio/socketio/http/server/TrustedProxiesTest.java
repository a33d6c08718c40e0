package io.obdio.socketio.http.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.obdio.socketio.http.Network;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustedProxiesTest {
  private final TrustedProxies proxies =
      new TrustedProxies(List.of(Network.parse("10.0.0.0/8"), Network.parse("::1")));

  private static List<String> headers(String text) {
    return text == null ? List.of() : new ArrayList<>(List.of(text.split("\\|", -1)));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      quoteCharacter = '\'',
      value = {
        "192.0.2.1, -, 198.51.100.1, 192.0.2.1",
        "10.0.0.1, -, -, 10.0.0.1",
        "10.0.0.1, -, 198.51.100.1, 198.51.100.1",
        "10.0.0.1, -, '203.0.113.9, 198.51.100.1', 198.51.100.1",
        "10.0.0.1, -, '198.51.100.1, 10.0.0.2', 198.51.100.1",
        "10.0.0.1, -, '203.0.113.9|198.51.100.1', 198.51.100.1",
        "10.0.0.1, -, '198.51.100.1:4711', 198.51.100.1",
        "10.0.0.1, -, '[2001:db8::1]:4711', 2001:db8:0:0:0:0:0:1",
        "10.0.0.1, -, '10.0.0.3, 10.0.0.2', 10.0.0.3",
        "10.0.0.1, -, 'unknown, 10.0.0.2', 10.0.0.2",
        "10.0.0.1, -, 'evil.example', 10.0.0.1",
        "10.0.0.1, 'for=198.51.100.1', -, 198.51.100.1",
        "10.0.0.1, 'for=203.0.113.9, for=198.51.100.1;proto=https;by=10.0.0.1', -, 198.51.100.1",
        "10.0.0.1, 'proto=https;for=\"[2001:db8::1]:4711\"', 192.0.2.9, 2001:db8:0:0:0:0:0:1",
        "10.0.0.1, 'for=_hidden', -, 10.0.0.1",
        "::1, -, 198.51.100.1, 198.51.100.1",
      })
  void findsTheClient(String peer, String forwarded, String forwardedFor, String expected) {
    InetSocketAddress client =
        proxies.client(new InetSocketAddress(peer, 1), headers(forwarded), headers(forwardedFor));
    assertEquals(expected, client.getAddress().getHostAddress());
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-, https, https",
        "-, 'http, https', https",
        "-, ftp, -",
        "-, -, -",
        "'for=x;proto=https', http, https",
        "'for=x', https, -",
        "'proto=https, for=y;proto=\"http\"', -, http",
      })
  void findsTheScheme(String forwarded, String proto, String expected) {
    assertEquals(expected, TrustedProxies.scheme(headers(forwarded), proto));
  }
}
