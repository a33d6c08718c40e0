package io.obdio.isotp.network;

import io.obdio.isotp.can.CanBus;
import io.obdio.isotp.can.CanBusFullException;
import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.can.CanListener;
import io.obdio.isotp.engine.Handover;
import io.obdio.isotp.loop.EventLoop;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Between the bus and the connections of one network: frames in, frames out, and whose turn it is
 * when the bus is full.
 *
 * <p>Threads: the bus's thread hands frames in, through a bounded queue unless it is the loop
 * itself; everything else runs on the loop.
 */
final class Hub implements CanListener {

  /** Frames that may wait for the loop; further ones are lost, which the transfers will notice. */
  static final int MAX_ARRIVALS = 1 << 16;

  private static final Logger LOG = LoggerFactory.getLogger(Hub.class);

  /** How long to leave a full bus alone: about two frames at 500 kbit/s. */
  private static final long PAUSE = 500_000;

  private static final int BATCH = 256;

  /** What became of a frame. */
  record Taken(Handover handover, String error) {
    static final Taken SENT = new Taken(Handover.SENT, "");
  }

  private record Arrival(CanFrame frame, long time) {}

  private final CanBus bus;
  private final EventLoop loop;
  private final Executor callbacks;
  private final Routes routes;
  private final Consumer<String> lost;

  private final Queue<Arrival> arrivals = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicBoolean awake = new AtomicBoolean();

  /** Connections with a frame that the bus did not take; first come, first served. */
  private final ArrayDeque<Connection> line = new ArrayDeque<>();

  private boolean retryArmed;
  private boolean inTurn;
  private boolean servedInTurn;

  Hub(CanBus bus, EventLoop loop, Executor callbacks, Routes routes, Consumer<String> lost) {
    this.bus = bus;
    this.loop = loop;
    this.callbacks = callbacks;
    this.routes = routes;
    this.lost = lost;
  }

  EventLoop loop() {
    return loop;
  }

  @Override
  public void onFrame(CanFrame frame) {
    if (loop.inLoop()) {
      route(frame, loop.now());
      return;
    }
    if (waiting.incrementAndGet() > MAX_ARRIVALS) {
      waiting.decrementAndGet();
      LOG.debug("{}: a frame is lost: too many wait", bus.name());
      return;
    }
    arrivals.add(new Arrival(frame, loop.now()));
    wake();
  }

  private void wake() {
    if (awake.compareAndSet(false, true)) {
      try {
        loop.execute(this::takeInBatch);
      } catch (RejectedExecutionException e) {
        LOG.debug("{}: a frame is lost: the network is closed", bus.name());
      }
    }
  }

  private void takeInBatch() {
    awake.set(false);
    for (int i = 0; i < BATCH; i++) {
      if (!takeOne()) {
        return;
      }
    }
    wake();
  }

  /** Handles every frame that has come so far. */
  void takeIn() {
    for (int i = waiting.get(); i > 0 && takeOne(); i--) {}
  }

  private boolean takeOne() {
    Arrival arrival = arrivals.poll();
    if (arrival == null) {
      return false;
    }
    waiting.decrementAndGet();
    route(arrival.frame(), arrival.time());
    return true;
  }

  private void route(CanFrame frame, long time) {
    for (Connection connection : routes.to(frame.id())) {
      connection.onFrame(frame, time);
    }
  }

  @Override
  public void onBusLost(String reason) {
    run(() -> lost.accept(reason));
  }

  /** Hands a frame to the bus, or the connection a place in the line. */
  Taken send(Connection connection, CanFrame frame) {
    if (!line.isEmpty() && !inTurn) {
      join(connection);
      return new Taken(Handover.BUSY, "the bus stays busy");
    }
    try {
      bus.send(frame);
      servedInTurn = true;
      return Taken.SENT;
    } catch (CanBusFullException e) {
      join(connection);
      return new Taken(Handover.BUSY, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return new Taken(Handover.FAILED, String.valueOf(e.getMessage()));
    }
  }

  private void join(Connection connection) {
    if (!connection.inLine) {
      connection.inLine = true;
      line.addLast(connection);
    }
    if (!retryArmed) {
      retryArmed = true;
      loop.schedule(PAUSE, this::serveLine);
    }
  }

  private void serveLine() {
    retryArmed = false;
    for (int i = line.size(); i > 0; i--) {
      Connection next = line.remove();
      next.inLine = false;
      inTurn = true;
      servedInTurn = false;
      next.tick();
      inTurn = false;
      if (next.inLine) {
        if (!servedInTurn) {
          // It got nothing, so it keeps its place.
          line.removeLast();
          line.addFirst(next);
        }
        break;
      }
    }
    if (!line.isEmpty() && !retryArmed) {
      retryArmed = true;
      loop.schedule(PAUSE, this::serveLine);
    }
  }

  /** Forgets a connection; on the loop. */
  void remove(Connection connection) {
    routes.remove(connection);
    if (connection.inLine) {
      line.remove(connection);
      connection.inLine = false;
    }
  }

  /** Runs users' code. */
  void callback(Runnable callback) {
    try {
      callbacks.execute(callback);
    } catch (RejectedExecutionException e) {
      // Only while the network closes; who waits for the outcome must get it.
      callback.run();
    }
  }

  void warnHanging() {
    LOG.warn("{}: the loop hangs, its connections could not be closed", bus.name());
  }

  /** Runs a task on the loop; if that has ended, here. */
  void run(Runnable task) {
    if (loop.inLoop()) {
      task.run();
      return;
    }
    try {
      loop.execute(task);
    } catch (RejectedExecutionException e) {
      LOG.debug("{}: the loop has ended", bus.name());
      task.run();
    }
  }
}
