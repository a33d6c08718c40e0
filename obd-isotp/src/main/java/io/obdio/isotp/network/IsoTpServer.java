package io.obdio.isotp.network;

import io.obdio.isotp.address.IsoTpAddress;
import java.util.List;

/** Answers requests until it is closed; made by {@link IsoTpNetwork#serve}. */
public final class IsoTpServer implements AutoCloseable {

  private final IsoTpConnection physical;
  private final List<IsoTpConnection> functional;

  IsoTpServer(IsoTpConnection physical, List<IsoTpConnection> functional) {
    this.physical = physical;
    this.functional = List.copyOf(functional);
  }

  /** Where it answers from. */
  public IsoTpAddress address() {
    return physical.address();
  }

  /** The connection that its answers take, to send without being asked. */
  public IsoTpConnection connection() {
    return physical;
  }

  @Override
  public void close() {
    functional.forEach(IsoTpConnection::close);
    physical.close();
  }
}
