package io.obdio.sim.elm327;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.sim.elm327.port.ElmPort;
import io.obdio.sim.fault.Fault;
import io.obdio.sim.fault.FaultInjector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The adapter in the same process, in virtual and in real time. */
@Timeout(60)
class ElmPortTest {

  private final FaultInjector faults = new FaultInjector();
  private final TestCar car = TestCar.standard();

  private Elm327 adapter(AdapterTiming timing) {
    return new Elm327(ElmConfig.DEFAULT.with(timing), car, faults);
  }

  private static void write(ElmPort port, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    port.write(bytes, 0, bytes.length);
  }

  private static String readAll(ElmPort port, Duration timeout) throws IOException {
    StringBuilder all = new StringBuilder();
    byte[] buffer = new byte[7];
    for (int n = port.read(buffer, 0, 7, timeout); n > 0; n = port.read(buffer, 0, 7, timeout)) {
      all.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
      if (all.indexOf(">") >= 0) {
        break;
      }
    }
    return all.toString().replace('\r', '|');
  }

  @Test
  void virtualTimeJumps() throws IOException {
    try (ElmPort port = ElmPort.virtualTime(adapter(AdapterTiming.realistic(38_400)))) {
      write(port, "ATZ\r");
      assertEquals("ATZ|||ELM327 v2.3||>", readAll(port, Duration.ofSeconds(5)));
      assertTrue(port.now() > 500_000_000L && port.now() < 600_000_000L, "at " + port.now());
      assertEquals(0, port.read(new byte[4], 0, 4, Duration.ofHours(2)), "nothing, at once");
    }
  }

  @Test
  void realTimeWaits() throws IOException {
    try (ElmPort port = ElmPort.realTime(adapter(AdapterTiming.line(9_600)))) {
      long begin = System.nanoTime();
      write(port, "ATI\r");
      assertEquals("ATI|ELM327 v2.3||>", readAll(port, Duration.ofSeconds(20)));
      assertTrue(System.nanoTime() - begin >= 18_000_000L, "18 bytes at 1.04 ms");
      assertEquals(0, port.read(new byte[4], 0, 4, Duration.ZERO));
    }
  }

  @Test
  void aReaderIsWokenByAWriter() throws Exception {
    try (ElmPort port = ElmPort.realTime(adapter(AdapterTiming.INSTANT))) {
      CompletableFuture<String> reply =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return readAll(port, Duration.ofSeconds(30));
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              });
      write(port, "ATI\r");
      assertEquals("ATI|ELM327 v2.3||>", reply.get(30, TimeUnit.SECONDS));
    }
  }

  @Test
  void anUnpluggedPortIsDeadForGood() throws IOException {
    Elm327 adapter = adapter(AdapterTiming.INSTANT);
    ElmPort port = ElmPort.realTime(adapter);
    faults.inject(new Fault.Unplug());
    assertEquals(-1, port.read(new byte[1], 0, 1, Duration.ofSeconds(30)));
    assertThrows(IOException.class, () -> write(port, "ATI\r"));
    assertThrows(IOException.class, () -> ElmPort.realTime(adapter));
    faults.clear();
    assertThrows(IOException.class, () -> write(port, "ATI\r"));
    try (ElmPort again = ElmPort.realTime(adapter)) {
      write(again, "ATI\r");
      assertEquals("ATI|ELM327 v2.3||>", readAll(again, Duration.ofSeconds(30)));
    }
  }

  @Test
  void aClosedPortEndsItsReader() throws Exception {
    ElmPort port = ElmPort.realTime(adapter(AdapterTiming.INSTANT));
    CompletableFuture<Integer> end =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return port.inputStream().read();
              } catch (IOException e) {
                return -2;
              }
            });
    port.close();
    assertEquals(-1, end.get(30, TimeUnit.SECONDS));
  }

  @Test
  void streams() throws IOException {
    try (ElmPort port = ElmPort.virtualTime(adapter(AdapterTiming.INSTANT))) {
      port.outputStream().write("ATI\r".getBytes(StandardCharsets.ISO_8859_1));
      byte[] all = port.inputStream().readNBytes(18);
      assertEquals("ATI\rELM327 v2.3\r\r>", new String(all, StandardCharsets.ISO_8859_1));
    }
  }

  @Test
  void anUnpluggedAdapterComesBackByItself() throws Exception {
    Elm327 adapter = adapter(AdapterTiming.INSTANT);
    for (boolean virtual : new boolean[] {true, false}) {
      try (ElmPort port = virtual ? ElmPort.virtualTime(adapter) : ElmPort.realTime(adapter)) {
        faults.inject(new Fault.Unplug(), Duration.ofMillis(50));
        assertEquals(-1, port.read(new byte[1], 0, 1, Duration.ofSeconds(30)));
      }
      ElmPort again = null;
      long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (again == null) {
        assertTrue(System.nanoTime() < deadline, "it did not come back");
        try {
          again = virtual ? ElmPort.virtualTime(adapter) : ElmPort.realTime(adapter);
        } catch (IOException e) {
          Thread.onSpinWait(); // not yet
        }
      }
      write(again, "ATI\r");
      assertEquals("ATI|ELM327 v2.3||>", readAll(again, Duration.ofSeconds(30)));
      again.close();
    }
  }
}
