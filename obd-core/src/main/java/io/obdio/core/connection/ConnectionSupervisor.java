package io.obdio.core.connection;

import com.google.errorprone.annotations.concurrent.GuardedBy;
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
 * A supervisor that keeps a connection open: opens it, reopens it after a loss with increasing
 * delays, and probes for a vehicle that does not answer, over the open port and after increasing
 * pauses. Also requests the bit maps that {@link ObdConnectionBuilder#deferredDiscovery} left for
 * later, and notices that an idle vehicle no longer answers. Watchers of the connection keep their
 * commands and continue by themselves.
 *
 * <p>Threads: all methods may be called by any thread; a thread of its own ({@code obd-supervisor})
 * does the work. The lock is not held while the port is being opened.
 */
public final class ConnectionSupervisor implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ConnectionSupervisor.class);

  /** The longest sleep while the vehicle is connected; a change of the status ends it. */
  private static final Duration CHECK = Duration.ofSeconds(5);

  /** After so long without an answer the vehicle is probed, so that a loss is noticed. */
  private static final Duration MAX_IDLE = Duration.ofSeconds(15);

  private final ObdConnection connection;
  private final Backoff backoff;
  private final TimeSource time;
  private final Notifier<SupervisorListener> listeners = new Notifier<>("obd-supervisor-events");
  private final ConnectionListener wakeUp = (from, to, reason) -> wake();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  @GuardedBy("lock")
  private @Nullable Thread thread;

  @GuardedBy("lock")
  private boolean closed;

  @GuardedBy("lock")
  private boolean reached;

  @GuardedBy("lock")
  private boolean paused;

  @GuardedBy("lock")
  private String lastError = "";

  /** Creates a supervisor with {@link Backoff#DEFAULT} and a first pause of 1 s between probes. */
  public ConnectionSupervisor(ObdConnection connection) {
    this(connection, Backoff.DEFAULT, Duration.ofSeconds(1));
  }

  /**
   * Creates a supervisor that does nothing until {@link #start}.
   *
   * @param probeInterval the first pause between two probes for an absent vehicle; later ones are
   *     twice as long each, up to 30 s
   */
  public ConnectionSupervisor(ObdConnection connection, Backoff backoff, Duration probeInterval) {
    this.connection = connection;
    this.backoff = backoff;
    connection.bus().probes().setFirstPause(probeInterval);
    this.time = connection.time();
  }

  /** Starts the supervisor, which opens the connection. Further calls do nothing. */
  public void start() {
    start(0);
  }

  /**
   * Starts the supervisor after an attempt to open the connection has failed: the next attempt
   * follows after the first delay of the {@link Backoff}. Further calls do nothing.
   */
  public void startAfter(TransportException failure) {
    note(String.valueOf(failure.getMessage()));
    start(1);
  }

  private void start(int failures) {
    lock.lock();
    try {
      if (thread != null || closed) {
        return;
      }
      connection.addListener(wakeUp);
      connection.bus().onProbeDue(this::probeDue);
      thread = DaemonThreads.start("obd-supervisor", () -> run(failures));
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns whether the supervisor works: it runs, or is not started yet, or has ended as
   * requested. False means that its thread has ended by a defect, and a lost connection is not
   * opened again.
   */
  public boolean isAlive() {
    lock.lock();
    try {
      return thread == null || closed || connection.isClosed() || thread.isAlive();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Sets whether the supervisor pauses: while it does, it neither opens nor probes. An attempt or a
   * probe in progress is completed.
   */
  public void setPaused(boolean value) {
    lock.lock();
    try {
      paused = value;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Returns the current status; never blocks. */
  public ConnectionStatus status() {
    return connection.status();
  }

  /** Returns why the last attempt to open failed, for people; "" if it did not. */
  public String lastError() {
    lock.lock();
    try {
      return lastError;
    } finally {
      lock.unlock();
    }
  }

  /** Adds a listener, which is called by a thread of its own. */
  public void addListener(SupervisorListener listener) {
    listeners.add(listener);
  }

  /** Removes a listener. */
  public void removeListener(SupervisorListener listener) {
    listeners.remove(listener);
  }

  private void run(int failedBefore) {
    int failures = failedBefore;
    try {
      if (failures > 0) {
        sleep(ConnectionStatus.NOT_CONNECTED, backoff.after(failures));
      }
      while (awaitResumed()) {
        ConnectionStatus status = connection.status();
        switch (status) {
          case NOT_CONNECTED -> {
            failures = open() ? 0 : failures + 1;
            if (failures > 0) {
              takeReached();
              sleep(status, backoff.after(failures));
            }
          }
          case INTERFACE_OPEN, OBD_CONNECTED -> {
            sleep(status, Duration.ofNanos(connection.bus().probes().delay(time.nanoTime())));
            probe();
          }
          case CAR_CONNECTED -> {
            discover();
            sleep(status, CHECK);
            verify();
          }
        }
      }
    } catch (InterruptedException e) {
      LOG.warn("the supervisor's thread was interrupted and ends");
    }
  }

  /** Waits while the supervisor is paused; returns false when it is over. */
  private boolean awaitResumed() throws InterruptedException {
    lock.lock();
    try {
      while (paused && !closed && !connection.isClosed()) {
        time.await(changed, CHECK.toNanos());
      }
      return !closed && !connection.isClosed();
    } finally {
      lock.unlock();
    }
  }

  /** Returns whether the supervisor must not use the connection. */
  private boolean isOver() {
    lock.lock();
    try {
      return paused || closed || connection.isClosed();
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
      note(String.valueOf(e.getMessage()));
      listeners.dispatch(listener -> listener.failed(e));
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

  /** Probes an absent vehicle, over the open port. */
  private void probe() {
    takeReached();
    ConnectionStatus status = connection.status();
    boolean absent =
        status == ConnectionStatus.INTERFACE_OPEN || status == ConnectionStatus.OBD_CONNECTED;
    if (absent && !isOver()) {
      ConnectionStatus unused = connection.probe();
    }
  }

  /** Requests the bit maps that were left for later; other requests are sent between them. */
  private void discover() {
    boolean more = true;
    while (more && connection.status() == ConnectionStatus.CAR_CONNECTED && !isOver()) {
      more = connection.discoverNext();
    }
  }

  /** Checks a vehicle that nothing was requested from for a while. */
  private void verify() {
    takeReached();
    boolean idle = connection.bus().sinceAnswer() >= MAX_IDLE.toNanos();
    if (idle && connection.status() == ConnectionStatus.CAR_CONNECTED && !isOver()) {
      connection.verify();
    }
  }

  private void takeReached() {
    lock.lock();
    try {
      reached = false;
    } finally {
      lock.unlock();
    }
  }

  /** Ends a sleep, because the transport has reached the vehicle or its bus has become active. */
  private void probeDue() {
    lock.lock();
    try {
      reached = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void wake() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Sleeps until the time has passed or a probe is due earlier; not while the status is another one
   * than {@code before}.
   */
  private void sleep(ConnectionStatus before, Duration duration) throws InterruptedException {
    long end = time.nanoTime() + duration.toNanos();
    lock.lock();
    try {
      long left = duration.toNanos();
      while (left > 0
          && !closed
          && !paused
          && !reached
          && !connection.isClosed()
          && connection.status() == before) {
        time.await(changed, left);
        left = end - time.nanoTime();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Ends the supervision; the connection remains as it is. */
  @Override
  public void close() {
    connection.removeListener(wakeUp);
    connection.bus().onProbeDue(() -> {});
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
