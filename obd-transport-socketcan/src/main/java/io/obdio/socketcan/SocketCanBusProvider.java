package io.obdio.socketcan;

import io.obdio.isotp.can.CanBus;
import io.obdio.isotp.can.CanBusProvider;
import java.io.IOException;

/** The provider of {@link SocketCanBus}. */
public final class SocketCanBusProvider implements CanBusProvider {

  /** Creates the provider; called by {@link java.util.ServiceLoader}. */
  public SocketCanBusProvider() {}

  @Override
  public String scheme() {
    return "socketcan";
  }

  @Override
  public CanBus open(String name) throws IOException {
    return SocketCanBus.open(name);
  }
}
