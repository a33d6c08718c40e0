package io.obdio.socketio.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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

  @Test
  @Timeout(60)
  @SuppressWarnings("try") // closed before the end, so that there is no further attempt
  void aResponseWithoutEndFails() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        WebhookSender sender =
            new WebhookSender(
                URI.create("http://127.0.0.1:" + server.getLocalPort()),
                null,
                Duration.ofSeconds(1))) {
      CompletableFuture<?> posted = sender.post(new byte[] {'{', '}'});
      try (Socket socket = server.accept()) {
        sender.close(); // no further attempt
        InputStream in = socket.getInputStream();
        assertTrue(in.read() > 0);
        socket
            .getOutputStream()
            .write(
                "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"
                    .getBytes(StandardCharsets.US_ASCII));
        assertThrows(ExecutionException.class, () -> posted.get(30, TimeUnit.SECONDS));
      }
    }
  }
}
