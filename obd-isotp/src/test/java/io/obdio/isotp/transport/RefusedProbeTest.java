package io.obdio.isotp.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.Payload;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.TransportAnswer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A vehicle that answers the probe by a negative response: it was found, and other requests are
 * answered.
 *
 * @see <a href="https://github.com/brendan-w/python-OBD/issues/180">python-OBD 180</a>
 */
@Timeout(60)
class RefusedProbeTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  @ParameterizedTest
  @ValueSource(strings = {"7F0111", "7F0112", "7F0121"})
  @SuppressWarnings("try") // The ECU acts by its presence.
  void isAnAnswerOfAVehicle(String refusal) throws Exception {
    try (TestEcu ecu =
            TestEcu.base("refused-probe", 0, Map.of("0100", refusal, "22F190", "62F1904142"));
        IsoTpTransport transport = IsoTpTransportTest.transport("refused-probe", "p2=1000")) {
      transport.open(LONG);
      assertEquals(ConnectionStatus.CAR_CONNECTED, transport.status());
      assertEquals("6", transport.protocol().id());
      TransportAnswer answer =
          transport.exchange(DiagnosticRequest.functional(Payload.ofHex("22F190")), LONG);
      assertEquals(
          "[7E8#62F1904142]",
          assertInstanceOf(TransportAnswer.Messages.class, answer).messages().toString());
    }
  }
}
