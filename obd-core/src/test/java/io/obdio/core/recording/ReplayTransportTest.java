package io.obdio.core.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.command.AdapterCommands;
import io.obdio.core.command.Service01;
import io.obdio.core.connection.ObdConnection;
import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.Payload;
import io.obdio.core.testing.ScriptedTransport;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.DiagnosticTransportContract;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.TransportException;
import io.obdio.core.transport.Transports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayTransportTest {

  private static final Duration SOON = Duration.ofSeconds(5);

  private static final String CAR =
      """
      @protocol "6" "ISO 15765-4 (CAN 11/500)" can
      0.0 0100 7E8#410008180000
      1.0 010C 7E8#410C0000
      2.0 010C 7E8#410C0D48
      3.0 010C NO_DATA "NO DATA"
      4.0 010D 7E8#410D1D 7E9#410D1E
      5.0 0902 7E8#4902015750305A5A5A39395A5453333930303030
      5.0 31010203 7E8#7101020300
      """;

  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("car.txt"), text);
  }

  private static String ask(DiagnosticTransport transport, String request)
      throws TransportException {
    TransportAnswer answer =
        transport.exchange(DiagnosticRequest.functional(Payload.ofHex(request)), SOON);
    return answer instanceof TransportAnswer.Messages messages
        ? messages.messages().toString()
        : assertInstanceOf(TransportAnswer.NoAnswer.class, answer).reason().toString();
  }

  /** The contract of transports, on a recording. */
  @Nested
  class Contract extends DiagnosticTransportContract {
    @Override
    protected DiagnosticTransport newTransport() throws Exception {
      return Transports.create("replay:" + file(CAR.replaceAll(".*NO_DATA.*\n", "")) + "?delay=1");
    }
  }

  /** The same on a recording transport around a scripted one. */
  @Nested
  class RecordingContract extends DiagnosticTransportContract {
    @Override
    protected DiagnosticTransport newTransport() {
      return new RecordingTransport(
          ScriptedTransport.vehicle()
              .on("0902", "7E8#4902015750305A5A5A39395A5453333930303030")
              .on(ROUTINE, "7E8#7101020300"),
          folder.resolve("recorded.txt"));
    }
  }

  @Test
  void repeatedRequestsCycleThroughTheirAnswers() throws Exception {
    try (DiagnosticTransport transport = Transports.create("replay:" + file(CAR))) {
      transport.open(SOON);
      List<String> answers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        answers.add(ask(transport, "010C"));
      }
      assertEquals(
          List.of("[7E8#410C0000]", "[7E8#410C0D48]", "NO_DATA", "[7E8#410C0000]"), answers);
      assertEquals("NO_DATA", ask(transport, "0111"));
      assertEquals(folder.resolve("car.txt").toString(), transport.portName());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, [7E8#410C0000]", // before the first one
    "500, [7E8#410C0000]",
    "750, [7E8#410C0000]", // 1.5 s at double speed
    "1000, [7E8#410C0D48]",
    "1500, NO_DATA",
    "2499, NO_DATA",
    "2600, [7E8#410C0000]", // begun again
    "3600, [7E8#410C0D48]",
  })
  void canFollowTheRecordedTimes(long millis, String answer) throws Exception {
    AtomicLong now = new AtomicLong();
    try (ReplayTransport transport = new ReplayTransport(file(CAR), 2, Duration.ZERO, now::get)) {
      transport.open(SOON);
      now.set(millis * 1_000_000);
      assertEquals(answer, ask(transport, "010C"));
    }
  }

  @Test
  void answersSeveralPidsFromSingleOnes() throws Exception {
    try (DiagnosticTransport transport = Transports.create("replay:" + file(CAR))) {
      transport.open(SOON);
      assertEquals("[7E8#410C00000D1D, 7E9#410D1E]", ask(transport, "010C0D"));
    }
  }

  @Test
  void losesThePortWhereTheRecordingDid() throws Exception {
    Path file = file("0 0100 7E8#410008180000\n1 010C LOST \"unplugged\"\n2 010C 7E8#410C0D48\n");
    try (DiagnosticTransport transport = Transports.create("replay:" + file)) {
      transport.open(SOON);
      TransportException e =
          assertThrows(TransportException.Lost.class, () -> ask(transport, "010C"));
      assertEquals("unplugged", e.getMessage());
      assertEquals(ConnectionStatus.NOT_CONNECTED, transport.status());
      transport.open(SOON);
      assertEquals("[7E8#410C0D48]", ask(transport, "010C"));
    }
  }

  @Test
  void aWrongFileIsReportedWhenOpening() throws Exception {
    Path wrong = file("0 0100 7E8#41\n0 010C\n");
    assertEquals(
        wrong + ", line 2: expected time, request and answer, such as 0.120 010C 7E8#410C0D48",
        unavailable("replay:" + wrong));
    assertEquals(
        folder.resolve("none") + ": file not found",
        unavailable("replay:" + folder.resolve("none")));
    assertEquals(
        folder.resolve("car.txt") + " contains no exchanges", unavailable("replay:" + file("#\n")));
  }

  private static String unavailable(String uri) throws TransportException {
    try (DiagnosticTransport transport = Transports.create(uri)) {
      return String.valueOf(
          assertThrows(TransportException.BadUri.class, () -> transport.open(SOON)).getMessage());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "replay:, name a file",
    "replay:x?speed=fast, 'expected speed from 0 to 1000, found fast'",
    "replay:x?speed=-1, 'expected speed from 0 to 1000, found -1'",
    "replay:x?delay=99999, 'expected delay from 0 to 10000, found 99999'",
    "replay:x?loop=1, unknown option 'loop'",
  })
  void aWrongUriIsReportedImmediately(String uri, String reason) {
    TransportException e =
        assertThrows(TransportException.BadUri.class, () -> Transports.create(uri));
    assertTrue(String.valueOf(e.getMessage()).contains(reason), e.getMessage());
  }

  @Test
  void playsWhatWasRecorded() throws Exception {
    Path file = folder.resolve("drive.txt");
    ScriptedTransport car = ScriptedTransport.vehicle().adapter("ATRV", "12.6V");
    try (ObdConnection live = ObdConnection.builder(new RecordingTransport(car, file)).build()) {
      live.open();
      assertEquals(850, live.query(Service01.RPM).value().value());
      assertEquals(12.6, live.query(AdapterCommands.ELM_VOLTAGE).value().value());
      assertTrue(live.force(Service01.MAF).isEmpty());
      live.reopen(); // Appends.
      assertEquals(29, live.query(Service01.SPEED).value().value());
      car.lose();
      assertTrue(live.query(Service01.SPEED).isEmpty());
    }
    String text = Files.readString(file);
    assertTrue(text.startsWith(RecordingFormat.TITLE), text);
    assertTrue(text.contains("@protocol \"6\" \"ISO 15765-4 (CAN 11/500)\" can\n"), text);
    assertTrue(text.contains(" 0110 NO_DATA \"not in the script\"\n"), text);
    assertTrue(text.contains(" 010D LOST \""), text);
    try (ObdConnection replayed = ObdConnection.open("replay:" + file)) {
      assertEquals(ConnectionStatus.CAR_CONNECTED, replayed.status());
      assertEquals(850, replayed.query(Service01.RPM).value().value());
      assertEquals(29, replayed.query(Service01.SPEED).value().value());
      assertEquals(12.6, replayed.query(AdapterCommands.ELM_VOLTAGE).value().value());
      assertFalse(replayed.supports(Service01.MAF));
      assertEquals("6", replayed.protocol().id());
    }
  }

  /** What the transport found out while opening is in the file, or the replay would lack it. */
  @Test
  void recordsTheProbe() throws Exception {
    Path file = folder.resolve("probed.txt");
    ScriptedTransport car = ScriptedTransport.vehicle().probed("7E8#410008180000");
    try (ObdConnection live = ObdConnection.builder(new RecordingTransport(car, file)).build()) {
      live.open();
      assertFalse(car.requests().contains("0100"), car.requests().toString());
    }
    try (ObdConnection replayed = ObdConnection.open("replay:" + file)) {
      assertEquals(ConnectionStatus.CAR_CONNECTED, replayed.status());
      assertTrue(replayed.supports(Service01.RPM));
      assertFalse(replayed.supports(Service01.THROTTLE_POS));
    }
  }

  @Test
  void aRecordingNeverOverwritesAFile() throws Exception {
    Path file = Files.writeString(folder.resolve("drive.txt"), CAR);
    Files.writeString(folder.resolve("drive-2.txt"), "something else");
    RecordingTransport recording =
        new RecordingTransport(Transports.create("replay:" + file), file);
    try (ObdConnection live = ObdConnection.builder(recording).build()) {
      live.open();
      assertFalse(live.query(Service01.RPM).isEmpty());
      live.reopen(); // Appends to the new file.
    }
    assertEquals(folder.resolve("drive-3.txt"), recording.file());
    assertEquals(CAR, Files.readString(file));
    assertEquals("something else", Files.readString(folder.resolve("drive-2.txt")));
    String recorded = Files.readString(recording.file());
    assertTrue(recorded.contains(" 010C 7E8#410C"), recorded);
    assertEquals(1, recorded.split(RecordingFormat.TITLE, -1).length - 1, recorded);
    assertFalse(Files.exists(folder.resolve("drive-4.txt")));
  }

  @Test
  void aFileThatCannotBeWrittenIsReportedWhenOpening() {
    Path file = folder.resolve("no/such/folder.txt");
    try (RecordingTransport transport = new RecordingTransport(ScriptedTransport.vehicle(), file)) {
      TransportException e =
          assertThrows(TransportException.Unavailable.class, () -> transport.open(SOON));
      assertTrue(String.valueOf(e.getMessage()).contains(file + " cannot be written"));
    }
  }
}
