package io.obdio.isotp.engine;

import io.obdio.isotp.address.IsoTpAddress;
import io.obdio.isotp.can.CanFrame;
import java.util.ArrayList;
import java.util.List;

/** An endpoint whose output is kept. */
final class Bench implements Endpoint.Output {

  final List<CanFrame> frames = new ArrayList<>();
  final List<NResult> results = new ArrayList<>();
  final List<byte[]> messages = new ArrayList<>();
  final Endpoint endpoint;

  Bench(IsoTpOptions options) {
    this(IsoTpAddress.normal(Ladder.REQUEST, Ladder.ANSWER), options);
  }

  Bench(IsoTpAddress address, IsoTpOptions options) {
    endpoint = new Endpoint(address, options, this);
  }

  @Override
  public Handover send(CanFrame frame) {
    frames.add(frame);
    return Handover.SENT;
  }

  @Override
  public void confirm(NResult result) {
    results.add(result);
  }

  @Override
  public void indication(byte[] message) {
    messages.add(message);
  }

  @Override
  public void failure(NResult result) {
    results.add(result);
  }
}
