package io.obdio.elm327;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.TransportException;
import io.obdio.elm327.link.VirtualLink;
import io.obdio.isotp.can.CanFrame;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Monitor mode on a bus that is noisy, silent, or too fast; virtual time. */
@Timeout(60)
class MonitorTest {

  private final FakeElm elm = FakeElm.car();

  /** What the monitor prints, a piece each millisecond. */
  private String[] printed = {};

  private boolean monitoring;
  private final VirtualLink link =
      new VirtualLink(
          (b, line) -> {
            if (monitoring) {
              monitoring = false;
              line.dropComing();
              line.send("STOPPED\r\r>", 1);
              return;
            }
            elm.receive(b, line);
            if (b == '\r' && elm.received.get(elm.received.size() - 1).equals("ATMA")) {
              monitoring = true;
              line.dropComing();
              for (int i = 0; i < printed.length; i++) {
                line.send(printed[i], i + 1L);
              }
            }
          },
          () -> 5);
  private final Elm327Transport transport =
      new Elm327Transport(millis -> link, new Elm327Options(0, 0, "0", true, 0));

  private FrameMonitor monitor(String... pieces) throws TransportException {
    printed = pieces;
    elm.delayMillis = 0;
    transport.open(Duration.ofSeconds(20));
    assertEquals(ConnectionStatus.CAR_CONNECTED, transport.status());
    return transport.monitor();
  }

  private static String[] times(int count, String piece) {
    String[] pieces = new String[count];
    java.util.Arrays.fill(pieces, piece);
    return pieces;
  }

  @Test
  void aFloodOfNoiseDoesNotHoldThePollBeyondItsDeadline() throws Exception {
    try (FrameMonitor monitor = monitor(times(5_000, "#!?%\r"))) {
      long begin = link.millis();
      assertNull(monitor.poll(Duration.ofMillis(200)));
      assertTrue(link.millis() - begin <= 210, "took " + (link.millis() - begin));
      assertTrue(monitor.damaged() >= 190, "damaged " + monitor.damaged());
    }
  }

  @Test
  void aLineWithoutEndDoesNotEither() throws Exception {
    try (FrameMonitor monitor = monitor(times(5_000, "7E8".repeat(100)))) {
      long begin = link.millis();
      assertNull(monitor.poll(Duration.ofSeconds(1)));
      assertTrue(link.millis() - begin <= 1010, "took " + (link.millis() - begin));
    }
  }

  @Test
  void aSilentBusIsNoError() throws Exception {
    try (FrameMonitor monitor = monitor()) {
      assertNull(monitor.poll(Duration.ofMillis(300)));
      assertEquals(0, monitor.damaged());
    }
  }

  @Test
  void goesOnAfterAFullBufferAndCountsIt() throws Exception {
    try (FrameMonitor monitor =
        monitor("7E8 03 41 0D 20\r", "7E9 02 41\r", "7E8BUFFER FULL\r\r>")) {
      CanFrame first = monitor.poll(Duration.ofSeconds(1));
      assertNotNull(first);
      assertEquals("7E8#03410D20", first.toString());
      assertNotNull(monitor.poll(Duration.ofSeconds(1)));
      monitoring = false;
      assertNotNull(monitor.poll(Duration.ofSeconds(1)), "it was begun again");
      assertEquals(1, monitor.overruns());
    }
    assertEquals(2, elm.received.stream().filter("ATMA"::equals).count());
  }

  @Test
  void thereIsOneAtATimeAndNoneAfterTheLoss() throws Exception {
    FrameMonitor monitor = monitor("7E8 03 41 0D 20\r");
    assertThrows(TransportException.Unavailable.class, transport::monitor);
    link.lose("virtual was unplugged");
    assertThrows(TransportException.Lost.class, () -> monitor.poll(Duration.ofSeconds(1)));
    monitor.close();
    monitor.close();
    assertEquals(ConnectionStatus.NOT_CONNECTED, transport.status());
  }
}
