package io.obdio.socketio.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Texts of clients in the log. */
class LogTextTest {

  @Test
  void aTextStaysOnItsLine() {
    assertEquals(
        "elm327:/dev/x?? ?2026-01-01 INFO forged",
        LogText.of("elm327:/dev/x\r\n \u20282026-01-01 INFO forged"));
    assertEquals("?[31mred", LogText.of("\u001b[31mred"));
    assertEquals("Motoröl 90 °C", LogText.of("Motoröl 90 °C"));
    assertEquals("null", LogText.of(null));
  }

  @Test
  void aLongTextIsShortened() {
    assertEquals("x".repeat(200), LogText.of("x".repeat(200)));
    assertEquals("x".repeat(200) + "..", LogText.of("x".repeat(201)));
  }
}
