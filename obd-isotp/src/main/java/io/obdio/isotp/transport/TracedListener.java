package io.obdio.isotp.transport;

import io.obdio.core.transport.TransportTrace;
import io.obdio.isotp.can.CanBus;
import io.obdio.isotp.can.CanId;

/** A listener that has the frames of its link traced. */
record TracedListener(ObdLink.Listener listener, TransportTrace trace) implements ObdLink.Listener {

  @Override
  public void began(CanId from) {
    listener.began(from);
  }

  @Override
  public void message(CanId from, byte[] message) {
    listener.message(from, message);
  }

  @Override
  public void failed(CanId from, String why) {
    trace.note(why);
    listener.failed(from, why);
  }

  @Override
  public void lost(String reason) {
    listener.lost(reason);
  }

  @Override
  public CanBus traced(CanBus bus) {
    return new TracedCanBus(bus, trace);
  }
}
