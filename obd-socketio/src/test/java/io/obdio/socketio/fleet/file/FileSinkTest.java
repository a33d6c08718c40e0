package io.obdio.socketio.fleet.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.fleet.Batches;
import io.obdio.socketio.fleet.HistorySink;
import io.obdio.socketio.fleet.HistorySinkContract;
import io.obdio.socketio.fleet.VehicleBatch;
import io.obdio.socketio.json.jackson.JacksonJson;
import io.obdio.socketio.telemetry.DataBatch;
import io.obdio.socketio.telemetry.NumberSeries;
import io.obdio.socketio.telemetry.TextSeries;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store in files: the contract of stores, and its files. */
class FileSinkTest extends HistorySinkContract {

  private static final JacksonJson JSON = new JacksonJson();

  @TempDir Path folder;

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-29T12:00:00Z"));

  private FileSinkOptions options() {
    return FileSinkOptions.of(folder, "one");
  }

  private FileSink open(FileSinkOptions options) throws IOException {
    return FileSink.open(options, JSON, now::get);
  }

  @Override
  protected HistorySink open() throws IOException {
    return open(options());
  }

  @Override
  protected HistorySink openStalled(int room) throws IOException {
    return open(
        new FileSinkOptions(folder, "one", 1 << 20, 0, 100, room, 1 << 20, Duration.ofMinutes(1)));
  }

  @Override
  protected boolean restores() {
    return true;
  }

  @Override
  protected List<Key> stored() throws IOException {
    List<Key> keys = new ArrayList<>();
    for (Segment segment : Segment.list(folder.resolve("one")).values()) {
      try (LineReader lines = new LineReader(segment.open())) {
        while (lines.next()) {
          StoredLine line = StoredLine.parse(lines.line(), lines.length(), JSON).orElseThrow();
          keys.add(new Key(line.vehicle(), line.epoch(), line.seq()));
        }
      }
    }
    return keys;
  }

