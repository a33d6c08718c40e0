package io.obdio.isotp.engine;

import io.obdio.isotp.address.IsoTpAddress;
import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.pdu.Pdu;
import io.obdio.isotp.pdu.PduCodec;

/**
 * One node's end of a connection: a {@link Sender} and a {@link Receiver} in full or half duplex
 * (ISO 15765-2:2016 clause 9.7 and table 22).
 *
 * <p>Not thread-safe; the rules of use are those of {@link Sender}.
 */
public final class Endpoint {

  /** The receiver of frames, messages and results. */
  public interface Output extends Sender.Output, Receiver.Output {
    @Override
    Handover send(CanFrame frame);

    @Override
    default void ignored(CanFrame frame, FrameError reason) {}
  }

  private final IsoTpAddress address;
  private final Sender sender;
  private final Receiver receiver;
  private final boolean halfDuplex;
  private final Output output;

  /** Creates an idle endpoint. */
  public Endpoint(IsoTpAddress address, IsoTpOptions options, Output output) {
    this.address = address;
    this.sender = new Sender(address, options, output);
    this.receiver = new Receiver(address, options, output);
    this.halfDuplex = options.halfDuplex();
    this.output = output;
  }

  /** Returns the address. */
  public IsoTpAddress address() {
    return address;
  }

  /** Returns true if {@link #send} can be called. */
  public boolean readyToSend() {
    return !sender.busy() && !(halfDuplex && receiver.busy());
  }

  /** Returns true while a message is being sent. */
  public boolean sending() {
    return sender.busy();
  }

  /** Returns true while a message is being received. */
  public boolean receiving() {
    return receiver.busy();
  }

  /** Returns when to call {@link #tick}; {@link Sender#NEVER} if nothing is pending. */
  public long nextDeadline() {
    return Math.min(sender.nextDeadline(), receiver.nextDeadline());
  }

  /**
   * Starts to send a message.
   *
   * @param message see {@link Sender#send}
   * @throws IllegalStateException if {@link #readyToSend} is false
   * @throws IllegalArgumentException as {@link Sender#send}
   */
  public void send(byte[] message, long now) {
    if (halfDuplex && receiver.busy()) {
      throw new IllegalStateException(address + ": a message is being received (half duplex)");
    }
    sender.send(message, now);
  }

  /** Processes a received frame; frames that the address does not match are ignored. */
  public void onFrame(CanFrame frame, long now) {
    if (!address.matches(frame)) {
      return;
    }
    if (PduCodec.type(frame, address.rxPrefix()) == Pdu.FC) {
      sender.onFrame(frame, now);
    } else if (halfDuplex && sender.busy()) {
      output.ignored(frame, FrameError.HALF_DUPLEX);
    } else {
      receiver.onFrame(frame, now);
    }
  }

  /**
   * Confirms a frame whose handover was {@link Handover#QUEUED}.
   *
   * @param now the time at which the frame was transmitted
   */
  public void confirmed(CanFrame frame, long now) {
    if (PduCodec.type(frame, address.txPrefix()) == Pdu.FC) {
      receiver.confirmed(frame, now);
    } else {
      sender.confirmed(frame, now);
    }
  }

  /** Sends what is due and ends what has timed out. */
  public void tick(long now) {
    sender.tick(now);
    receiver.tick(now);
  }

  /** Asks for the flow status again, see {@link Receiver#ready}. */
  public void ready(long now) {
    receiver.ready(now);
  }

  /** Changes the values of the flow controls sent, see {@link Receiver#setFlowControl}. */
  public void setFlowControl(int blockSize, int stMin) {
    receiver.setFlowControl(blockSize, stMin);
  }

  /** Aborts the message that is being sent, if any: N_ERROR. */
  public void abortSending() {
    sender.abort();
  }

  /** Aborts the messages of both directions: N_ERROR. */
  public void abort() {
    sender.abort();
    receiver.abort();
  }
}
