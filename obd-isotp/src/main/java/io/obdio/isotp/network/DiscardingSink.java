package io.obdio.isotp.network;

/** The incoming side of who only sends. */
final class DiscardingSink implements Sink {

  static final DiscardingSink INSTANCE = new DiscardingSink();

  private DiscardingSink() {}

  @Override
  public boolean full() {
    return false;
  }

  @Override
  public void message(byte[] message) {}

  @Override
  public void firstFrame(int length) {}

  @Override
  public void error(IsoTpException error) {}

  @Override
  public void closed(String reason) {}
}