  private String exported(String vehicle) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new FleetFiles(folder, JSON).write(out, vehicle);
    return out.toString(StandardCharsets.UTF_8);
  }

  private List<String> names() throws IOException {
    return Segment.list(folder.resolve("one")).values().stream()
        .map(segment -> String.valueOf(segment.path().getFileName()))
        .toList();
  }

  @Test
  void aLineHasTheDocumentedForm() throws Exception {
    try (HistorySink sink = open()) {
      await(sink.store(Batches.received("VAN-1", 7, 1, 1)));
    }
    assertEquals(
        """
        {"vehicle":"VAN-1","epoch":7,"seq":1,"received":1764000011000,"time":1764000010000,\
        "clock":"vehicle","trip":1,"vin":"WVWZZZ1JZXW000001","values":{\
        "RPM":{"u":"revolutions_per_minute","t":[0,200],"v":[801,802]},\
        "FUEL_STATUS":{"t":[0],"v":["Closed \\"loop\\"\\n"]}}}
        """,
        exported("VAN-1"));
  }

  @Test
  void thePositionsOfTheVehiclesThatWereStoredLastAreKept() throws Exception {
    FileSinkOptions options = options().withMaxVehicles(2);
    for (String vehicle : List.of("VAN-1", "VAN-2", "VAN-1", "VAN-3", "VAN-4", "VAN-3")) {
      try (HistorySink sink = open(options)) { // each time the positions are read from the file
        await(sink.store(Batches.received(vehicle, 7, 1, 1)));
      }
    }
    List<String> restored = new ArrayList<>();
    try (HistorySink sink = open(options)) {
      sink.restore((vehicle, position) -> restored.add(vehicle));
    }
    assertEquals(List.of("VAN-4", "VAN-3"), restored);
    assertEquals(6, stored().size(), "the batches themselves are all kept");
  }

  /** A signal may have a text in place of some of its numbers. */
  @Test
  void aLineHasTheNumbersAndTheTextsOfASignal() throws Exception {
    VehicleBatch received = Batches.received("VAN-1", 7, 1, 1);
    DataBatch batch = received.batch();
    DataBatch both =
        new DataBatch(
            batch.epoch(),
            batch.seq(),
            batch.first(),
            batch.trip(),
            batch.time(),
            batch.clockSet(),
            batch.age(),
            batch.vin(),
            List.of(NumberSeries.builder("LEVEL", "percent").add(0, 5).add(20, 6).build()),
            List.of(TextSeries.builder("LEVEL").add(10, "not available").build()));
    try (HistorySink sink = open()) {
      await(
          sink.store(
              new VehicleBatch("VAN-1", both, new byte[0], 1, received.time(), received.clock())));
    }
    String stored = exported("VAN-1");
    assertTrue(stored.contains("\"t\":[0,10,20],\"v\":[5,\"not available\",6]"), stored);
  }

  @Test
  void aTornLastLineIsRemovedAndItsBatchIsStoredAgain() throws Exception {
    try (HistorySink sink = open()) {
      await(sink.store(Batches.received("VAN-1", 7, 1, 1)));
      await(sink.store(Batches.received("VAN-1", 7, 2, 1)));
    }
    Path file = folder.resolve("one").resolve("00000001-2026-11-29.jsonl");
    Files.delete(folder.resolve("one").resolve("positions.json")); // as after SIGKILL
    byte[] all = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(all, all.length - 10));
    try (FileSink sink = open(options())) {
      List<String> positions = new ArrayList<>();
      sink.restore((vehicle, position) -> positions.add(vehicle + " " + position.seq()));
      assertEquals(List.of("VAN-1 1"), positions);
      await(sink.store(Batches.received("VAN-1", 7, 2, 1)));
      assertEquals(List.of(new Key("VAN-1", 7, 1), new Key("VAN-1", 7, 2)), stored());
    }
  }

  @Test
  void aLineThatIsNotJsonDoesNotPreventTheStart() throws Exception {
    try (HistorySink sink = open()) {
      await(sink.store(Batches.received("VAN-1", 7, 1, 1)));
    }
    Path one = folder.resolve("one");
    Files.writeString(one.resolve("positions.json"), "{\"next\":");
    Files.writeString(
        one.resolve("00000001-2026-11-29.jsonl"), "\0\0\0\n", StandardOpenOption.APPEND);
    List<String> positions = new ArrayList<>();
    try (HistorySink sink = open()) {
      sink.restore((vehicle, position) -> positions.add(vehicle + " " + position.seq()));
    }
    assertEquals(List.of("VAN-1 1"), positions);
  }

  @Test
  void beginsAFileEachDayAndFromASizeOn() throws Exception {
    try (FileSink sink = open(options().withSizes(500, 0))) {
      for (long seq = 1; seq <= 4; seq++) {
        await(sink.store(Batches.received("VAN-1", 7, seq, 1)));
      }
      now.set(Instant.parse("2026-11-30T00:00:00Z"));
      await(sink.store(Batches.received("VAN-1", 7, 5, 1)));
      awaitTrue(() -> compressed() == 2);
      assertEquals(
          List.of(
              "00000001-2026-11-29.jsonl.gz",
              "00000002-2026-11-29.jsonl.gz",
              "00000003-2026-11-30.jsonl"),
          names());
      assertEquals(5, exported("VAN-1").lines().count());
    }
    List<String> positions = new ArrayList<>();
    try (HistorySink sink = open()) {
      sink.restore((vehicle, position) -> positions.add(vehicle + " " + position.seq()));
      await(sink.store(Batches.received("VAN-1", 7, 6, 1)));
    }
    assertEquals(List.of("VAN-1 5"), positions);
    assertTrue(names().contains("00000004-2026-11-30.jsonl"), () -> "no file of a new run");
  }

  @Test
  void deletesTheOldestFilesAboveTheLimit() throws Exception {
    try (FileSink sink = open(options().withSizes(1, 1_000))) {
      for (long seq = 1; seq <= 30; seq++) {
        await(sink.store(Batches.received("VAN-1", 7, seq, 1)));
      }
      awaitTrue(() -> size() <= 1_300 && !names().get(0).startsWith("00000001"));
      List<String> left = names(); // once: more may be deleted at any time
      assertTrue(left.get(left.size() - 1).startsWith("00000030"), left::toString);
    }
    List<String> positions = new ArrayList<>();
    try (HistorySink sink = open()) {
      sink.restore((vehicle, position) -> positions.add(vehicle + " " + position.seq()));
    }
    assertEquals(List.of("VAN-1 30"), positions, "deleted batches were stored");
  }

  @Test
  void storesAgainAfterAFailureOfTheDisk() throws Exception {
    Path obstacle = folder.resolve("one").resolve("00000001-2026-11-29.jsonl");
    try (FileSink sink = open(options())) {
      Files.createDirectory(obstacle);
      assertThrows(IOException.class, () -> await(sink.store(Batches.received("VAN-1", 7, 1, 1))));
      assertEquals(1, sink.status().failed());
      assertFalse(sink.status().failure().isEmpty());
      Files.delete(obstacle);
      await(sink.store(Batches.received("VAN-1", 7, 1, 1)));
      assertEquals("", sink.status().failure());
    }
    assertEquals(List.of(new Key("VAN-1", 7, 1)), stored());
  }

  @Test
  void aFailedAttemptLeavesNoEmptyFile() throws Exception {
    var batch = Batches.received("VAN-1", 7, 1, 1);
    var waiting = new WaitingBatch("VAN-1", batch.batch(), StoredLine.encode(batch, JSON));
    LocalDate day = LocalDate.ofInstant(now.get(), ZoneOffset.UTC);
    try (NodeFiles files = NodeFiles.open(options(), JSON)) {
      Thread.currentThread().interrupt(); // fails the writing, as a full disk does
      assertThrows(IOException.class, () -> files.append(List.of(waiting), day));
      assertTrue(Thread.interrupted());
      assertEquals(List.of(), names());
      files.append(List.of(waiting), day);
    }
    assertEquals(List.of(new Key("VAN-1", 7, 1)), stored());
  }

  @Test
  void deletesTheOldestFilesAlsoIfTheyCannotBeCompressed() throws Exception {
    try (FileSink sink = open(options().withSizes(1, 1_000))) {
      Path obstacle = folder.resolve("one").resolve("00000001-2026-11-29.jsonl.gz.new");
      Files.createDirectories(obstacle.resolve("content"));
      for (long seq = 1; seq <= 10; seq++) {
        await(sink.store(Batches.received("VAN-1", 7, seq, 1)));
      }
      awaitTrue(() -> !names().get(0).startsWith("00000001"));
    }
  }

  @Test
  void aDamagedCompressedFilePreventsNeitherTheStartNorTheExport() throws Exception {
    Path one = Files.createDirectories(folder.resolve("one"));
    Files.createFile(one.resolve("00000001-2026-11-28.jsonl.gz"));
    Files.writeString(one.resolve("00000002-2026-11-28.jsonl.gz"), "not compressed");
    try (HistorySink sink = open()) {
      await(sink.store(Batches.received("VAN-1", 7, 1, 1)));
    }
    assertEquals(1, exported("VAN-1").lines().count());
  }

  @Test
  void aDamagedNumberOfTheNextFileIsIgnored() throws Exception {
    try (HistorySink sink = open()) {
      await(sink.store(Batches.received("VAN-1", 7, 1, 1)));
    }
    Path positions = folder.resolve("one").resolve("positions.json");
    Files.writeString(positions, "{\"next\":1e300,\"vehicles\":{}}");
    try (HistorySink sink = open()) {
      await(sink.store(Batches.received("VAN-1", 7, 2, 1)));
    }
    assertEquals(List.of(new Key("VAN-1", 7, 1), new Key("VAN-1", 7, 2)), stored());
  }

  @Test
  void refusesAFolderThatAnotherNodeUses() throws Exception {
    try (HistorySink sink = open()) {
      IOException failure = assertThrows(IOException.class, this::open);
      assertEquals("", sink.status().failure());
      assertTrue(failure.getMessage().contains("in use by another process"), failure::toString);
    }
  }

  @Test
  void exportsTheBatchesOfAllNodesOnceInTheOrderOfTheirReceipt() throws Exception {
    try (FileSink one = open(options());
        FileSink two = open(FileSinkOptions.of(folder, "two"))) {
      for (long seq = 1; seq <= 40; seq++) {
        await((seq % 2 == 0 ? one : two).store(Batches.received("VAN-1", 7, seq, 1)));
        await(two.store(Batches.received("VAN-2", 7, seq, 1)));
      }
      await(one.store(Batches.received("VAN-2", 7, 5, 1))); // stored by both in a race
    }
    List<String> lines = exported("VAN-1").lines().toList();
    assertEquals(40, lines.size());
    for (int i = 0; i < 40; i++) {
      assertTrue(lines.get(i).contains("\"seq\":" + (i + 1) + ","), lines.get(i));
    }
    assertEquals(40, exported("VAN-2").lines().count());
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    assertEquals(80, new FleetFiles(folder, JSON).write(all, null));
  }

  private long compressed() throws IOException {
    return names().stream().filter(name -> name.endsWith(".gz")).count();
  }

  private long size() throws IOException {
    return Segment.size(Segment.list(folder.resolve("one")));
  }

  /** A condition that reads files, which may vanish meanwhile. */
  private interface Condition {
    boolean holds() throws IOException;
  }

  private static void awaitTrue(Condition condition) throws InterruptedException {
    BooleanSupplier holds =
        () -> {
          try {
            return condition.holds();
          } catch (IOException e) {
            return false; // a file was replaced while it was read
          }
        };
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!holds.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "the condition did not hold in time");
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }
}
