package io.obdio.socketio.app.query;

import io.obdio.core.connection.ConnectionSupervisor;
import io.obdio.socketio.app.car.VehicleSession;
import io.obdio.socketio.app.failure.ExitCode;
import io.obdio.socketio.app.terminal.Console;
import io.obdio.socketio.app.terminal.InterruptKey;
import java.time.Duration;
import java.util.List;

/** The repetition of a query until Ctrl-C or a number of repetitions. */
final class WatchRun {

  private final QueryRun run;
  private final List<Queried> named;
  private final Duration pause;
  private final long count;

  /**
   * Creates a repetition.
   *
   * @param named the commands; empty for all that have a value
   * @param pause the time between the beginnings of two repetitions
   * @param count the number of repetitions; 0 for no limit
   */
  WatchRun(QueryRun run, List<Queried> named, Duration pause, long count) {
    this.run = run;
    this.named = List.copyOf(named);
    this.pause = pause;
    this.count = count;
  }

  /** Repeats the query. A vehicle that is lost is connected again. */
  ExitCode run() throws InterruptedException {
    if (named.isEmpty()) {
      VehicleSession.requireVehicle(run.connection());
    }
    List<Queried> queried = named.isEmpty() ? run.available() : named;
    InterruptKey key = new InterruptKey();
    try (ConnectionSupervisor supervisor = new ConnectionSupervisor(run.connection())) {
      supervisor.start();
      run.writer().begin();
      long next = System.nanoTime();
      boolean ended = false;
      for (long done = 1; !ended; done++) {
        run.writer().write(run.results(queried));
        next = Math.max(next + pause.toNanos(), System.nanoTime());
        ended =
            done == count || Console.output().hasFailed() || key.await(next - System.nanoTime());
      }
      run.writer().end();
      return ExitCode.OK;
    } finally {
      run.connection().close(); // before the process ends after Ctrl-C
      key.release();
    }
  }
}
