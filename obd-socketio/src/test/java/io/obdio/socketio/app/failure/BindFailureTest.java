package io.obdio.socketio.app.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The causes of a failure to listen, as the operating system names them. */
class BindFailureTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cannot listen on 10.0.0.9:80: Cannot assign requested address | cannot listen on 10.0.0.9:80: 10.0.0.9 is not an address of this computer; use one of 127.0.0.1, 192.0.2.2, or 0.0.0.0 for all
          cannot listen on 127.0.0.1:80: Permission denied | cannot listen on 127.0.0.1:80: ports below 1024 need a privilege; choose another port with --port, or grant the capability CAP_NET_BIND_SERVICE
          cannot listen on [::1]:8080: bind(..) failed with error(-98): Address already in use | cannot listen on [::1]:8080: the port is in use; is another server running? Choose another port with --port
          cannot listen on 127.0.0.1:48484: Address already in use | cannot listen on 127.0.0.1:48484: the port is in use; is another server running? Choose another port with --port; the system also uses ports from 32768 to 60999 for outgoing connections, so that it may be free again in a minute
          cannot listen on 127.0.0.1:1: something else | cannot listen on 127.0.0.1:1: something else
          another message | another message
          """)
  void areExplained(String message, String explained) {
    List<String> own = List.of("127.0.0.1", "192.0.2.2");
    assertEquals(explained, BindFailure.explain(message, "--port", own, "32768\t60999\n"));
  }
}
