package io.obdio.isotp.network;

import io.obdio.isotp.address.IsoTpAddress;
import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.engine.Endpoint;
import io.obdio.isotp.engine.Handover;
import io.obdio.isotp.engine.IsoTpOptions;
import io.obdio.isotp.engine.NResult;
import io.obdio.isotp.engine.Sender;
import io.obdio.isotp.loop.EventLoop;
import io.obdio.isotp.network.IsoTpException.Direction;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A connection of an {@link IsoTpNetwork}: drives one engine.
 *
 * <p>Threads: users call the methods of {@link IsoTpConnection} from any thread; everything else
 * runs on the loop, which alone accesses the engine and the fields that are not volatile.
 */
final class Connection extends ReceivedOutput implements IsoTpConnection {

  /** Interval at which a connection that waits for the bus checks its time-out: 10 ms. */
  private static final long TIMEOUT_CHECK = 10_000_000;

  private final NetworkParts network;
  private final EventLoop loop;
  private final Endpoint endpoint;
  private final Sink sink;
  private final Outbox outbox = new Outbox(MAX_WAITING);
  private final CompletableFuture<Void> closed = new CompletableFuture<>();
  private volatile boolean open = true;
  private boolean shut;
  private volatile boolean draining;

  private Outbox.@Nullable Entry current;
  private String sendError = "";
  private boolean inEngine;
  private EventLoop.@Nullable Timer timer;
  private long timerAt = Sender.NEVER;
  private boolean tickQueued;

  /** A frame that the bus sent without reporting its transmission, and the end of that send. */
  private @Nullable CanFrame unconfirmed;

  private long unconfirmedAt;

  /** True while the connection is in the transmit queue; accessed on the loop only. */
  boolean awaitingBus;

  Connection(
      NetworkParts network,
      IsoTpAddress address,
      IsoTpOptions options,
      Function<Connection, Sink> sink) {
    super(address, options.maxLength());
    this.network = network;
    this.loop = network.loop();
    this.endpoint = new Endpoint(address, options, this);
    this.sink = sink.apply(this);
  }

  @Override
  Sink sink() {
    return sink;
  }

