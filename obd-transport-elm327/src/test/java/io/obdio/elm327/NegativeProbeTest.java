package io.obdio.elm327;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.Payload;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.elm327.link.VirtualLink;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A vehicle that refuses service 01: its protocol is found nevertheless, and other requests are
 * answered.
 *
 * @see <a href="https://github.com/brendan-w/python-OBD/issues/180">python-OBD 180</a>
 */
@Timeout(60)
class NegativeProbeTest {

  @ParameterizedTest
  @CsvSource({
    "6, 7E8 03 7F 01 11 00 00 00 00, 7E8 06 62 F1 90 31 32 33, 7E8#7F0111",
    "6, 7E8 03 7F 01 12, 7E8 06 62 F1 90 31 32 33, 7E8#7F0112",
    // Busy: found, but the connection that opens it requests the map again.
    "6, 7E8 03 7F 01 21, 7E8 06 62 F1 90 31 32 33, ''",
    "7, 18 DA F1 10 03 7F 01 11, 18 DA F1 10 06 62 F1 90 31 32 33, 18DAF110#7F0111",
    "5, 83 F1 10 7F 01 11 15, 86 F1 10 62 F1 90 31 32 33 00, 10#7F0111",
  })
  void isAVehicleThatWasFound(String protocol, String refusal, String answer, String probed)
      throws Exception {
    FakeElm elm = FakeElm.car();
    elm.protocolNumber = "A" + protocol;
    elm.answers.put("0100", refusal);
    elm.answers.put("22F190", protocol.equals("5") ? withChecksum(answer) : answer);
    VirtualLink link = new VirtualLink(elm, () -> 7);
    try (Elm327Transport transport =
        new Elm327Transport(millis -> link, new Elm327Options(0, 0, "0", true, 0))) {
      List<EcuMessage> responses = transport.open(Duration.ofSeconds(20));
      assertEquals("[" + probed + "]", responses.toString());
      assertEquals(ConnectionStatus.CAR_CONNECTED, transport.status());
      assertEquals(protocol, transport.protocol().id());
      TransportAnswer identifier =
          transport.exchange(
              DiagnosticRequest.functional(Payload.ofHex("22F190")), Duration.ofSeconds(5));
      assertEquals(
          "62F190313233",
          ((TransportAnswer.Messages) identifier).messages().get(0).payload().toHex());
    }
  }

  /** Replaces the last byte by the sum of those before it. */
  private static String withChecksum(String line) {
    String front = line.substring(0, line.length() - 2);
    int sum = 0;
    for (String octet : front.trim().split(" ", -1)) {
      sum += Integer.parseInt(octet, 16);
    }
    return front + String.format("%02X", sum & 0xFF);
  }
}
