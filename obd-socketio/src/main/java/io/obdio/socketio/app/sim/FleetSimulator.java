package io.obdio.socketio.app.sim;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.core.util.DaemonThreads;
import io.obdio.socketio.app.failure.UserError;
import io.obdio.socketio.telemetry.BrokerMessage;
import io.obdio.socketio.telemetry.MessageBroker;
import io.obdio.socketio.uplink.mqtt.MqttBroker;
import io.obdio.socketio.uplink.mqtt.MqttOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** {@code obdio sim --fleet}: simulates a fleet until it is stopped, and reports its figures. */
public final class FleetSimulator {

  private static final long REPORT_SECONDS = 10;

  /** Threads that receive for all connections, each of which belongs to one of them. */
  private static final int RECEIVERS = 2;

  private static final Duration WILL_DELAY = Duration.ofSeconds(5);

  private final FleetSimFlags flags;
  private final List<ExecutorService> receivers = new ArrayList<>();
  private final AtomicInteger created = new AtomicInteger();

  @GuardedBy("this")
  private boolean ended;

  private FleetSimulator(FleetSimFlags flags) {
    this.flags = flags;
    for (int i = 0; i < RECEIVERS; i++) {
      receivers.add(
          Executors.newSingleThreadExecutor(DaemonThreads.factory("fleet-sim-receiver-" + i)));
    }
  }

  /**
   * Simulates the fleet until the process is stopped or its time is over.
   *
   * @param seed of all that the vehicles do
   * @param out receives a line of figures every 10 seconds, and one at the end
   */
  public static void run(FleetSimFlags flags, long seed, PrintWriter out)
      throws IOException, InterruptedException {
    new FleetSimulator(flags).run(flags.settings(seed), out);
  }

  private void run(FleetSimSettings settings, PrintWriter out)
      throws IOException, InterruptedException {
    FleetRun run = FleetRun.start(settings, this::connect);
    out.printf(
        "%d vehicles, %s to %s, on %s, topics %s - Ctrl-C stops it%n",
        settings.fleet().size(),
        settings.id(0),
        settings.id(settings.fleet().size() - 1),
        flags.address(),
        settings.topics().of("+", "#"));
    out.flush();
    CountDownLatch stop = new CountDownLatch(1);
    Thread hook =
        new Thread(
            () -> {
              stop.countDown();
              end(run, out);
            },
            "obdio-shutdown");
    Runtime.getRuntime().addShutdownHook(hook);
    long begin = System.nanoTime();
    double limit = flags.seconds > 0 ? flags.seconds : Double.MAX_VALUE;
    while (true) {
      double left = limit - (System.nanoTime() - begin) / 1e9;
      if (left <= 0) {
        break;
      }
      long millis = (long) Math.min(REPORT_SECONDS * 1000, Math.ceil(left * 1000));
      if (stop.await(millis, TimeUnit.MILLISECONDS)) {
        break;
      }
      out.println(run.progress());
      out.flush();
    }
    end(run, out);
  }

  /** Ends the run once; a second caller waits for the first one. */
  private synchronized void end(FleetRun run, PrintWriter out) {
    if (ended) {
      return;
    }
    ended = true;
    try {
      run.end();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    out.println("Ended: " + run.summary());
    out.flush();
  }

  private MessageBroker connect(String name, @Nullable BrokerMessage will) throws IOException {
    MqttOptions.Builder options = flags.options(name);
    if (will != null) {
      options.will(will, WILL_DELAY);
    }
    ExecutorService receiver = receivers.get(created.getAndIncrement() % RECEIVERS);
    try {
      return will == null
          ? new MqttBroker(options.build())
          : new MqttBroker(options.build(), receiver);
    } catch (IllegalArgumentException e) {
      throw new UserError("--uplink: " + e.getMessage());
    }
  }
}
