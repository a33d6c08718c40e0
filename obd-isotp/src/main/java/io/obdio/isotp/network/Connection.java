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
import io.obdio.isotp.pdu.FlowStatus;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The shell around one engine.
 *
 * <p>Threads: users call the methods of {@link IsoTpConnection} from anywhere; everything else runs
 * on the loop, which owns the engine, the outbox and the timer.
 */
final class Connection implements IsoTpConnection, Endpoint.Output {

  /** A message to be sent; without a result its failure goes to the sink. */
  private static final class Outgoing {
    final byte[] message;
    final @Nullable CompletableFuture<Void> result;

    Outgoing(byte[] message, @Nullable CompletableFuture<Void> result) {
      this.message = message;
      this.result = result;
    }
  }

  /** Interval at which a connection that waits for the bus checks its time-out: 10 ms. */
  private static final long TIMEOUT_CHECK = 10_000_000;

  private final NetworkParts network;
  private final IsoTpOptions options;
  private final Endpoint endpoint;
  private final Sink sink;
  private final AtomicInteger waiting = new AtomicInteger();
  private volatile boolean open = true;

  private final ArrayDeque<Outgoing> outbox = new ArrayDeque<>();
  private @Nullable Outgoing current;
  private String sendError = "";
  private boolean inEngine;
  private EventLoop.@Nullable Timer timer;
  private long timerAt = Sender.NEVER;
  private boolean tickQueued;

  /** True while the connection is in the transmit queue; accessed on the loop only. */
  boolean awaitingBus;

  Connection(
      NetworkParts network,
      IsoTpAddress address,
      IsoTpOptions options,
      Function<Connection, Sink> sink) {
    this.network = network;
    this.options = options;
    this.endpoint = new Endpoint(address, options, this);
    this.sink = sink.apply(this);
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
    CompletableFuture<Void> result = new CompletableFuture<>();
    submit(new Outgoing(message.clone(), result));
    return result;
  }

  /** How many messages wait to be sent. */
  int waitingToSend() {
    return waiting.get();
  }

  /** Sends without a result; keeps the array. */
  void sendQuietly(byte[] message) {
    submit(new Outgoing(message, null));
  }

  private void submit(Outgoing outgoing) {
    if (!open) {
      end(outgoing, failed(NResult.N_ERROR, "the connection is closed"));
    } else if (waiting.incrementAndGet() > MAX_WAITING) {
      waiting.decrementAndGet();
      end(outgoing, failed(NResult.N_ERROR, MAX_WAITING + " messages wait to be sent"));
    } else if (network.loop().inLoop()) {
      enqueue(outgoing);
    } else {
      try {
        network.loop().execute(() -> enqueue(outgoing));
      } catch (RejectedExecutionException e) {
        waiting.decrementAndGet();
        end(outgoing, failed(NResult.N_ERROR, "the network is closed"));
      }
    }
  }

  private void enqueue(Outgoing outgoing) {
    if (!open) {
      waiting.decrementAndGet();
      end(outgoing, failed(NResult.N_ERROR, "the connection is closed"));
      return;
    }
    outbox.add(outgoing);
    proceed(network.loop().now());
  }

  /** A frame with this connection's identifier came. */
  void onFrame(CanFrame frame, long now) {
    inEngine = true;
    endpoint.onFrame(frame, now);
    inEngine = false;
    proceed(now);
  }

  /** The bus may take frames again, or a deadline has come. */
  void tick() {
    tickQueued = false;
    if (!open) {
      return;
    }
    long now = network.loop().now();
    inEngine = true;
    endpoint.tick(now);
    inEngine = false;
    proceed(now);
  }

  /** After the engine has come to rest: the next message, the next deadline. */
  private void proceed(long now) {
    if (inEngine) {
      return;
    }
    while (open && endpoint.readyToSend() && !outbox.isEmpty()) {
      start(outbox.remove(), now);
    }
    long deadline = open ? endpoint.nextDeadline() : Sender.NEVER;
    if (deadline == Sender.NEVER) {
      return; // A timer that still runs finds nothing to do: cheaper than to cancel each.
    }
    if (awaitingBus) {
      // The transmit queue calls when there is room; here only the time-out is checked.
      deadline = Math.max(deadline, now + TIMEOUT_CHECK);
    }
    if (deadline <= now) {
      if (!tickQueued) {
        tickQueued = true;
        network.loop().execute(this::tick);
      }
    } else if (deadline < timerAt) {
      if (timer != null) {
        timer.cancel();
      }
      timerAt = deadline;
      timer = network.loop().scheduleAt(deadline, this::onTimer);
    }
  }

  private void start(Outgoing outgoing, long now) {
    current = outgoing;
    waiting.decrementAndGet();
    inEngine = true;
    try {
      endpoint.send(outgoing.message, now);
    } catch (IllegalArgumentException | IllegalStateException e) {
      current = null;
      end(outgoing, e);
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
    // What came before the deadline must be seen before it.
    network.dispatcher().dispatchArrived();
    if (endpoint.nextDeadline() <= network.loop().now()) {
      tick();
    } else {
      proceed(network.loop().now());
    }
  }

  @Override
  public Handover send(CanFrame frame) {
    TransmitQueue.Result taken = network.transmitQueue().send(this, frame);
    sendError = taken.error();
    return taken.handover();
  }

  @Override
  public void confirm(NResult result) {
    Outgoing outgoing = current;
    current = null;
    if (outgoing != null) {
      end(outgoing, result == NResult.N_OK ? null : failed(result, sendError));
    }
  }

  private void end(Outgoing outgoing, @Nullable Exception error) {
    CompletableFuture<Void> result = outgoing.result;
    if (result == null) {
      if (error instanceof IsoTpException failure) {
        sink.error(failure);
      }
      return;
    }
    // What depends on the future is users' code: it must not run on the loop.
    network.callback(
        () -> {
          if (error == null) {
            result.complete(null);
          } else {
            result.completeExceptionally(error);
          }
        });
  }

  @Override
  public void firstFrame(int length) {
    sink.firstFrame(length);
  }

  @Override
  public void indication(byte[] message) {
    if (sink.full()) {
      failure(Direction.RECEIVING, NResult.N_BUFFER_OVFLW, "too many messages wait to be read");
    } else {
      sink.message(message);
    }
  }

  @Override
  public FlowStatus flow(int received, int total) {
    return sink.full() ? FlowStatus.OVFLW : FlowStatus.CTS;
  }

  @Override
  public void failure(NResult result) {
    failure(Direction.RECEIVING, result, "");
  }

  @Override
  public void refused(long length) {
    failure(
        Direction.RECEIVING,
        NResult.N_BUFFER_OVFLW,
        length > options.maxLength()
            ? length + " bytes, more than the " + options.maxLength() + " allowed"
            : "too many messages wait to be read");
  }

  private void failure(Direction direction, NResult result, String detail) {
    sink.error(new IsoTpException(address().toString(), direction, result, detail));
  }

  private IsoTpException failed(NResult result, String detail) {
    return new IsoTpException(address().toString(), Direction.SENDING, result, detail);
  }

  @Override
  public void close() {
    network.runOnLoop(() -> shut(""));
  }

  /** Ends it; on the loop. */
  void shut(String reason) {
    if (!open) {
      return;
    }
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
    for (Outgoing outgoing : outbox) {
      end(outgoing, failed(NResult.N_ERROR, sendError));
    }
    outbox.clear();
    sink.closed(reason);
  }
}
