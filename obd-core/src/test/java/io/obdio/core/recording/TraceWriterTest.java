package io.obdio.core.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.Payload;
import io.obdio.core.testing.ScriptedTransport;
import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.Transports;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The form of traces, their limit, and that they can be replayed. */
class TraceWriterTest {

  private static final Duration SOON = Duration.ofSeconds(5);
  private static final String VIN_ANSWER = "7E8#4902013147314A43353434345237323532333637";

  private final StringWriter text = new StringWriter();
  private long now;

  private TraceWriter writer(boolean mask, long limit) {
    return new TraceWriter("trace.txt", text, mask, limit, () -> now);
  }

  private static void send(TraceWriter trace, String command) {
    byte[] bytes = command.getBytes(StandardCharsets.ISO_8859_1);
    trace.sent(bytes, 0, bytes.length);
  }

  private static void receive(TraceWriter trace, String reply) {
    byte[] bytes = ("##" + reply).getBytes(StandardCharsets.ISO_8859_1);
    trace.received(bytes, 2, bytes.length - 2);
  }

  /** A reply is one line with the time of its first byte, whatever its chunks. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 100})
  void aReplyIsOneLine(int chunk) {
    try (TraceWriter trace = writer(false, 10_000)) {
      send(trace, "ATI\r");
      String reply = "ELM327 v1.5\r\r>\u0000\u00FF\\";
      now = 120_000_000;
      for (int i = 0; i < reply.length(); i += chunk) {
        receive(trace, reply.substring(i, Math.min(reply.length(), i + chunk)));
        now += 1_000;
      }
      trace.frame(true, "7DF#02010C");
    }
    assertTrue(text.toString().startsWith("# 0.000 > ATI\\r\n# 0.120 < ELM327 v1.5\\r\\r>\n"));
    assertTrue(text.toString().endsWith("# 0.120 < \\x00\\xFF\\\\\n"), text.toString());
  }

  @Test
  void theNumberIsMaskedInTheReplyToTheLastCommand() {
    try (TraceWriter trace = writer(true, 10_000)) {
      send(trace, "0902\r");
      receive(trace, "49 02 01 31 47\r>");
      send(trace, "\r"); // repeats the command
      receive(trace, "01 31 47\r>");
      send(trace, "010C\r");
      receive(trace, "41 0C 31 47\r>");
      trace.note("VIN 1G1JC5444R7252367");
    }
    assertEquals(
        """
        # 0.000 > 0902\\r
        # 0.000 < 49 02 01 58 58\\r>
        # 0.000 > \\r
        # 0.000 < 01 58 58\\r>
        # 0.000 > 010C\\r
        # 0.000 < 41 0C 31 47\\r>
        # 0.000 * VIN XXXXXXXXXXXXXXXXX
        """,
        text.toString());
  }

  @Test
  void theTraceEndsAtItsLimit() {
    try (TraceWriter trace = writer(false, 200)) {
      for (int i = 0; i < 100; i++) {
        send(trace, "010C\r");
      }
    }
    assertTrue(text.toString().length() < 260, text.toString());
    assertTrue(text.toString().endsWith("# the trace ends: it has reached its limit\n"));
  }

  @Test
  void anOutputThatFailsEndsTheTraceOnly() {
    Writer broken =
        new Writer() {
          @Override
          public void write(char[] chars, int offset, int length) throws IOException {
            throw new IOException("No space left on device");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    try (TraceWriter trace = new TraceWriter("trace.txt", broken, false, 10_000)) {
      send(trace, "010C\r");
      receive(trace, "41 0C 0D 48\r>");
    }
  }

  @Test
  void aMaskedTraceIsARecordingThatCanBeReplayed(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("trace.txt");
    DiagnosticRequest vin = DiagnosticRequest.functional(Payload.of(0x09, 0x02));
    TraceWriter trace = new TraceWriter("trace.txt", Files.newBufferedWriter(file), true, 100_000);
    try (DiagnosticTransport transport =
        new TracingTransport(
            ScriptedTransport.vehicle().on("0902", VIN_ANSWER), "a scripted vehicle", trace)) {
      transport.open(SOON);
      transport.exchange(vin, SOON);
    }
    trace.close();
    String written = Files.readString(file);
    assertFalse(written.contains("37323532333637"), written);
    try (DiagnosticTransport replay = Transports.create("replay:" + file)) {
      replay.open(SOON);
      TransportAnswer answer = replay.exchange(vin, SOON);
      assertTrue(answer.toString().contains("490201" + "58".repeat(17)), answer.toString());
    }
  }
}
