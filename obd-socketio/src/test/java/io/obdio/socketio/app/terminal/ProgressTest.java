package io.obdio.socketio.app.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.testing.Await;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ProgressTest {

  private final StringWriter err = new StringWriter();

  @Test
  void appearsAfterItsTimeAndDisappearsAtTheEnd() throws Exception {
    Progress progress = Progress.start(new PrintWriter(err), "Scanning", 50);
    Await.until("shown", () -> err.toString().contains("Scanning ... 0 s"));
    progress.set("Reading names");
    Await.until("changed", () -> err.toString().contains("Reading names ... 1 s"));
    progress.close();
    assertTrue(err.toString().endsWith("\r\033[K"), err.toString());
  }

  @Test
  void aShortActionShowsNothing() {
    Progress progress = Progress.start(new PrintWriter(err), "Scanning", 60_000);
    progress.close();
    assertEquals("", err.toString());
  }
}
