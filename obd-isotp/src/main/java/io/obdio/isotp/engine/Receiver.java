package io.obdio.isotp.engine;

import io.obdio.isotp.address.IsoTpAddress;
import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.pdu.FlowStatus;
import io.obdio.isotp.pdu.Pdu;
import io.obdio.isotp.pdu.Pdu.ConsecutiveFrame;
import io.obdio.isotp.pdu.Pdu.FirstFrame;
import io.obdio.isotp.pdu.Pdu.FlowControl;
import io.obdio.isotp.pdu.Pdu.SingleFrame;
import io.obdio.isotp.pdu.PduCodec;
import io.obdio.isotp.pdu.PduData;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The receiving side of ISO 15765-2:2016 clauses 9.2 to 9.8, for one message at a time, with the
 * unexpected frames of table 22. The buffer grows with the bytes received, up to {@link
 * IsoTpOptions#maxLength}.
 *
 * <p>Not thread-safe; the rules of use are those of {@link Sender}.
 */
public final class Receiver {

  /** Maximum initial size of the buffer in bytes. */
  private static final int FIRST_BUFFER = 4096;

  private static final int CLASSIC = 8;
  private static final long RETRY = 1_000_000;
  private static final byte[] NONE = new byte[0];

  /** The receiver of flow controls, messages and results. */
  public interface Output {
    /** Sends a frame, which is a flow control (L_Data.request). */
    Handover send(CanFrame frame);

    /** Reports the first frame of a message of {@code length} bytes (N_USData_FF.indication). */
    default void firstFrame(int length) {}

    /** Delivers a message (N_USData.indication with N_OK); the array is not used any more. */
    void indication(byte[] message);

    /** Reports the loss of a message (N_USData.indication with an error). */
    default void failure(NResult result) {}

    /** Reports that a message of {@code length} bytes was refused with OVFLW. */
    default void refused(long length) {}

    /** Reports a received frame that was ignored. */
    default void ignored(CanFrame frame, FrameError reason) {}

    /**
     * Returns the status of a flow control that is due.
     *
     * @param received the number of bytes received so far
     * @param total the length of the message in bytes
     * @return CTS to continue; WAIT to be called again after N_Br or in {@link Receiver#ready};
     *     OVFLW after the first frame to refuse the message (later it counts as WAIT)
     */
    default FlowStatus flow(int received, int total) {
      return FlowStatus.CTS;
    }
  }

  private enum State {
    IDLE,
    /** Not ready: WAIT is due at {@code deadline}. */
    HELD,
    /** The output did not accept the flow control; the reception fails at {@code deadline}. */
    BLOCKED,
    /** The flow control must be confirmed until {@code deadline}. */
    UNCONFIRMED,
    /** A consecutive frame must arrive until {@code deadline}. */
    WAIT_CF
  }

  private final IsoTpAddress address;
  private final IsoTpOptions options;
  private final Timers timers;
  private final Framing framing;
  private final Output output;
  private final int prefix;
  private final boolean silent;

  private State state = State.IDLE;
  private FlowStatus sentStatus = FlowStatus.CTS;
  private @Nullable CanFrame frame;
  private long deadline;
  private long retryAt;
  private byte[] buffer = NONE;
  private int length;
  private int received;
  private int sequence;
  private int blockLeft;
  private int rxDl;
  private int waits;
  private int blockSize;
  private int stMin;
  private long ignored;

  /** Creates an idle receiver. */
  public Receiver(IsoTpAddress address, IsoTpOptions options, Output output) {
    this.address = address;
    this.options = options;
    this.timers = options.timers();
    this.framing = new Framing(address, options);
    this.output = output;
    this.prefix = address.rxPrefix();
    this.silent = options.role() != Role.NORMAL;
    this.blockSize = options.blockSize();
    this.stMin = options.stMin();
  }

  /** Returns true between a first frame and the end of its message. */
  public boolean busy() {
    return state != State.IDLE;
  }

  /** Returns the number of frames that were ignored. */
  public long ignored() {
    return ignored;
  }

  /**
   * Changes the values of the flow controls sent from now on.
   *
   * @param newBlockSize BS, 0..255
   * @param newStMin STmin as coded, 0..255
   * @throws IllegalArgumentException if a value is out of range
   */
  public void setFlowControl(int newBlockSize, int newStMin) {
    if (newBlockSize < 0 || newBlockSize > 255 || newStMin < 0 || newStMin > 255) {
      throw new IllegalArgumentException(
          "BS " + newBlockSize + " or STmin " + newStMin + " is not within 0..255");
    }
    blockSize = newBlockSize;
    stMin = newStMin;
  }

  /** Returns when to call {@link #tick}; {@link Sender#NEVER} if nothing is pending. */
  public long nextDeadline() {
    return switch (state) {
      case IDLE -> Sender.NEVER;
      case BLOCKED -> Math.min(retryAt, deadline);
      case HELD, UNCONFIRMED, WAIT_CF -> deadline;
    };
  }

  /** Processes a frame that {@link IsoTpAddress#matches matches}; flow controls are ignored. */
  public void onFrame(CanFrame came, long now) {
    expire(now);
    Pdu pdu = framing.decode(came);
    FrameError error = null;
    if (pdu instanceof ConsecutiveFrame cf) {
      error = onConsecutive(cf, came, now);
    } else if (pdu instanceof SingleFrame sf) {
      error = onSingle(sf, came);
    } else if (pdu instanceof FirstFrame ff) {
      error = onFirst(ff, came, now);
    } else {
      error = FrameError.INVALID_PDU;
    }
    if (error != null) {
      ignored++;
      output.ignored(came, error);
    }
  }

  private @Nullable FrameError onSingle(SingleFrame sf, CanFrame came) {
    int size = sf.data().length() + prefix + (came.length() > CLASSIC ? 2 : 1);
    if (!framing.acceptsPadding(came, size)) {
      return FrameError.WRONG_PADDING;
    }
    interrupt();
    output.indication(sf.data().toBytes());
    return null;
  }

  private @Nullable FrameError onFirst(FirstFrame ff, CanFrame came, long now) {
    if (address.functional() || address.isFunctional(came)) {
      return FrameError.SEGMENTED_FUNCTIONAL;
    }
    interrupt();
    if (ff.length() > options.maxLength()) {
      refuse(ff.length());
      return null;
    }
    length = (int) ff.length();
    rxDl = came.length();
    buffer = new byte[Math.min(length, FIRST_BUFFER)];
    received = 0;
    append(ff.data(), ff.data().length());
    sequence = 1;
    waits = 0;
    state = State.WAIT_CF;
    deadline = now + timers.cr();
    output.firstFrame(length);
    if (!silent) {
      flow(true, now);
    }
    return null;
  }

  private void refuse(long total) {
    if (!silent) {
      // If it cannot be sent, the sender's N_Bs ends the transfer.
      output.send(flowControl(FlowStatus.OVFLW));
    }
    output.refused(total);
  }

  private @Nullable FrameError onConsecutive(ConsecutiveFrame cf, CanFrame came, long now) {
    // A frame that arrives before its flow control is confirmed proves that it was sent.
    boolean awaited =
        state == State.WAIT_CF || state == State.UNCONFIRMED && sentStatus == FlowStatus.CTS;
    if (!awaited) {
      return FrameError.UNEXPECTED_CF;
    }
    int left = length - received;
    boolean last = left <= PduCodec.consecutiveFrameCapacity(rxDl, prefix);
    int count = last ? left : PduCodec.consecutiveFrameCapacity(rxDl, prefix);
    boolean fits =
        last ? cf.data().length() >= count && came.length() <= rxDl : came.length() == rxDl;
    if (!fits) {
      return FrameError.WRONG_LENGTH;
    }
    if (!framing.acceptsPadding(came, prefix + 1 + count)) {
      return FrameError.WRONG_PADDING;
    }
    if (cf.sequenceNumber() != (sequence & 0xF)) {
      fail(NResult.N_WRONG_SN);
      return null;
    }
    append(cf.data(), count);
    sequence++;
    if (last) {
      complete();
    } else if (!silent && blockLeft > 0 && --blockLeft == 0) {
      flow(false, now);
    } else {
      state = State.WAIT_CF;
      deadline = now + timers.cr();
    }
    return null;
  }

  private void append(PduData data, int count) {
    if (received + count > buffer.length) {
      int grown = (int) Math.min(length, buffer.length * 2L);
      buffer = Arrays.copyOf(buffer, grown);
    }
    data.copyTo(buffer, received, count);
    received += count;
  }

  private void complete() {
    byte[] message = buffer;
    reset();
    output.indication(message);
  }

  private void flow(boolean first, long now) {
    FlowStatus status = output.flow(received, length);
    if (status == FlowStatus.OVFLW && first) {
      int total = length;
      reset();
      refuse(total);
    } else if (status == FlowStatus.CTS) {
      waits = 0;
      blockLeft = blockSize;
      sendFlowControl(FlowStatus.CTS, now);
    } else {
      state = State.HELD;
      deadline = now + timers.br();
    }
  }

  private void sendFlowControl(FlowStatus status, long now) {
    sentStatus = status;
    deadline = now + timers.ar();
    handOver(flowControl(status), now);
  }

  private CanFrame flowControl(FlowStatus status) {
    return framing.frame(new FlowControl(status, blockSize, stMin));
  }

  private void handOver(CanFrame flowControl, long now) {
    frame = flowControl;
    switch (output.send(flowControl)) {
      case SENT -> flowControlSent(now);
      case QUEUED -> {
        state = State.UNCONFIRMED;
        deadline = now + timers.ar();
      }
      case BUSY -> {
        state = State.BLOCKED;
        retryAt = now + RETRY;
      }
      case FAILED -> fail(NResult.N_ERROR);
    }
  }

  private void flowControlSent(long now) {
    frame = null;
    boolean wait = sentStatus == FlowStatus.WAIT;
    state = wait ? State.HELD : State.WAIT_CF;
    deadline = now + (wait ? timers.br() : timers.cr());
  }

  /** Confirms a flow control whose handover was {@link Handover#QUEUED} (L_Data.confirm). */
  public void confirmed(CanFrame sent, long now) {
    expire(now);
    if (state == State.UNCONFIRMED && frame != null && frame.equals(sent)) {
      flowControlSent(now);
    }
  }

  /** Calls {@link Output#flow} again if it returned WAIT. */
  public void ready(long now) {
    expire(now);
    if (state == State.HELD) {
      flow(false, now);
    }
  }

  /** Sends WAIT if it is due and ends what has timed out. */
  public void tick(long now) {
    if (state == State.BLOCKED && now < deadline && frame != null) {
      handOver(frame, now);
    }
    expire(now);
  }

  /** Aborts the message that is being received, if any: N_ERROR. */
  public void abort() {
    if (busy()) {
      fail(NResult.N_ERROR);
    }
  }

  private void expire(long now) {
    if (state == State.IDLE || now < deadline) {
      return;
    }
    switch (state) {
      case WAIT_CF -> fail(NResult.N_TIMEOUT_Cr);
      case UNCONFIRMED, BLOCKED -> fail(NResult.N_TIMEOUT_A);
      case HELD -> stillHeld(now);
      case IDLE -> {}
    }
  }

  private void stillHeld(long now) {
    flow(false, now);
    if (state != State.HELD) {
      return;
    }
    if (waits >= options.waitsSent()) {
      fail(NResult.N_WFT_OVRN);
    } else {
      waits++;
      sendFlowControl(FlowStatus.WAIT, now);
    }
  }

  private void interrupt() {
    if (busy()) {
      fail(NResult.N_UNEXP_PDU);
    }
  }

  private void fail(NResult result) {
    reset();
    output.failure(result);
  }

  private void reset() {
    state = State.IDLE;
    buffer = NONE;
    frame = null;
  }
}
