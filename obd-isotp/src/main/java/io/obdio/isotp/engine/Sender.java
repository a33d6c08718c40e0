package io.obdio.isotp.engine;

import io.obdio.isotp.address.IsoTpAddress;
import io.obdio.isotp.can.CanBitRate;
import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.pdu.FlowStatus;
import io.obdio.isotp.pdu.Pdu;
import io.obdio.isotp.pdu.Pdu.FlowControl;
import io.obdio.isotp.pdu.PduCodec;
import io.obdio.isotp.pdu.PduData;
import io.obdio.isotp.pdu.StMin;
import org.jspecify.annotations.Nullable;

/**
 * The sending side of ISO 15765-2:2016 clauses 9.2 to 9.8, for one message at a time.
 *
 * <p>Not thread-safe. The owner calls {@link #tick} at {@link #nextDeadline} and passes frames with
 * their times of arrival, in order and before a later {@code tick}. The output must not call the
 * engine, except that {@code confirm} may call {@link #send} with the next message.
 */
public final class Sender {

  /** The value of {@link #nextDeadline} while nothing is pending. */
  public static final long NEVER = Long.MAX_VALUE;

  private static final long RETRY = 1_000_000;
  private static final long SECOND = 1_000_000_000;

  /** The receiver of the sender's frames and results. */
  public interface Output {
    /** Sends a frame (L_Data.request). */
    Handover send(CanFrame frame);

    /**
     * Sends a frame.
     *
     * @param timed true if the time of transmission matters because a separation time follows or
     *     the transmission is to be confirmed: an output that can find the time out returns {@link
     *     Handover#QUEUED} and calls {@link Sender#confirmed} with it
     */
    default Handover send(CanFrame frame, boolean timed) {
      return send(frame);
    }

    /** Reports the end of a message (N_USData.confirm); the next one can be sent. */
    void confirm(NResult result);

    /** Reports a received frame that was ignored. */
    default void ignored(CanFrame frame, FrameError reason) {}
  }

  private enum State {
    IDLE,
    /** The next frame of the message is due at {@code deadline}. */
    DUE,
    /** The output did not accept {@code frame}; the transfer fails at {@code deadline}. */
    BLOCKED,
    /** {@code frame} must be confirmed until {@code deadline}. */
    UNCONFIRMED,
    /** A flow control must arrive until {@code deadline}. */
    WAIT_FC
  }

  /** The step after the frame that was sent last. */
  private enum Next {
    END,
    CF,
    FC
  }

  private final IsoTpAddress address;
  private final IsoTpOptions options;
  private final Timers timers;
  private final Framing framing;
  private final Output output;
  private final int cfCapacity;

  private State state = State.IDLE;
  private Next next = Next.END;
  private long deadline;
  private long retryAt;

  /** The earliest time of the next frame under the bit rate limit. */
  private long pacedUntil = Long.MIN_VALUE;

  private byte @Nullable [] payload;
  private @Nullable CanFrame frame;
  private int position;
  private int sequence;
  private int blockLeft;
  private long gap;
  private int waits;

  /** Creates an idle sender. */
  public Sender(IsoTpAddress address, IsoTpOptions options, Output output) {
    this.address = address;
    this.options = options;
    this.timers = options.timers();
    this.framing = new Framing(address, options);
    this.output = output;
    this.cfCapacity = PduCodec.consecutiveFrameCapacity(options.txDl(), address.txPrefix());
  }

  /** Returns true from {@link #send} until the result. */
  public boolean busy() {
    return state != State.IDLE;
  }

  /** Returns the maximum number of message bytes in a single frame. */
  public int singleFrameCapacity() {
    return PduCodec.singleFrameCapacity(options.txDl(), address.txPrefix());
  }

  /** Returns when to call {@link #tick}; {@link #NEVER} if nothing is pending. */
  public long nextDeadline() {
    return switch (state) {
      case IDLE -> NEVER;
      case BLOCKED -> Math.min(retryAt, deadline);
      case DUE, UNCONFIRMED, WAIT_FC -> deadline;
    };
  }

  /**
   * Starts to send a message (N_USData.request). The result may be reported before this returns.
   *
   * @param message at least one byte; not copied, so it must not change until the result
   * @throws IllegalStateException if a message is being sent, or the role is {@link Role#LISTEN}
   * @throws IllegalArgumentException if the message is empty, or does not fit a single frame and
   *     the address is functional
   */
  public void send(byte[] message, long now) {
    if (busy()) {
      throw new IllegalStateException(address + ": a message is already being sent");
    }
    if (options.role() == Role.LISTEN) {
      throw new IllegalStateException(address + ": the connection only listens");
    }
    if (message.length == 0) {
      throw new IllegalArgumentException("an empty message cannot be sent");
    }
    if (address.functional() && message.length > singleFrameCapacity()) {
      throw new IllegalArgumentException(
          message.length
              + " bytes do not fit a single frame of "
              + singleFrameCapacity()
              + " bytes, and a functional request cannot be segmented");
    }
    payload = message;
    position = 0;
    sequence = 0;
    waits = 0;
    blockLeft = 0;
    state = State.DUE;
    deadline = Math.max(now, pacedUntil);
    run(now);
  }

