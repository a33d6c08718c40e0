package io.obdio.socketio.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookSenderTest {

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, true",
    "10.1.2.3, true",
    "192.168.1.1, true",
    "169.254.1.1, true",
    "::1, true",
    "fd00::1, true",
    "8.8.8.8, false",
    "2001:4860:4860::8888, false"
  })
  void privateAddressesAreKnown(String address, boolean isPrivate) throws Exception {
    assertEquals(isPrivate, WebhookSender.isPrivate(InetAddress.getByName(address)));
  }
}
