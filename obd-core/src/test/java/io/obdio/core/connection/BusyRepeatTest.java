package io.obdio.core.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.command.ObdCommand;
import io.obdio.core.command.Service01;
import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.Payload;
import io.obdio.core.testing.ScriptedTransport;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.unit.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * An ECU that is busy ({@code 7F xx 21}).
 *
 * @see <a href="https://github.com/brendan-w/python-OBD/issues/180">python-OBD 180</a>
 */
@Timeout(60)
class BusyRepeatTest {

  /** A clock on which each wait takes exactly its time. */
  private static final class SteppingTime implements TimeSource {
    private long nanos;

    @Override
    public synchronized long nanoTime() {
      return nanos;
    }

    @Override
    public Instant now() {
      return Instant.EPOCH.plusNanos(nanoTime());
    }

    @Override
    public synchronized void await(Condition condition, long duration) {
      nanos += duration;
    }
  }

  private static TransportAnswer messages(String text) {
    return text.isEmpty()
        ? TransportAnswer.none(TransportAnswer.Reason.NO_DATA, "")
        : new TransportAnswer.Messages(
            Stream.of(text.split(" ", -1))
                .map(message -> message.split("#", -1))
                .map(part -> new EcuMessage(EcuAddress.parse(part[0]), Payload.ofHex(part[1])))
                .toList());
  }

  @ParameterizedTest
  @CsvSource({
    "010C, 7E8#7F0121, true",
    "010C, 7E8#7F0121 7E9#410C0D48, true", // A read may be repeated for the other ECU too.
    "010C, 7E8#410C0D48, false",
    "010C, 7E8#7F0112, false",
    "010C, 7E8#7F0122, false",
    "010C, '', false",
    "04, 7E8#7F0421, true",
    "04, 7E8#7F0421 7E9#44, false", // The other ECU has cleared its codes.
    "31010203, 7E8#7F3121, true",
    "010C, 10#7F010C00000021, true", // On the older buses the code is the last byte.
  })
  void repeatsWhatTheEcuDidNotExecute(String request, String answer, boolean repeats) {
    assertEquals(
        repeats,
        BusyRepeat.mustRepeat(
            DiagnosticRequest.functional(Payload.ofHex(request)), messages(answer)));
  }

  @ParameterizedTest
  @CsvSource({
    "7E8#7F0121, 7E8#410C0D48, 7E8#410C0D48",
    "7E8#7F0121 7E9#410C0D49, 7E8#410C0D48, 7E8#410C0D48 7E9#410C0D49",
    "7E8#7F0121 7E9#410C0D49, 7E8#410C0D48 7E9#410C0D4A, 7E8#410C0D48 7E9#410C0D4A",
    "7E8#7F0121 7E9#410C0D49, '', 7E8#7F0121 7E9#410C0D49",
  })
  void keepsTheLatestResponseOfEachEcu(String before, String repeated, String merged) {
    assertEquals(messages(merged), BusyRepeat.merge(messages(before), messages(repeated)));
  }

  @Test
  void theRequestIsRepeatedAfterAPause() throws Exception {
    SteppingTime time = new SteppingTime();
    ScriptedTransport car =
        ScriptedTransport.vehicle()
            .forget("010C")
            .on("010C", "7E8#7F0121")
            .on("010C", "7E8#7F0121")
            .on("010C", "7E8#410C0D48");
    try (ObdConnection connection = ObdConnection.builder(car).time(time).build()) {
      connection.open();
      car.clearRequests();
      long begin = time.nanoTime();
      assertEquals("850.0 rpm", connection.query(Service01.RPM).value().toString());
      assertEquals(List.of("010C", "010C", "010C"), car.requests());
      assertEquals(2 * BusyRepeat.PAUSE.toNanos(), time.nanoTime() - begin);
    }
  }

  @Test
  void anEcuThatStaysBusyIsAskedUntilTheDeadline() throws Exception {
    SteppingTime time = new SteppingTime();
    ScriptedTransport car = ScriptedTransport.vehicle().forget("010C").on("010C", "7E8#7F0121");
    try (ObdConnection connection =
        ObdConnection.builder(car).time(time).exchangeTimeout(Duration.ofSeconds(2)).build()) {
      connection.open();
      car.clearRequests();
      ObdResponse<Quantity> response = connection.query(Service01.RPM);
      assertEquals(NoValue.Reason.NEGATIVE_RESPONSE, response.noValue().orElseThrow().reason());
      assertEquals(10, car.requests().size(), "every 200 ms of 2 s");
      assertTrue(response.noValue().orElseThrow().detail().contains("busyRepeatRequest"));
    }
  }

  /** A vehicle that refuses service 01 was found; what it has by other services is available. */
  @ParameterizedTest
  @CsvSource({"7E8#7F0111", "7E8#7F0112", "10#7F0111"})
  void aNegativeResponseToTheProbeIsAVehicle(String refusal) throws Exception {
    ScriptedTransport car =
        ScriptedTransport.vehicle()
            .forget("0100")
            .probed(refusal)
            .on("22F40C", refusal.substring(0, refusal.indexOf('#')) + "#62F40C0D48");
    ObdCommand<Payload> identifier = ObdCommand.named("ENGINE_SPEED").request("22F40C").build();
    try (ObdConnection connection = ObdConnection.builder(car).build()) {
      connection.open();
      assertEquals(ConnectionStatus.CAR_CONNECTED, connection.status());
      assertEquals("0D48", connection.query(identifier).value().toHex());
      assertEquals(
          NoValue.Reason.NOT_SUPPORTED,
          connection.query(Service01.RPM).noValue().orElseThrow().reason());
    }
  }
}
