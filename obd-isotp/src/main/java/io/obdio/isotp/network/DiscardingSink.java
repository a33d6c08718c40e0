package io.obdio.isotp.network;

/** A sink for connections that only send. */
final class DiscardingSink implements Sink {

  static final DiscardingSink INSTANCE = new DiscardingSink();

  private DiscardingSink() {}

  @Override
  public boolean full() {
    return false;
  }

  @Override
  public void message(byte[] message, boolean functional) {}

  @Override
  public void firstFrame(int length) {}

  @Override
  public void error(IsoTpException error) {}

  @Override
  public void closed(String reason) {}
}
