package io.obdio.isotp.engine;

import io.obdio.isotp.address.IsoTpAddress;
import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.pdu.Pdu;
import io.obdio.isotp.pdu.PduCodec;

/**
 * One end of a way: a {@link Sender} and a {@link Receiver} under the rules of full or half duplex
 * (ISO 15765-2:2016 clause 9.7 and table 22).
 *
 * <p>Not for several threads; the same rules of use as for {@link Sender}.
 */
public final class Endpoint {

  /** Where frames, messages and results go. */
  public interface Output extends Sender.Output, Receiver.Output {
    @Override
    Handover send(CanFrame frame);
  }

  private final IsoTpAddress address;
  private final Sender sender;
  private final Receiver receiver;
  private final boolean halfDuplex;

  /** An end that is idle. */
  public Endpoint(IsoTpAddress address, IsoTpOptions options, Output output) {
    this.address = address;
    this.sender = new Sender(address, options, output);
    this.receiver = new Receiver(address, options, output);
    this.halfDuplex = options.halfDuplex();
  }

  /** Its address. */
  public IsoTpAddress address() {
    return address;
  }

  /** True if {@link #send} would be taken now. */
  public boolean readyToSend() {
    return !sender.busy() && !(halfDuplex && receiver.busy());
  }

  /** True while a message is being sent. */
  public boolean sending() {
    return sender.busy();
  }

  /** True while a message is being received. */
  public boolean receiving() {
    return receiver.busy();
  }

  /** When to call {@link #tick} next; {@link Sender#NEVER} if nothing runs. */
  public long nextDeadline() {
    return Math.min(sender.nextDeadline(), receiver.nextDeadline());
  }

  /**
   * Starts to send a message.
   *
   * @param message see {@link Sender#send}
   * @throws IllegalStateException if it is not {@link #readyToSend}
   * @throws IllegalArgumentException as {@link Sender#send}
   */
  public void send(byte[] message, long now) {
    if (halfDuplex && receiver.busy()) {
      throw new IllegalStateException(address + ": a message is being received (half duplex)");
    }
    sender.send(message, now);
  }

  /** A frame came; frames for others are ignored. */
  public void onFrame(CanFrame frame, long now) {
    if (!address.hears(frame)) {
      return;
    }
    if (PduCodec.type(frame, address.prefix()) == Pdu.FC) {
      sender.onFrame(frame, now);
    } else if (!(halfDuplex && sender.busy())) {
      receiver.onFrame(frame, now);
    }
  }

  /** A frame whose handover was {@link Handover#QUEUED} has been sent. */
  public void confirmed(CanFrame frame, long now) {
    if (PduCodec.type(frame, address.prefix()) == Pdu.FC) {
      receiver.confirmed(frame, now);
    } else {
      sender.confirmed(frame, now);
    }
  }

  /** Time passes. */
  public void tick(long now) {
    sender.tick(now);
    receiver.tick(now);
  }

  /** Who said WAIT may be ready now: see {@link Receiver#ready}. */
  public void ready(long now) {
    receiver.ready(now);
  }

  /** Breaks off what is under way, both directions: N_ERROR. */
  public void abort() {
    sender.abort();
    receiver.abort();
  }
}
