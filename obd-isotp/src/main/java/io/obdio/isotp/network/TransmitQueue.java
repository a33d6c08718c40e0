package io.obdio.isotp.network;

import io.obdio.isotp.can.CanBus;
import io.obdio.isotp.can.CanBusFullException;
import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.engine.Handover;
import io.obdio.isotp.loop.EventLoop;
import java.io.IOException;
import java.util.ArrayDeque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sending side of a network. While the bus is full, connections with a frame to send wait in a
 * first-come, first-served queue.
 *
 * <p>Threads: the loop only.
 */
final class TransmitQueue {

  private static final Logger LOG = LoggerFactory.getLogger(TransmitQueue.class);

  /** Pause before a full bus is tried again: about two frames at 500 kbit/s, in nanoseconds. */
  private static final long RETRY_PAUSE = 500_000;

  /**
   * The outcome of a send.
   *
   * @param error the reason for BUSY or FAILED, otherwise ""
   */
  record Result(Handover handover, String error) {
    static final Result SENT = new Result(Handover.SENT, "");
    static final Result QUEUED = new Result(Handover.QUEUED, "");
  }

  private final CanBus bus;
  private final EventLoop loop;
  private final ArrayDeque<Connection> waiting = new ArrayDeque<>();
  private boolean retryScheduled;
  private boolean serving;
  private boolean sentWhileServing;

  TransmitQueue(CanBus bus, EventLoop loop) {
    this.bus = bus;
    this.loop = loop;
  }

  /**
   * Passes a frame to the bus; if the bus is full, queues the connection.
   *
   * @param timed true to report the transmission to the connection, if the bus can
   */
  Result send(Connection connection, CanFrame frame, boolean timed) {
    if (!waiting.isEmpty() && !serving) {
      enqueue(connection);
      return new Result(Handover.BUSY, "the transmit queue of the bus stays full");
    }
    try {
      boolean reported = false;
      if (timed) {
        reported = bus.send(frame, age -> connection.transmitted(frame, age));
      } else {
        bus.send(frame);
      }
      LOG.trace("{}  TX  {}", bus.name(), frame);
      sentWhileServing = true;
      return reported ? Result.QUEUED : Result.SENT;
    } catch (CanBusFullException e) {
      enqueue(connection);
      return new Result(Handover.BUSY, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return new Result(Handover.FAILED, String.valueOf(e.getMessage()));
    }
  }

  private void enqueue(Connection connection) {
    if (!connection.awaitingBus) {
      connection.awaitingBus = true;
      waiting.addLast(connection);
    }
    scheduleRetry();
  }

  private void scheduleRetry() {
    if (!retryScheduled) {
      retryScheduled = true;
      loop.schedule(RETRY_PAUSE, this::serve);
    }
  }

  private void serve() {
    retryScheduled = false;
    for (int i = waiting.size(); i > 0; i--) {
      Connection next = waiting.remove();
      next.awaitingBus = false;
      serving = true;
      sentWhileServing = false;
      next.tick();
      serving = false;
      if (next.awaitingBus) {
        if (!sentWhileServing) {
          // The bus took no frame of this connection, so it keeps its place.
          waiting.removeLast();
          waiting.addFirst(next);
        }
        break;
      }
    }
    if (!waiting.isEmpty()) {
      scheduleRetry();
    }
  }

  /** Removes a connection that is being closed. */
  void remove(Connection connection) {
    if (connection.awaitingBus) {
      waiting.remove(connection);
      connection.awaitingBus = false;
    }
  }
}
