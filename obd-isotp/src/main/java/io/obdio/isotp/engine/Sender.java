package io.obdio.isotp.engine;

import io.obdio.isotp.address.IsoTpAddress;
import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.pdu.FlowStatus;
import io.obdio.isotp.pdu.Pdu;
import io.obdio.isotp.pdu.Pdu.FlowControl;
import io.obdio.isotp.pdu.PduCodec;
import io.obdio.isotp.pdu.PduData;
import io.obdio.isotp.pdu.StMin;
import org.jspecify.annotations.Nullable;

/**
 * Sends one message at a time (ISO 15765-2:2016 clauses 9.2 to 9.8, the sender's half).
 *
 * <p>Not for several threads. Whoever owns it calls {@link #tick} at {@link #nextDeadline} and
 * gives frames with the time at which they came, in their order, before a later {@code tick}. The
 * output must not call back into the engine, except that {@code confirm} may {@link #send} the
 * next.
 */
public final class Sender {

  /** {@link #nextDeadline} while nothing runs. */
  public static final long NEVER = Long.MAX_VALUE;

  private static final long RETRY = 1_000_000;

  /** Where the sender's frames and results go. */
  public interface Output {
    /** L_Data.request: takes a frame. */
    Handover send(CanFrame frame);

    /** N_USData.confirm: the message has been sent, or why not; the sender is free again. */
    void confirm(NResult result);
  }

  private enum State {
    IDLE,
    /** A consecutive frame is due at {@code deadline}. */
    DUE,
    /** The output did not take {@code frame}; given up at {@code deadline}. */
    BLOCKED,
    /** {@code frame} waits for its confirmation until {@code deadline}. */
    UNCONFIRMED,
    /** A flow control must come until {@code deadline}. */
    WAIT_FC
  }

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
  private byte @Nullable [] payload;
  private @Nullable CanFrame frame;
  private int position;
  private int sequence;
  private int blockLeft;
  private long gap;
  private int waits;

  /** A sender that is idle. */
  public Sender(IsoTpAddress address, IsoTpOptions options, Output output) {
    this.address = address;
    this.options = options;
    this.timers = options.timers();
    this.framing = new Framing(address, options);
    this.output = output;
    this.cfCapacity = PduCodec.consecutiveFrameCapacity(options.txDl(), address.prefix());
  }

  /** True from {@link #send} until the result. */
  public boolean busy() {
    return state != State.IDLE;
  }

  /** Most bytes that go into one frame. */
  public int singleFrameCapacity() {
    return PduCodec.singleFrameCapacity(options.txDl(), address.prefix());
  }

  /** When to call {@link #tick} next; {@link #NEVER} if nothing runs. */
  public long nextDeadline() {
    return switch (state) {
      case IDLE -> NEVER;
      case BLOCKED -> Math.min(retryAt, deadline);
      case DUE, UNCONFIRMED, WAIT_FC -> deadline;
    };
  }

  /**
   * N_USData.request: starts to send a message. Its result may come before this returns.
   *
   * @param message at least one byte; not copied, so it must not change until the result
   * @throws IllegalStateException if it is busy
   * @throws IllegalArgumentException if the message is empty, or does not fit a single frame where
   *     only single frames may be sent
   */
  public void send(byte[] message, long now) {
    if (busy()) {
      throw new IllegalStateException(address + ": a message is being sent already");
    }
    if (options.role() == Role.LISTEN) {
      throw new IllegalStateException(address + ": only listens");
    }
    boolean single = message.length <= singleFrameCapacity();
    if (message.length == 0 || address.functional() && !single) {
      throw new IllegalArgumentException(
          message.length == 0
              ? "an empty message cannot be sent"
              : message.length
                  + " bytes do not fit a single frame of "
                  + singleFrameCapacity()
                  + ", and a functional request cannot be segmented");
    }
    payload = message;
    waits = 0;
    blockLeft = 0;
    if (single) {
      position = message.length;
      sequence = 0;
      next = Next.END;
      offer(new Pdu.SingleFrame(PduData.view(message, 0, message.length)), timers.as(), now);
    } else {
      sendFirst(message, now);
    }
    run(now);
  }

  private void sendFirst(byte[] message, long now) {
    position = PduCodec.firstFrameCapacity(options.txDl(), address.prefix(), message.length);
    sequence = 1;
    boolean broadcast = options.role() == Role.BROADCAST;
    next = broadcast ? Next.CF : Next.FC;
    gap = Math.max(0, options.forcedGap());
    offer(new Pdu.FirstFrame(message.length, PduData.view(message, 0, position)), timers.as(), now);
  }

  /** A frame came from the other end; only flow controls matter here. */
  public void onFrame(CanFrame received, long now) {
    if (PduCodec.type(received, address.prefix()) != Pdu.FC) {
      return;
    }
    expire(now);
    boolean awaited = state == State.WAIT_FC || state == State.UNCONFIRMED && next == Next.FC;
    if (awaited
        && framing.acceptsPadding(received, address.prefix() + 3)
        && PduCodec.decode(received, address.prefix()) instanceof FlowControl fc) {
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
        deadline = now;
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

  /** L_Data.confirm of a frame whose handover was {@link Handover#QUEUED}. */
  public void confirmed(CanFrame sent, long now) {
    expire(now);
    if (state == State.UNCONFIRMED && frame != null && frame.equals(sent)) {
      advance(now);
      run(now);
    }
  }

  /** Time passes: sends what is due, ends what took too long. */
  public void tick(long now) {
    if (state == State.BLOCKED && now < deadline && frame != null) {
      handOver(frame, now);
    }
    expire(now);
    run(now);
  }

  /** Breaks the message off, if there is one: N_ERROR. */
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
      // Between N_As, which runs from the request on, and N_Cs, which ends with it.
      case BLOCKED -> finish(sequence > 1 ? NResult.N_ERROR : NResult.N_TIMEOUT_A);
      case IDLE, DUE -> {}
    }
  }

  private void run(long now) {
    for (int left = options.burst(); left > 0 && state == State.DUE && deadline <= now; left--) {
      sendConsecutive(now);
    }
  }

  private void sendConsecutive(long now) {
    byte[] message = payload;
    if (message == null) {
      return;
    }
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

  private void offer(Pdu pdu, long patience, long now) {
    CanFrame built = framing.frame(pdu);
    deadline = now + patience;
    handOver(built, now);
  }

  private void handOver(CanFrame built, long now) {
    frame = built;
    switch (output.send(built)) {
      case SENT -> advance(now);
      case QUEUED -> {
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

  private void advance(long now) {
    frame = null;
    switch (next) {
      case END -> finish(NResult.N_OK);
      case CF -> {
        state = State.DUE;
        deadline = now + gap;
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
