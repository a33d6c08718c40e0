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
 * Receives one message at a time (ISO 15765-2:2016 clauses 9.2 to 9.8, the receiver's half, with
 * the unexpected frames of table 22). It never holds more than the bytes that came, at most {@link
 * IsoTpOptions#maxLength} and a share for growth.
 *
 * <p>Not for several threads; the same rules of use as for {@link Sender}.
 */
public final class Receiver {

  /** A buffer begins with the message's length, but no more than this. */
  private static final int FIRST_BUFFER = 4096;

  private static final long RETRY = 1_000_000;
  private static final byte[] NONE = new byte[0];

  /** Where the receiver's flow controls, messages and results go. */
  public interface Output {
    /** L_Data.request: takes a frame, which is a flow control. */
    Handover send(CanFrame frame);

    /** N_USData_FF.indication: a message of {@code length} bytes has begun. */
    default void firstFrame(int length) {}

    /** N_USData.indication with N_OK: a whole message, the caller's to keep. */
    void indication(byte[] message);

    /** N_USData.indication with an error: the message that was being received is lost. */
    default void failure(NResult result) {}

    /** A message of {@code length} bytes was refused for its length. */
    default void refused(long length) {}

    /**
     * Asked whenever a flow control is due.
     *
     * @param received bytes that came so far
     * @param total bytes of the whole message
     * @return CTS to go on; WAIT to be asked again after N_Br or in {@link Receiver#ready}; OVFLW
     *     right after the first frame to refuse the message (later it counts as WAIT)
     */
    default FlowStatus flow(int received, int total) {
      return FlowStatus.CTS;
    }
  }

  private enum State {
    IDLE,
    /** Not ready: WAIT is due at {@code deadline}. */
    HELD,
    /** The output did not take the flow control; given up at {@code deadline}. */
    BLOCKED,
    /** The flow control waits for its confirmation until {@code deadline}. */
    UNCONFIRMED,
    /** A consecutive frame must come until {@code deadline}. */
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
  private FlowStatus said = FlowStatus.CTS;
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
  private long ignored;

  /** A receiver that is idle. */
  public Receiver(IsoTpAddress address, IsoTpOptions options, Output output) {
    this.address = address;
    this.options = options;
    this.timers = options.timers();
    this.framing = new Framing(address, options);
    this.output = output;
    this.prefix = address.prefix();
    this.silent = options.role() != Role.NORMAL;
  }

  /** True between a first frame and the end of its message. */
  public boolean busy() {
    return state != State.IDLE;
  }

  /** Frames that were not looked at further, as the standard wants: for a person's eye. */
  public long ignored() {
    return ignored;
  }

  /** When to call {@link #tick} next; {@link Sender#NEVER} if nothing runs. */
  public long nextDeadline() {
    return switch (state) {
      case IDLE -> Sender.NEVER;
      case BLOCKED -> Math.min(retryAt, deadline);
      case HELD, UNCONFIRMED, WAIT_CF -> deadline;
    };
  }

  /** A frame came that the address hears; flow controls are ignored here. */
  public void onFrame(CanFrame came, long now) {
    expire(now);
    Pdu pdu = PduCodec.decode(came, prefix);
    boolean taken = false;
    if (pdu instanceof ConsecutiveFrame cf) {
      taken = onConsecutive(cf, came, now);
    } else if (pdu instanceof SingleFrame sf) {
      taken = onSingle(sf, came);
    } else if (pdu instanceof FirstFrame ff) {
      taken = onFirst(ff, came, now);
    }
    if (!taken) {
      ignored++;
    }
  }

  private boolean onSingle(SingleFrame sf, CanFrame came) {
    if (!framing.acceptsPadding(came, PduCodec.size(sf, prefix))) {
      return false;
    }
    interrupt();
    output.indication(sf.data().toBytes());
    return true;
  }

  private boolean onFirst(FirstFrame ff, CanFrame came, long now) {
    if (address.functional()) {
      return false;
    }
    interrupt();
    if (ff.length() > options.maxLength()) {
      refuse(ff.length());
      return true;
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
    return true;
  }

  private void refuse(long wanted) {
    if (!silent) {
      // Nothing hangs on whether it is sent: the sender's N_Bs ends it otherwise.
      output.send(flowControl(FlowStatus.OVFLW));
    }
    output.refused(wanted);
  }

  private boolean onConsecutive(ConsecutiveFrame cf, CanFrame came, long now) {
    // One that comes before its flow control is confirmed shows that it was sent.
    boolean awaited =
        state == State.WAIT_CF || state == State.UNCONFIRMED && said == FlowStatus.CTS;
    if (!awaited) {
      return false;
    }
    int left = length - received;
    boolean last = left <= PduCodec.consecutiveFrameCapacity(rxDl, prefix);
    int count = last ? left : PduCodec.consecutiveFrameCapacity(rxDl, prefix);
    boolean fits =
        last ? cf.data().length() >= count && came.length() <= rxDl : came.length() == rxDl;
    if (!fits || !framing.acceptsPadding(came, prefix + 1 + count)) {
      return false;
    }
    if (cf.sequenceNumber() != (sequence & 0xF)) {
      fail(NResult.N_WRONG_SN);
      return true;
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
    return true;
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
      int wanted = length;
      reset();
      refuse(wanted);
    } else if (status == FlowStatus.CTS) {
      waits = 0;
      blockLeft = options.blockSize();
      say(FlowStatus.CTS, now);
    } else {
      state = State.HELD;
      deadline = now + timers.br();
    }
  }

  private void say(FlowStatus status, long now) {
    said = status;
    deadline = now + timers.ar();
    handOver(flowControl(status), now);
  }

  private CanFrame flowControl(FlowStatus status) {
    return framing.frame(new FlowControl(status, options.blockSize(), options.stMin()));
  }

  private void handOver(CanFrame flowControl, long now) {
    frame = flowControl;
    switch (output.send(flowControl)) {
      case SENT -> said(now);
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

  private void said(long now) {
    frame = null;
    boolean wait = said == FlowStatus.WAIT;
    state = wait ? State.HELD : State.WAIT_CF;
    deadline = now + (wait ? timers.br() : timers.cr());
  }

  /** L_Data.confirm of a flow control whose handover was {@link Handover#QUEUED}. */
  public void confirmed(CanFrame sent, long now) {
    expire(now);
    if (state == State.UNCONFIRMED && frame != null && frame.equals(sent)) {
      said(now);
    }
  }

  /** Who said WAIT may be ready now: asks {@link Output#flow} again, if it was asked. */
  public void ready(long now) {
    expire(now);
    if (state == State.HELD) {
      flow(false, now);
    }
  }

  /** Time passes: says WAIT when due, ends what took too long. */
  public void tick(long now) {
    if (state == State.BLOCKED && now < deadline && frame != null) {
      handOver(frame, now);
    }
    expire(now);
  }

  /** Breaks the reception off, if there is one: N_ERROR. */
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
      say(FlowStatus.WAIT, now);
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
