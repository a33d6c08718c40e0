package io.obdio.isotp.network;

import io.obdio.isotp.address.IsoTpAddress;
import java.util.List;

/** A server that handles requests until it is closed; created by {@link IsoTpNetwork#serve}. */
public final class IsoTpServer implements AutoCloseable {

  private final IsoTpConnection physical;
  private final List<IsoTpConnection> functional;

  IsoTpServer(IsoTpConnection physical, List<IsoTpConnection> functional) {
    this.physical = physical;
    this.functional = List.copyOf(functional);
  }

  /** Returns the address of physical requests and of all responses. */
  public IsoTpAddress address() {
    return physical.address();
  }

  /** Returns the connection that sends the responses, also for unsolicited messages. */
  public IsoTpConnection connection() {
    return physical;
  }

  @Override
  public void close() {
    functional.forEach(IsoTpConnection::close);
    physical.close();
  }
}
