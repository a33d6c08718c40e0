package io.obdio.isotp.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The log of all frames at level trace; in a process of its own, which has that level. */
@Timeout(120)
class FrameLogTest {

  /** A request of one frame and a response of two. */
  static final class Exchange {
    private Exchange() {}

    public static void main(String[] arguments) {
      try (NetworkRig rig = new NetworkRig()) {
        rig.network
            .openConnection(
                io.obdio.isotp.can.CanId.base(0x7E8), io.obdio.isotp.can.CanId.base(0x7E0))
            .send((byte) 0x09, (byte) 0x02);
        rig.time.runDue();
        rig.put("7E8#100A490201313233");
        rig.put("7E8#2134353637");
      }
    }
  }

  private static List<String> frames(String level) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dorg.slf4j.simpleLogger.log.io.obdio.isotp.network=" + level,
                "-cp",
                System.getProperty("java.class.path"),
                Exchange.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), output);
    assertEquals(0, process.exitValue(), output);
    return output
        .lines()
        .filter(line -> line.contains("rig  "))
        .map(line -> line.substring(line.indexOf("rig  ") + 5))
        .toList();
  }

  @Test
  void framesOfBothDirectionsAreLoggedAtTrace() throws Exception {
    assertEquals(
        List.of(
            "TX  7E0#020902CCCCCCCCCC",
            "RX  7E8#100A490201313233",
            "TX  7E0#301000CCCCCCCCCC",
            "RX  7E8#2134353637"),
        frames("trace"));
    assertEquals(List.of(), frames("debug"));
  }
}
