package io.obdio.slcan;

import io.obdio.isotp.can.CanBus;
import io.obdio.isotp.can.CanBusProvider;
import java.io.IOException;

/** The provider of {@link SlcanBus}. */
public final class SlcanBusProvider implements CanBusProvider {

  /** Creates the provider; called by {@link java.util.ServiceLoader}. */
  public SlcanBusProvider() {}

  @Override
  public String scheme() {
    return "slcan";
  }

  /**
   * {@inheritDoc}
   *
   * @param name such as {@code /dev/ttyACM0?bitrate=500000}
   */
  @Override
  public CanBus open(String name) throws IOException {
    return SlcanBus.open(name);
  }
}