  /** Processes a received frame; only flow controls matter. */
  public void onFrame(CanFrame received, long now) {
    if (PduCodec.type(received, address.rxPrefix()) != Pdu.FC) {
      return;
    }
    expire(now);
    boolean awaited = state == State.WAIT_FC || state == State.UNCONFIRMED && next == Next.FC;
    if (!awaited) {
      output.ignored(received, FrameError.UNEXPECTED_FC);
    } else if (!(PduCodec.decode(received, address.rxPrefix()) instanceof FlowControl fc)) {
      output.ignored(received, FrameError.INVALID_PDU);
    } else if (!framing.acceptsPadding(received, address.rxPrefix() + 3)) {
      output.ignored(received, FrameError.WRONG_PADDING);
    } else {
      onFlowControl(fc, now);
      run(now);
    }
  }

  private void onFlowControl(FlowControl fc, long now) {
    FlowStatus status = fc.status();
    if (status == null) {
      finish(NResult.N_INVALID_FS);
      return;
    }
    switch (status) {
      case CTS -> {
        waits = 0;
        blockLeft = fc.blockSize();
        gap = options.forcedGap() >= 0 ? options.forcedGap() : StMin.nanos(fc.stMin());
        frame = null;
        state = State.DUE;
        deadline = Math.max(now, pacedUntil);
      }
      case WAIT -> {
        if (++waits > options.waitsAccepted()) {
          finish(NResult.N_WFT_OVRN);
          return;
        }
        frame = null;
        state = State.WAIT_FC;
        deadline = now + timers.bs();
      }
      case OVFLW -> finish(NResult.N_BUFFER_OVFLW);
    }
  }

  /**
   * Confirms a frame whose handover was {@link Handover#QUEUED} (L_Data.confirm).
   *
   * @param now the time at which the frame was transmitted
   */
  public void confirmed(CanFrame sent, long now) {
    expire(now);
    if (state == State.UNCONFIRMED && frame != null && frame.equals(sent)) {
      advance(now);
      run(now);
    }
  }

  /** Sends what is due and ends what has timed out. */
  public void tick(long now) {
    if (state == State.BLOCKED && now < deadline && frame != null) {
      handOver(frame, now);
    }
    expire(now);
    run(now);
  }

  /** Aborts the message that is being sent, if any: N_ERROR. */
  public void abort() {
    if (busy()) {
      finish(NResult.N_ERROR);
    }
  }

  private void expire(long now) {
    if (state == State.IDLE || state == State.DUE || now < deadline) {
      return;
    }
    switch (state) {
      case UNCONFIRMED -> finish(NResult.N_TIMEOUT_A);
      case WAIT_FC -> finish(NResult.N_TIMEOUT_Bs);
      // A consecutive frame runs into N_Cs, the frames before it into N_As.
      case BLOCKED -> finish(sequence > 1 ? NResult.N_ERROR : NResult.N_TIMEOUT_A);
      case IDLE, DUE -> {}
    }
  }

  private void run(long now) {
    for (int left = options.burst(); left > 0 && state == State.DUE && deadline <= now; left--) {
      byte[] message = payload;
      if (message == null) {
        return;
      }
      if (position > 0) {
        sendConsecutive(message, now);
      } else if (message.length <= singleFrameCapacity()) {
        sendSingle(message, now);
      } else {
        sendFirst(message, now);
      }
    }
  }

  private void sendSingle(byte[] message, long now) {
    position = message.length;
    next = Next.END;
    offer(new Pdu.SingleFrame(PduData.view(message, 0, message.length)), timers.as(), now);
  }

  private void sendFirst(byte[] message, long now) {
    position = PduCodec.firstFrameCapacity(options.txDl(), address.txPrefix(), message.length);
    sequence = 1;
    next = options.role() == Role.BROADCAST ? Next.CF : Next.FC;
    gap = Math.max(0, options.forcedGap());
    offer(new Pdu.FirstFrame(message.length, PduData.view(message, 0, position)), timers.as(), now);
  }

  private void sendConsecutive(byte[] message, long now) {
    int count = Math.min(cfCapacity, message.length - position);
    Pdu cf = new Pdu.ConsecutiveFrame(sequence & 0xF, PduData.view(message, position, count));
    position += count;
    sequence++;
    if (position == message.length) {
      next = Next.END;
    } else {
      next = blockLeft > 0 && --blockLeft == 0 ? Next.FC : Next.CF;
    }
    offer(cf, timers.cs(), now);
  }

  private void offer(Pdu pdu, long timeout, long now) {
    CanFrame built = framing.frame(pdu);
    deadline = now + timeout;
    handOver(built, now);
  }

  private void handOver(CanFrame built, long now) {
    frame = built;
    boolean timed = next == Next.CF && gap > 0 || next == Next.END && options.confirmed();
    switch (output.send(built, timed)) {
      case SENT -> {
        pace(built, now);
        advance(now);
      }
      case QUEUED -> {
        pace(built, now);
        state = State.UNCONFIRMED;
        deadline = now + timers.as();
      }
      case BUSY -> {
        state = State.BLOCKED;
        retryAt = now + RETRY;
      }
      case FAILED -> finish(NResult.N_ERROR);
    }
  }

  private void pace(CanFrame sent, long now) {
    if (options.bitRateLimit() > 0) {
      long cost = CanBitRate.bits(sent) * SECOND / options.bitRateLimit();
      pacedUntil = Math.max(pacedUntil, now) + cost;
    }
  }

  private void advance(long now) {
    frame = null;
    switch (next) {
      case END -> finish(NResult.N_OK);
      case CF -> {
        state = State.DUE;
        deadline = Math.max(now + gap, pacedUntil);
      }
      case FC -> {
        state = State.WAIT_FC;
        deadline = now + timers.bs();
      }
    }
  }

  private void finish(NResult result) {
    state = State.IDLE;
    payload = null;
    frame = null;
    output.confirm(result);
  }
}
