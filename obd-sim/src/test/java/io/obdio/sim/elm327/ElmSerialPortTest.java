package io.obdio.sim.elm327;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fazecast.jSerialComm.SerialPort;
import io.obdio.sim.elm327.port.ElmSerialPort;
import io.obdio.sim.fault.FaultInjector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The adapter on one end of a pair of pseudo-terminals, a host on the other. */
@Timeout(120)
class ElmSerialPortTest {

  @TempDir Path directory;

  private final Elm327 adapter =
      new Elm327(ElmConfig.DEFAULT, TestCar.standard(), new FaultInjector());

  @Test
  void answersOnAPseudoTerminal() throws Exception {
    Path host = directory.resolve("host");
    Path device = directory.resolve("adapter");
    Process socat = socat("PTY,raw,echo=0,link=" + host, "PTY,raw,echo=0,link=" + device);
    try {
      await(host);
      await(device);
      try (ElmSerialPort shell =
          ElmSerialPort.start(device.toRealPath().toString(), 38_400, adapter)) {
        assertTrue(shell.isOpen());
        SerialPort port = SerialPort.getCommPort(host.toRealPath().toString());
        port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, 20_000, 0);
        assertTrue(port.openPort());
        try {
          assertEquals("ATI|ELM327 v2.3||>", send(port, "ATI"));
          assertEquals("ATSP6|OK||>", send(port, "ATSP6"));
          assertEquals("010C|41 0C 0B 30 ||>", send(port, "010C"));
        } finally {
          port.closePort();
        }
      }
    } finally {
      socat.destroy();
      assertTrue(socat.waitFor(20, TimeUnit.SECONDS));
    }
  }

  private static Process socat(String... addresses) throws IOException {
    boolean required = "1".equals(System.getenv("OBDIO_REQUIRE_ALL"));
    boolean there =
        Files.isExecutable(Path.of("/usr/bin/socat"))
            || Files.isExecutable(Path.of("/usr/local/bin/socat"));
    if (!required) {
      assumeTrue(there, "socat is not installed");
    }
    ProcessBuilder builder = new ProcessBuilder("socat");
    builder.command().addAll(java.util.List.of(addresses));
    return builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static void await(Path link) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!Files.exists(link)) {
      assertTrue(System.nanoTime() < deadline, "socat made no " + link);
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private static String send(SerialPort port, String command) {
    byte[] bytes = (command + "\r").getBytes(StandardCharsets.ISO_8859_1);
    assertEquals(bytes.length, port.writeBytes(bytes, bytes.length));
    StringBuilder all = new StringBuilder();
    byte[] one = new byte[1];
    while (all.indexOf(">") < 0) {
      assertEquals(1, port.readBytes(one, 1), "after " + all);
      all.append((char) one[0]);
    }
    return all.toString().replace('\r', '|');
  }

  @Test
  void aMissingDeviceIsAClearError() {
    IOException e =
        assertThrows(
            IOException.class,
            () -> ElmSerialPort.start(directory.resolve("none").toString(), 38_400, adapter));
    assertTrue(e.getMessage().contains("none"), e.getMessage());
  }
}
