package io.obdio.elm327;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.Payload;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.sim.elm327.AdapterTiming;
import io.obdio.sim.elm327.Elm327;
import io.obdio.sim.elm327.ElmConfig;
import io.obdio.sim.fault.FaultInjector;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How much of a slow line the driver makes use of, in the emulator's modelled time. */
@Timeout(120)
class LineRateTest {

  private static final int BAUD = 38_400;

  @Test
  void usesNineTenthsOfTheLine() throws Exception {
    Elm327 adapter =
        new Elm327(
            ElmConfig.DEFAULT.with(AdapterTiming.line(BAUD)),
            ScriptCar.standard(),
            new FaultInjector());
    EmulatorLink link = new EmulatorLink(adapter);
    Elm327Transport transport =
        new Elm327Transport(millis -> link, new Elm327Options(0, 0, "0", true, 0));
    transport.open(Duration.ofSeconds(30));
    DiagnosticRequest rpm = DiagnosticRequest.functional(Payload.of(1, 0x0C));
    DiagnosticRequest speed = DiagnosticRequest.functional(Payload.of(1, 0x0D));
    long begin = link.nanoTime();
    long before = link.written + link.received;
    for (int i = 0; i < 500; i++) {
      DiagnosticRequest request = i % 3 == 0 ? speed : rpm;
      TransportAnswer answer = transport.exchange(request, Duration.ofSeconds(2));
      assertTrue(answer instanceof TransportAnswer.Messages, answer.toString());
    }
    double seconds = (link.nanoTime() - begin) / 1e9;
    long bytes = link.written + link.received - before;
    double ideal = bytes * 10.0 / BAUD;
    assertTrue(ideal >= 0.9 * seconds, ideal + " s of bytes took " + seconds + " s");
    // A request of 1 or 6 characters and an answer of 13 with its prompt.
    assertTrue(bytes / 500.0 <= 30, bytes / 500.0 + " bytes an exchange");
    assertEquals("6", transport.protocol().id());
  }
}