  @Override
  public IsoTpAddress address() {
    return endpoint.address();
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public CompletableFuture<Void> send(byte... message) {
    SendFuture future = new SendFuture(this::cancel);
    submit(new Outbox.Entry(message.clone(), future));
    return future;
  }

  /** Returns the number of messages that wait to be sent. */
  int waitingToSend() {
    return outbox.size();
  }

  /** Sends a message without a future; keeps the array. */
  void sendQuietly(byte[] message) {
    submit(new Outbox.Entry(message, null));
  }

  private void submit(Outbox.Entry entry) {
    if (!open || draining) {
      end(entry, failed(NResult.N_ERROR, "the connection is closed"));
    } else if (!outbox.reserve()) {
      end(entry, failed(NResult.N_ERROR, MAX_WAITING + " messages are waiting to be sent"));
    } else if (loop.inLoop()) {
      enqueue(entry);
    } else {
      try {
        loop.execute(() -> enqueue(entry));
      } catch (RejectedExecutionException e) {
        outbox.release();
        end(entry, failed(NResult.N_ERROR, "the network is closed"));
      }
    }
  }

  private void enqueue(Outbox.Entry entry) {
    if (!open) {
      outbox.release();
      end(entry, failed(NResult.N_ERROR, "the connection is closed"));
      return;
    }
    outbox.add(entry);
    proceed(loop.now());
  }

  private void cancel(SendFuture future) {
    network.runOnLoop(
        () -> {
          if (!open) {
            return;
          }
          outbox.remove(future);
          if (current != null && current.future == future) {
            inEngine = true;
            endpoint.abortSending();
            inEngine = false;
          }
          proceed(loop.now());
        });
  }

  @Override
  public void setFlowControl(int blockSize, int stMin) {
    IsoTpOptions.builder().blockSize(blockSize).stMin(stMin).build(); // Checks the ranges.
    network.runOnLoop(() -> endpoint.setFlowControl(blockSize, stMin));
  }

  /** Processes a frame with one of this connection's identifiers. */
  void onFrame(CanFrame frame, long now) {
    inEngine = true;
    setFunctional(address().isFunctional(frame));
    endpoint.onFrame(frame, now);
    inEngine = false;
    proceed(now);
  }

  /** Lets the engine send what is due: a deadline has come, or the bus may accept frames again. */
  void tick() {
    tickQueued = false;
    if (!open) {
      return;
    }
    long now = loop.now();
    inEngine = true;
    endpoint.tick(now);
    inEngine = false;
    proceed(now);
  }

  /** Starts the next message and schedules the next deadline, after a call of the engine. */
  private void proceed(long now) {
    if (inEngine) {
      return;
    }
    confirmSent();
    while (open && endpoint.readyToSend() && !outbox.isEmpty()) {
      start(outbox.remove(), now);
      confirmSent();
    }
    if (draining && open && current == null && outbox.isEmpty()) {
      shut("");
    }
    if (open) {
      schedule(endpoint.nextDeadline(), now);
    }
  }

  /** Passes the end of a timed send to the engine. */
  private void confirmSent() {
    while (unconfirmed != null) {
      CanFrame frame = unconfirmed;
      unconfirmed = null;
      confirmed(frame, unconfirmedAt);
    }
  }

  private void confirmed(CanFrame frame, long at) {
    inEngine = true;
    endpoint.confirmed(frame, at);
    inEngine = false;
  }

  private void schedule(long next, long now) {
    if (next == Sender.NEVER) {
      return; // A timer that still runs finds nothing to do: cheaper than to cancel each.
    }
    // The transmit queue calls when there is room; then only the time-out is checked here.
    long deadline = awaitingBus ? Math.max(next, now + TIMEOUT_CHECK) : next;
    if (deadline <= now) {
      if (!tickQueued) {
        tickQueued = true;
        loop.execute(this::tick);
      }
    } else if (deadline < timerAt) {
      if (timer != null) {
        timer.cancel();
      }
      timerAt = deadline;
      timer = loop.scheduleAt(deadline, this::onTimer);
    }
  }

  private void start(Outbox.Entry entry, long now) {
    current = entry;
    inEngine = true;
    try {
      endpoint.send(entry.message, now);
    } catch (IllegalArgumentException | IllegalStateException e) {
      current = null;
      end(entry, e);
    } finally {
      inEngine = false;
    }
  }

  private void onTimer() {
    timer = null;
    timerAt = Sender.NEVER;
    if (!open) {
      return;
    }
    // Frames that arrived before the deadline must be processed before it.
    network.dispatcher().dispatchArrived();
    if (endpoint.nextDeadline() <= loop.now()) {
      tick();
    } else {
      proceed(loop.now());
    }
  }

  @Override
  public Handover send(CanFrame frame) {
    return send(frame, false);
  }

  @Override
  public Handover send(CanFrame frame, boolean timed) {
    TransmitQueue.Result result = network.transmitQueue().send(this, frame, timed);
    sendError = result.error();
    if (result.handover() == Handover.SENT && timed) {
      // The separation time starts at the end of the send, not at the time of the engine's call.
      unconfirmed = frame;
      unconfirmedAt = loop.now();
      return Handover.QUEUED;
    }
    return result.handover();
  }

  /** Processes the bus's report that a frame was transmitted; called by any thread. */
  void transmitted(CanFrame frame, long age) {
    long at = loop.now() - Math.max(0, age);
    if (loop.inLoop() && !inEngine) {
      onTransmitted(frame, at);
      return;
    }
    try {
      loop.execute(() -> onTransmitted(frame, at));
    } catch (RejectedExecutionException e) {
      // The network is closed, and with it the transfer.
    }
  }

  private void onTransmitted(CanFrame frame, long at) {
    if (open) {
      confirmed(frame, at);
      proceed(loop.now());
    }
  }

  @Override
  public void confirm(NResult result) {
    Outbox.Entry entry = current;
    current = null;
    if (entry != null) {
      end(entry, result == NResult.N_OK ? null : failed(result, sendError));
    }
  }

  private void end(Outbox.Entry entry, @Nullable Exception error) {
    SendFuture future = entry.future;
    if (future == null) {
      if (error instanceof IsoTpException failure) {
        sink.error(failure);
      }
    } else if (!future.isDone()) {
      // Dependents of the future are user code, which must not run on the loop.
      network.callback(
          () -> {
            if (error == null) {
              future.complete(null);
            } else {
              future.completeExceptionally(error);
            }
          });
    }
  }

  private IsoTpException failed(NResult result, String detail) {
    return new IsoTpException(address().toString(), Direction.SENDING, result, detail);
  }

  @Override
  public CompletableFuture<Void> closeAfterSending(Duration limit) {
    draining = true;
    network.runOnLoop(
        () -> {
          proceed(loop.now());
          if (open) {
            try {
              loop.schedule(limit.toNanos(), () -> shut("not sent within " + limit));
            } catch (RejectedExecutionException e) {
              shut("");
            }
          }
        });
    return closed.copy();
  }

  @Override
  public void close() {
    // At once, so that another connection can be opened with the same identifiers.
    open = false;
    network.routes().remove(this);
    network.runOnLoop(() -> shut(""));
  }

  /** Closes the connection; on the loop. */
  void shut(String reason) {
    if (shut) {
      return;
    }
    shut = true;
    open = false;
    sendError = reason.isEmpty() ? "the connection was closed" : reason;
    network.routes().remove(this);
    network.transmitQueue().remove(this);
    if (timer != null) {
      timer.cancel();
    }
    inEngine = true;
    endpoint.abort();
    inEngine = false;
    for (Outbox.Entry entry : outbox.removeAll()) {
      end(entry, failed(NResult.N_ERROR, sendError));
    }
    sink.closed(reason);
    network.callback(() -> closed.complete(null));
  }
}
