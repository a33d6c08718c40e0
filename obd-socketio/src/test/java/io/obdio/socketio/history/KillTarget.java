package io.obdio.socketio.history;

import io.obdio.core.command.Commands;
import io.obdio.socketio.history.computer.EngineData;
import io.obdio.socketio.obd.ObdIo;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A process that {@link PowerLossIT} kills: it records a simulated drive and prints the number of
 * committed samples whenever it changes.
 */
final class KillTarget {

  static final Duration COMMIT = Duration.ofMillis(300);

  private KillTarget() {}

  static HistoryOptions options(Path file) {
    return new HistoryOptions(
        file,
        List.of("standard"),
        Duration.ofMillis(50),
        20,
        true,
        COMMIT,
        Duration.ofMinutes(5),
        1_000_000_000,
        Duration.ofDays(730),
        Duration.ofDays(90),
        EngineData.DEFAULT);
  }

  public static void main(String[] args) throws Exception {
    Path file = Path.of(args[0]);
    ObdIo io = ObdIo.create();
    TripHistory history = TripHistory.open(options(file));
    io.vehicle().addListener(history);
    history.start(io.vehicle(), io.hub(), Commands.standard());
    io.connectObd("sim:?cycle=idle").get(30, TimeUnit.SECONDS);
    long last = -1;
    while (true) {
      long committed = committed(history);
      if (committed != last) {
        System.out.println(committed);
        last = committed;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
    }
  }

  /** Returns the number of samples that another connection sees. */
  private static long committed(TripHistory history) throws Exception {
    long samples = 0;
    try (HistoryReader reader = history.reader()) {
      for (Trip trip : reader.trips(Integer.MAX_VALUE, 10)) {
        samples +=
            reader.samples(trip.id(), reader.signals(trip.id()), 0, Long.MAX_VALUE, 1 << 30).size();
      }
    }
    return samples;
  }
}
