package io.obdio.socketio.app.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ObservedOutputTest {

  private final StringWriter err = new StringWriter();

  private int exitCode(OutputStream target) {
    ObservedOutput output = new ObservedOutput(target);
    PrintWriter out = new PrintWriter(output, true, StandardCharsets.UTF_8);
    out.println("RPM 800 rpm");
    return output.exitCode(1, new PrintWriter(err, true));
  }

  private static OutputStream failing(String reason) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException(reason);
      }
    };
  }

  @Test
  void keepsTheExitCodeWithoutFailure() {
    assertEquals(1, exitCode(new ByteArrayOutputStream()));
    assertEquals("", err.toString());
  }

  @Test
  void endsSilentlyAsBySigpipeIfTheReaderHasClosedThePipe() {
    assertEquals(ObservedOutput.BROKEN_PIPE, exitCode(failing("Broken pipe")));
    assertEquals("", err.toString());
  }

  @Test
  void reportsFullDisk() {
    assertEquals(2, exitCode(failing("No space left on device")));
    assertTrue(err.toString().contains("No space left on device"), err.toString());
  }
}
