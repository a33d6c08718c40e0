package io.obdio.socketio.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.app.failure.ExitCode;
import io.obdio.socketio.testing.RawWebSocket;
import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process without memory ends, so that a supervisor can start it again. */
@Timeout(120)
class OutOfMemoryIT {

  @Test
  void aListenerThatExhaustsTheMemoryEndsTheProcess(@TempDir Path folder) throws Exception {
    Path errors = folder.resolve("stderr");
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx48m",
                "-cp",
                System.getProperty("java.class.path"),
                MemoryHog.class.getName())
            .directory(new File("."))
            .redirectError(errors.toFile())
            .start();
    try (BufferedReader out =
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        RawWebSocket client =
            RawWebSocket.connect(
                "ws://127.0.0.1:" + out.readLine() + "/socket.io/?EIO=4&transport=websocket")) {
      client.text();
      client.send("40");
      client.textAfterPings();
      client.send("42[\"hog\"]");
      assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the process runs on");
      assertEquals(ExitCode.OUT_OF_MEMORY.code(), process.exitValue(), Files.readString(errors));
      assertTrue(Files.readString(errors).contains("obdio: out of memory"));
    } finally {
      process.destroyForcibly();
    }
  }
}
