package io.obdio.isotp.network;

import io.obdio.isotp.address.IsoTpAddress;
import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.engine.Endpoint;
import io.obdio.isotp.engine.FrameError;
import io.obdio.isotp.engine.NResult;
import io.obdio.isotp.network.IsoTpException.Direction;
import io.obdio.isotp.pdu.FlowStatus;

/**
 * The receiving half of an engine's output: passes messages and errors to a sink().
 *
 * <p>Threads: the loop only.
 */
abstract class ReceivedOutput implements Endpoint.Output {

  private final String name;
  private final int maxLength;

  /** True while a frame with a functional identifier is processed. */
  private boolean functional;

  ReceivedOutput(IsoTpAddress address, int maxLength) {
    this.name = address.toString();
    this.maxLength = maxLength;
  }

  /** Returns the receiver of messages and errors. */
  abstract Sink sink();

  void setFunctional(boolean functional) {
    this.functional = functional;
  }

  @Override
  public final void firstFrame(int length) {
    sink().firstFrame(length);
  }

  @Override
  public final void indication(byte[] message) {
    if (sink().full()) {
      failure(NResult.N_BUFFER_OVFLW, "too many messages are waiting");
    } else {
      sink().message(message, functional);
    }
  }

  @Override
  public final FlowStatus flow(int received, int total) {
    return sink().full() ? FlowStatus.OVFLW : FlowStatus.CTS;
  }

  @Override
  public final void failure(NResult result) {
    failure(result, "");
  }

  @Override
  public final void refused(long length) {
    failure(
        NResult.N_BUFFER_OVFLW,
        length > maxLength
            ? length + " bytes, the maximum is " + maxLength
            : "too many messages are waiting");
  }

  @Override
  public final void ignored(CanFrame frame, FrameError reason) {
    sink().ignored(frame, reason);
  }

  private void failure(NResult result, String detail) {
    sink().error(new IsoTpException(name, Direction.RECEIVING, result, detail));
  }
}
