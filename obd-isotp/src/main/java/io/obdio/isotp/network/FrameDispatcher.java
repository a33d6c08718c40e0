package io.obdio.isotp.network;

import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.can.CanListener;
import io.obdio.isotp.loop.EventLoop;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The receiving side of a network: passes each frame of the bus to the connections that its
 * identifier addresses.
 *
 * <p>Threads: the bus's thread delivers frames, through a bounded queue unless it is the loop
 * itself; connections are called on the loop.
 */
final class FrameDispatcher implements CanListener {

  /** Frames that may wait for the loop; further ones are dropped, which the transfers detect. */
  static final int MAX_ARRIVALS = 1 << 16;

  private static final Logger LOG = LoggerFactory.getLogger(FrameDispatcher.class);
  private static final int BATCH = 256;

  private record Arrival(CanFrame frame, long time) {}

  private final String busName;
  private final EventLoop loop;
  private final Routes routes;
  private final Consumer<String> busLost;
  private final Queue<Arrival> arrivals = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicBoolean scheduled = new AtomicBoolean();

  /**
   * Creates a dispatcher.
   *
   * @param busLost called on the loop with the reason when the bus is lost
   */
  FrameDispatcher(String busName, EventLoop loop, Routes routes, Consumer<String> busLost) {
    this.busName = busName;
    this.loop = loop;
    this.routes = routes;
    this.busLost = busLost;
  }

  @Override
  public void onFrame(CanFrame frame) {
    if (loop.inLoop()) {
      dispatch(frame, loop.now());
      return;
    }
    if (waiting.incrementAndGet() > MAX_ARRIVALS) {
      waiting.decrementAndGet();
      LOG.debug("{}: frame dropped, {} frames are waiting", busName, MAX_ARRIVALS);
      return;
    }
    arrivals.add(new Arrival(frame, loop.now()));
    schedule();
  }

  @Override
  public void onBusLost(String reason) {
    try {
      loop.execute(() -> busLost.accept(reason));
    } catch (RejectedExecutionException e) {
      LOG.debug("{}: lost after the network was closed: {}", busName, reason);
    }
  }

  private void schedule() {
    if (scheduled.compareAndSet(false, true)) {
      try {
        loop.execute(this::dispatchBatch);
      } catch (RejectedExecutionException e) {
        LOG.debug("{}: frame dropped, the network is closed", busName);
      }
    }
  }

  private void dispatchBatch() {
    scheduled.set(false);
    for (int i = 0; i < BATCH; i++) {
      if (!dispatchNext()) {
        return;
      }
    }
    schedule();
  }

  /** Dispatches all frames that have arrived so far; on the loop. */
  void dispatchArrived() {
    for (int i = waiting.get(); i > 0 && dispatchNext(); i--) {}
  }

  private boolean dispatchNext() {
    Arrival arrival = arrivals.poll();
    if (arrival == null) {
      return false;
    }
    waiting.decrementAndGet();
    dispatch(arrival.frame(), arrival.time());
    return true;
  }

  private void dispatch(CanFrame frame, long time) {
    LOG.trace("{}  RX  {}", busName, frame);
    for (Connection connection : routes.to(frame.id())) {
      connection.onFrame(frame, time);
    }
  }
}
