package io.obdio.socketio.history;

import io.obdio.core.command.Commands;
import io.obdio.core.command.ObdCommand;
import io.obdio.core.connection.NoValue;
import io.obdio.core.connection.ObdResponse;
import io.obdio.core.decode.Decoded;
import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.Payload;
import io.obdio.core.message.Service;
import io.obdio.core.unit.Quantity;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * The load of the history with 30 values at 5 Hz for an hour, in virtual time: processor time of
 * recording and writing, size of the database, bytes written to the disk, and the time of a query
 * of one signal. It is in the package of the history, because it replaces the clock.
 */
public final class HistoryLoad {

  private static final int VALUES = 30;
  private static final int HZ = 5;
  private static final int SECONDS = Integer.getInteger("obdio.load.seconds", 3_600);
  private static final int COMMIT_SECONDS = 10;
  private static final EcuAddress ECU = EcuAddress.parse("7E8");

  private HistoryLoad() {}

  /** Clocks that the measurement advances. */
  private static final class VirtualClock implements HistoryClock {
    private long now = WallClock.EARLIEST + 1_000_000;

    @Override
    public long monotonic() {
      return now;
    }

    @Override
    public long wall() {
      return now;
    }

    @Override
    public String boot() {
      return "";
    }
  }

  /**
   * Runs the measurement and prints it.
   *
   * @param args the folder for the database, on the disk that is to be measured
   */
  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory(Path.of(args.length > 0 ? args[0] : "."), "history");
    for (boolean answers : new boolean[] {true, false}) {
      record(folder.resolve("history-" + answers + ".db"), answers);
    }
  }

  private static void record(Path file, boolean answers) throws Exception {
    HistoryOptions defaults = HistoryOptions.of(file);
    HistoryOptions options =
        new HistoryOptions(
            file,
            defaults.watch(),
            defaults.watchInterval(),
            defaults.maxRate(),
            answers,
            defaults.commitInterval(),
            defaults.tripEnd(),
            defaults.maxBytes(),
            defaults.maxAge(),
            defaults.thinAfter(),
            defaults.engine());
    VirtualClock clock = new VirtualClock();
    List<ObdCommand<?>> commands = commands();
    Random random = new Random(1);
    long written = bytesWritten();
    long cpu = 0;
    try (HistoryStore store = new HistoryStore(Database.openForWriting(file))) {
      TripRecorder recorder = new TripRecorder(options, clock, store.load(), code -> {});
      Retention retention = new Retention(store, options, Set.of());
      for (int second = 0; second < SECONDS; second++) {
        for (int step = 0; step < HZ; step++) {
          List<ObdResponse<?>> batch = new ArrayList<>();
          commands.forEach(command -> batch.add(response(command, random, clock.wall())));
          long before = cpuNanos();
          recorder.add(batch);
          cpu += cpuNanos() - before;
          clock.now += 1_000 / HZ;
        }
        if (second % COMMIT_SECONDS == COMMIT_SECONDS - 1) {
          long before = cpuNanos();
          store.write(recorder.take());
          recorder.written();
          retention.step(clock.wall());
          cpu += cpuNanos() - before;
        }
      }
      report(file, answers, cpu, bytesWritten() - written, retention.usedBytes());
    }
  }

  private static void report(Path file, boolean answers, long cpu, long written, long bytes)
      throws Exception {
    double hours = SECONDS / 3_600.0;
    System.out.printf(
        "%s: %.2f %% of a core, %.1f MB an hour in the database, %.1f MB an hour written to disk%n",
        answers ? "with responses" : "without responses",
        cpu / 1e7 / SECONDS,
        bytes / 1e6 / hours,
        written / 1e6 / hours);
    for (int points : new int[] {600, SeriesQuery.MAX_POINTS}) {
      SeriesQuery query = new SeriesQuery(1, List.of("RPM"), 0, 3_600_000, points);
      long best = Long.MAX_VALUE;
      long first = 0;
      int size = 0;
      for (int round = 0; round < 10; round++) {
        long before = System.nanoTime();
        try (HistoryReader reader = HistoryReader.open(file)) {
          size = reader.series(query).get(0).points().size();
        }
        long taken = System.nanoTime() - before;
        first = round == 0 ? taken : first;
        best = Math.min(best, taken);
      }
      System.out.printf(
          "  one signal, %d points of an hour: %.1f ms, first %.1f ms%n",
          size, best / 1e6, first / 1e6);
    }
  }

  private static List<ObdCommand<?>> commands() {
    List<ObdCommand<?>> found = new ArrayList<>(List.of(Commands.standard().get("RPM")));
    for (ObdCommand<?> command : Commands.standard().ofService(1)) {
      boolean quantity = command.answerBytes() == 3 || command.answerBytes() == 4;
      if (quantity && found.size() < VALUES && !found.contains(command) && isNumber(command)) {
        found.add(command);
      }
    }
    return found;
  }

  private static boolean isNumber(ObdCommand<?> command) {
    Object value = response(command, new Random(1), 0).valueOrNull();
    return value instanceof Quantity;
  }

  private static <V> ObdResponse<V> response(ObdCommand<V> command, Random random, long wall) {
    byte[] bytes = new byte[command.answerBytes()];
    random.nextBytes(bytes);
    bytes[0] = 0x41;
    bytes[1] = command.payload().toBytes()[1];
    EcuMessage message = new EcuMessage(ECU, Payload.of(bytes));
    Payload data = Service.data(command.payload(), message);
    Instant time = Instant.ofEpochMilli(wall);
    if (data != null && command.decoder().decode(data) instanceof Decoded.Value<V> value) {
      return ObdResponse.of(
          command, time, value.value(), Map.of(ECU, value.value()), List.of(message));
    }
    return ObdResponse.empty(
        command, time, new NoValue(NoValue.Reason.BAD_ANSWER, ""), List.of(message));
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** Returns the bytes that this process has caused to be written to disks. */
  private static long bytesWritten() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/io"))) {
      if (line.startsWith("write_bytes: ")) {
        return Long.parseLong(line.substring("write_bytes: ".length()));
      }
    }
    throw new IOException("/proc/self/io has no write_bytes");
  }
}
