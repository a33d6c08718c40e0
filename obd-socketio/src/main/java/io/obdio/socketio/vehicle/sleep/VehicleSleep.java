package io.obdio.socketio.vehicle.sleep;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.core.connection.ConnectionListener;
import io.obdio.core.connection.ObdConnection;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.util.DaemonThreads;
import io.obdio.socketio.hub.ObdHub;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestException;
import io.obdio.socketio.vehicle.RequestGate;
import io.obdio.socketio.vehicle.VehicleConnection;
import io.obdio.socketio.vehicle.VehicleListener;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sleep and guard of a connection: while the vehicle is parked, nothing is requested and the
 * adapter sleeps if it can; a request of a client, the charging voltage and the ignition end that.
 * While the battery is low, requests of clients are refused too.
 *
 * <p>Threads: all methods may be called by any thread and do not block, except {@link #await}. A
 * thread of its own ({@code obd-sleep}) runs the checks; listeners are called by the thread that
 * causes the change and must not block.
 */
public final class VehicleSleep implements RequestGate, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(VehicleSleep.class);

  /** The longest pause, after which a connection that was replaced is noticed. */
  private static final long MAX_PAUSE = TimeUnit.SECONDS.toNanos(10);

  private final VehicleConnection vehicle;
  private final SleepController controller;
  private final List<Consumer<SleepStatus>> listeners = new CopyOnWriteArrayList<>();

  @GuardedBy("this")
  private boolean signalled;

  @GuardedBy("this")
  private boolean closed;

  /** The connection whose signs of activity are received. */
  @GuardedBy("this")
  private @Nullable ObdConnection observed;

  /** Creates sleep and guard of a connection; nothing happens until {@link #start}. */
  public VehicleSleep(VehicleConnection vehicle, ObdHub hub, SleepOptions options) {
    this.vehicle = vehicle;
    this.controller =
        new SleepController(
            new ConnectionTarget(vehicle, hub),
            options,
            System::nanoTime,
            InstantSource.system(),
            this::changed);
  }

  /** Starts the checks. */
  public void start() {
    vehicle.power().setGate(this);
    vehicle.addListener(
        new VehicleListener() {
          @Override
          public void statusChanged(ConnectionStatus status, String reason) {
            if (status == ConnectionStatus.NOT_CONNECTED) {
              controller.disconnected();
            }
            observe();
          }

          @Override
          public void closed() {
            observe();
          }
        });
    DaemonThreads.start("obd-sleep", this::run);
  }

  /** Adds a listener to changes of the state. */
  public void addListener(Consumer<SleepStatus> listener) {
    listeners.add(listener);
  }

  /** Returns the state with its reason, as of the last check. */
  public SleepStatus status() {
    return controller.status();
  }

  private void changed(SleepStatus status) {
    if (status.state() == SleepState.LOW_VOLTAGE) {
      log.warn("{}", status);
    } else {
      log.info("{}", status);
    }
    listeners.forEach(listener -> listener.accept(status));
  }

  /**
   * Ends the sleep, as a request of a client does.
   *
   * @throws RequestException {@link ErrorCode#LOW_VOLTAGE} if the battery is low
   */
  @Override
  public void check() throws RequestException {
    boolean allowed = controller.request();
    if (controller.status().state() != SleepState.AWAKE) {
      signal();
    }
    if (!allowed) {
      throw new RequestException(
          ErrorCode.LOW_VOLTAGE,
          "the battery is low ("
              + controller.status().volts().stream().mapToObj(v -> v + " V").findFirst().orElse("")
              + "): nothing is requested until it is charged or the engine runs");
    }
  }

  @Override
  public void await() {
    controller.beginRequest();
  }

  /** Begins to receive the signs of activity of a new connection. */
  private synchronized void observe() {
    ObdConnection now = vehicle.connection();
    if (now != null && now != observed) {
      now.addListener(
          new ConnectionListener() {
            @Override
            public void statusChanged(ConnectionStatus from, ConnectionStatus to, String reason) {}

            @Override
            public void busActive() {
              controller.activity();
              signal();
            }
          });
    }
    observed = now;
    signal();
  }

  private synchronized void signal() {
    signalled = true;
    notifyAll();
  }

  private void run() {
    try {
      long pause = 0;
      while (awaitSignal(pause)) {
        pause = step();
      }
    } catch (InterruptedException e) {
      log.warn("the thread of sleep and guard was interrupted and ends");
    }
  }

  private long step() {
    try {
      return controller.step();
    } catch (RuntimeException e) {
      log.warn("a check of sleep and guard failed; it continues", e);
      return MAX_PAUSE;
    }
  }

  /** Waits for a signal, at most so long; returns false once closed. */
  private synchronized boolean awaitSignal(long nanos) throws InterruptedException {
    long end = System.nanoTime() + Math.min(nanos, MAX_PAUSE);
    while (!signalled && !closed && end - System.nanoTime() > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, end - System.nanoTime()));
    }
    signalled = false;
    return !closed;
  }

  /** Ends the checks; the connection remains as it is. */
  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }
}
