package io.obdio.socketio.app.gps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.gps.GpsFix;
import io.obdio.socketio.gps.GpsReceiver;
import io.obdio.socketio.json.jackson.JacksonJson;
import io.obdio.socketio.testing.Await;
import io.obdio.socketio.testing.Requires;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Serial receivers on a pseudo-terminal of socat, and the values of {@code --gps}. */
@Timeout(120)
class SerialGpsTest {

  private static final String RMC =
      "$GPRMC,123519,A,4807.038,N,01131.000,E,022.4,084.4,230394,003.1,W*6A\r\n";

  @TempDir Path folder;

  private Process socat(Path device) throws Exception {
    Process process =
        new ProcessBuilder("socat", "STDIN", "PTY,raw,echo=0,link=" + device)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Await.until("the pseudo-terminal", () -> Files.exists(device));
    return process;
  }

  private static void stop(Process process) throws InterruptedException {
    process.destroy();
    assertTrue(process.waitFor(20, TimeUnit.SECONDS));
  }

  private static GpsFix send(Process socat, BlockingQueue<GpsFix> fixes) throws Exception {
    OutputStream out = socat.getOutputStream();
    for (int i = 0; i < 200; i++) {
      out.write(RMC.getBytes(StandardCharsets.US_ASCII));
      out.flush();
      GpsFix fix = fixes.poll(100, TimeUnit.MILLISECONDS);
      if (fix != null) {
        return fix;
      }
    }
    return null;
  }

  @Test
  void positionsArriveAlsoAfterTheReceiverWasUnplugged() throws Exception {
    Requires.that(Requires.runs("socat", "-V"), "socat");
    Path device = folder.resolve("ttyGPS0");
    BlockingQueue<GpsFix> fixes = new LinkedBlockingQueue<>();
    Process first = socat(device);
    try (GpsReceiver receiver =
        GpsReceiver.start(
            GpsAddress.source(device + "?baud=4800", new JacksonJson()), fixes::add)) {
      assertNotNull(receiver);
      assertEquals(48 + 7.038 / 60, send(first, fixes).latitude(), 1e-9);
      stop(first);
      Await.until("its end", () -> !Files.exists(device));
      Process second = socat(device);
      try {
        fixes.clear();
        assertNotNull(send(second, fixes));
      } finally {
        stop(second);
      }
    } finally {
      stop(first);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "gpsd:localhost, gpsd:localhost:2947",
    "gpsd:192.168.1.5:3000, gpsd:192.168.1.5:3000",
    "gpsd:[::1]:3000, gpsd:[::1]:3000",
    "/dev/ttyACM0, /dev/ttyACM0",
    "/dev/ttyUSB1?baud=4800, /dev/ttyUSB1",
    "COM7, COM7"
  })
  void addresses(String address, String name) {
    assertEquals(name, GpsAddress.source(address, new JacksonJson()).name());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "gpsd:", "gpsd:host:0", "gpsd:host:99999", "ttyACM0", "/dev/x?baud=x"})
  void otherAddressesAreRefused(String address) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> GpsAddress.source(address, new JacksonJson()));
    assertTrue(e.getMessage().contains("gpsd:HOST"), e.getMessage());
  }
}
