package io.obdio.core.recording;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.Payload;
import io.obdio.core.testing.ScriptedTransport;
import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.Transports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names, rotation and retention of recordings. */
class RecordingRotationTest {

  private static final Duration SOON = Duration.ofSeconds(5);
  private static final DiagnosticRequest RPM = DiagnosticRequest.functional(Payload.of(0x01, 0x0C));
  private static final ZonedDateTime BEGIN =
      ZonedDateTime.of(2026, 11, 29, 7, 5, 9, 0, ZoneId.systemDefault());

  @TempDir Path folder;
  private Instant now = BEGIN.toInstant();

  private RecordingTransport recording(RecordingOptions options) {
    return new RecordingTransport(
        ScriptedTransport.vehicle(), options, () -> now.toEpochMilli() * 1_000_000, () -> now);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "drive-%Y%m%d-%H%M%S.txt, drive-20261129-070509.txt",
    "drive.txt, drive.txt",
    "100%%-%Y, 100%-2026",
  })
  void theDateIsThatOfTheBegin(String pattern, String name) {
    assertEquals(Path.of("drives", name), new RecordingName(Path.of("drives", pattern)).at(BEGIN));
  }

  @ParameterizedTest
  @CsvSource({"drive-%y.txt", "drive%", "%%%", "%-d"})
  void otherFieldsAreRefused(String pattern) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> RecordingOptions.of(Path.of(pattern)));
    assertTrue(e.getMessage().contains("%Y %m %d %H %M %S"), e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "d-%Y%m.txt, d-202611.txt, true",
    "d-%Y%m.txt, d-202611-12.txt, true",
    "d-%Y%m.txt, d-2026.txt, false",
    "d-%Y%m.txt, d-202611.txt.bak, false",
    "d-%Y%m.txt, dX202611Ztxt, false",
    "drive, drive-2, true",
  })
  void filesOfAnotherNameDoNotCount(String pattern, String name, boolean counts) {
    assertEquals(counts, new RecordingName(Path.of(pattern)).all().matcher(name).matches());
  }

  @Test
  void aNewFileBeginsByAgeAndEachCanBeReplayedAlone() throws Exception {
    RecordingOptions options =
        new RecordingOptions(folder.resolve("d-%H%M.txt"), 0, Duration.ofMinutes(10), 0);
    try (RecordingTransport transport = recording(options)) {
      transport.open(SOON);
      for (int minute = 0; minute < 25; minute++) {
        transport.exchange(RPM, SOON);
        now = now.plusSeconds(60);
      }
    }
    assertEquals(List.of("d-0705.txt", "d-0715.txt", "d-0725.txt"), files());
    for (String name : files()) {
      try (DiagnosticTransport replay = Transports.create("replay:" + folder.resolve(name))) {
        replay.open(SOON);
        assertEquals("6", replay.protocol().id(), name);
        assertTrue(replay.exchange(RPM, SOON) instanceof TransportAnswer.Messages, name);
      }
    }
    assertTrue(Files.readString(folder.resolve("d-0715.txt")).contains("\n0.000 010C"));
  }

  @Test
  void aNewFileBeginsBySizeAndTheOldestAreDeleted() throws Exception {
    Path other = Files.writeString(folder.resolve("d-9.txt"), "not a recording\n");
    RecordingOptions options = new RecordingOptions(folder.resolve("d.txt"), 300, Duration.ZERO, 2);
    try (RecordingTransport transport = recording(options)) {
      transport.open(SOON);
      for (int i = 0; i < 60; i++) {
        Path before = transport.file();
        transport.exchange(RPM, SOON);
        Files.setLastModifiedTime(before, FileTime.from(now));
        now = now.plusSeconds(1);
      }
      assertEquals(3, files().size(), files().toString());
      assertTrue(files().contains(String.valueOf(transport.file().getFileName())));
      assertTrue(Files.exists(other));
      assertTrue(Files.size(transport.file()) < 400);
    }
  }

  @Test
  void aFileThatIsNoRecordingIsNotTouched() throws Exception {
    Path file = Files.writeString(folder.resolve("obdio.yaml"), "port: 1\n");
    IOException e = assertThrows(IOException.class, () -> RecordingOptions.of(file).check(BEGIN));
    assertEquals(file + " exists and is not a recording: choose another name", e.getMessage());
    Path recording = Files.writeString(folder.resolve("a.txt"), "0.1 010C 7E8#410C0D48\n");
    assertDoesNotThrow(() -> RecordingOptions.of(recording).check(BEGIN));
    assertDoesNotThrow(() -> RecordingOptions.of(folder.resolve("new.txt")).check(BEGIN));
    assertThrows(
        IOException.class, () -> RecordingOptions.of(folder.resolve("no/new.txt")).check(BEGIN));
    assertThrows(IOException.class, () -> RecordingOptions.of(folder).check(BEGIN));
  }

  /** The device {@code /dev/full} refuses every write with ENOSPC. */
  @Test
  void onAFullDiskTheRecordingEndsAndTheVehicleIsStillQueried() throws Exception {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "there is no /dev/full on this system");
    try (RecordingTransport transport = recording(RecordingOptions.of(full))) {
      for (int opened = 0; opened < 2; opened++) {
        assertDoesNotThrow(() -> transport.open(SOON));
        for (int i = 0; i < 3; i++) {
          assertTrue(transport.exchange(RPM, SOON) instanceof TransportAnswer.Messages);
        }
      }
      assertFalse(Files.isRegularFile(full));
    }
  }
}
