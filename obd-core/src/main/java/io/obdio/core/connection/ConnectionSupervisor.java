package io.obdio.core.connection;

import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.TransportException;
import io.obdio.core.util.DaemonThreads;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a connection alive: opens it, opens it again after a loss with growing pauses, and while
 * the adapter is there but the vehicle is not, asks for the vehicle now and then. Watchers of the
 * connection keep their lists and go on by themselves when it is back.
 *
 * <p>Threads: any thread may call anything; one thread of its own ({@code obd-supervisor}) does the
 * work. The fields are guarded by {@code lock}, which is never held while the port is being opened.
 */
public final class ConnectionSupervisor implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ConnectionSupervisor.class);

  /** Probes without an answer after which the adapter is readied anew. */
  static final int PROBES_BEFORE_REOPEN = 5;

  /** The longest sleep while all is well; changes of the status end it at once. */
  private static final Duration CHECK = Duration.ofSeconds(5);

  private final ObdConnection connection;
  private final Backoff backoff;
  private final Duration probeInterval;
  private final TimeSource time;
  private final Notifier<SupervisorListener> listeners = new Notifier<>("obd-supervisor-events");
  private final ConnectionListener wakeUp = (from, to, reason) -> wake();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private @Nullable Thread thread;
  private boolean closed;
  private String lastError = "";

  /** With {@link Backoff#DEFAULT}, asking for the vehicle every 5 s. */
  public ConnectionSupervisor(ObdConnection connection) {
    this(connection, Backoff.DEFAULT, Duration.ofSeconds(5));
  }

  /**
   * A supervisor that does nothing until {@link #start}.
   *
   * @param probeInterval from one question for an absent vehicle to the next
   */
  public ConnectionSupervisor(ObdConnection connection, Backoff backoff, Duration probeInterval) {
    this.connection = connection;
    this.backoff = backoff;
    this.probeInterval = probeInterval;
    this.time = connection.time();
  }

  /** Starts; opens the connection if it is not open. A second call does nothing. */
  public void start() {
    lock.lock();
    try {
      if (thread != null || closed) {
        return;
      }
      connection.addListener(wakeUp);
      thread = DaemonThreads.start("obd-supervisor", this::run);
    } finally {
      lock.unlock();
    }
  }

  /** The truth of now. */
  public ConnectionStatus status() {
    return connection.status();
  }

  /** Why the last attempt failed, for a person; "" if it did not. */
  public String lastError() {
    lock.lock();
    try {
      return lastError;
    } finally {
      lock.unlock();
    }
  }

  /** Adds a listener, which is told on a thread of its own. */
  public void addListener(SupervisorListener listener) {
    listeners.add(listener);
  }

  /** Removes a listener. */
  public void removeListener(SupervisorListener listener) {
    listeners.remove(listener);
  }

  private void run() {
    int failures = 0;
    int probes = 0;
    try {
      while (!isOver()) {
        switch (connection.status()) {
          case NOT_CONNECTED -> {
            probes = 0;
            failures = open() ? 0 : failures + 1;
            if (failures > 0) {
              sleep(backoff.after(failures));
            }
          }
          case INTERFACE_OPEN, OBD_CONNECTED -> {
            sleep(probeInterval);
            probes = probe(probes) ? 0 : probes + 1;
          }
          case CAR_CONNECTED -> {
            probes = 0;
            sleep(CHECK);
          }
        }
      }
    } catch (InterruptedException e) {
      LOG.warn("the supervisor was interrupted and ends");
    }
  }

  private boolean isOver() {
    lock.lock();
    try {
      return closed || connection.isClosed();
    } finally {
      lock.unlock();
    }
  }

  private boolean open() {
    try {
      connection.open();
      note("");
      listeners.dispatch(listener -> listener.opened(connection.status()));
      return true;
    } catch (TransportException e) {
      String error = String.valueOf(e.getMessage());
      note(error);
      listeners.dispatch(listener -> listener.failed(error));
      return false;
    }
  }

  private void note(String error) {
    lock.lock();
    try {
      lastError = error;
    } finally {
      lock.unlock();
    }
  }

  /** True if the vehicle is there now, or there is nothing to probe any more. */
  private boolean probe(int unanswered) {
    ConnectionStatus before = connection.status();
    if (before == ConnectionStatus.NOT_CONNECTED || before == ConnectionStatus.CAR_CONNECTED) {
      return true;
    }
    if (isOver()) {
      return true;
    }
    if (connection.probe() == ConnectionStatus.CAR_CONNECTED) {
      return true;
    }
    if (unanswered + 1 < PROBES_BEFORE_REOPEN) {
      return false;
    }
    return open();
  }

  private void wake() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Sleeps; a change of the status ends it. */
  private void sleep(Duration duration) throws InterruptedException {
    ConnectionStatus before = connection.status();
    long end = time.nanoTime() + duration.toNanos();
    lock.lock();
    try {
      long left = duration.toNanos();
      while (left > 0 && !closed && !connection.isClosed() && connection.status() == before) {
        time.await(changed, left);
        left = end - time.nanoTime();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Stops supervising; the connection stays as it is. */
  @Override
  public void close() {
    connection.removeListener(wakeUp);
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    listeners.close();
  }
}
