package io.obdio.isotp.network;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A sink that sends each message back, without leaving the loop. */
final class EchoSink implements Sink {

  private static final Logger LOG = LoggerFactory.getLogger(EchoSink.class);

  private final Connection connection;

  EchoSink(Connection connection) {
    this.connection = connection;
  }

  @Override
  public boolean full() {
    return connection.waitingToSend() >= IsoTpConnection.MAX_WAITING;
  }

  @Override
  public void message(byte[] message, boolean functional) {
    connection.sendQuietly(message);
  }

  @Override
  public void firstFrame(int length) {}

  @Override
  public void error(IsoTpException error) {
    LOG.debug("echo server: {}", error.getMessage());
  }

  @Override
  public void closed(String reason) {}
}
