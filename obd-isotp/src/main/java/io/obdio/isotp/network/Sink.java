package io.obdio.isotp.network;

/** Where a connection's incoming side ends. Called on the loop; must return at once. */
interface Sink {

  /** True if the next message would have no place. */
  boolean full();

  void message(byte[] message);

  void firstFrame(int length);

  void error(IsoTpException error);

  void closed(String reason);
}
