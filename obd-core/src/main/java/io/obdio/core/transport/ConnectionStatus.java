package io.obdio.core.transport;

/**
 * The part of the path to the vehicle that is established; each constant implies those before it.
 */
public enum ConnectionStatus {
  /** The interface is not open, or no adapter answers behind it. */
  NOT_CONNECTED("not connected"),
  /** The interface is open: the adapter answers, or the CAN socket is bound. */
  INTERFACE_OPEN("interface open, no vehicle"),
  /** The adapter measures the vehicle's supply voltage; the vehicle does not answer. */
  OBD_CONNECTED("vehicle found, but it does not answer"),
  /** The vehicle answers. */
  CAR_CONNECTED("vehicle connected");

  private final String description;

  ConnectionStatus(String description) {
    this.description = description;
  }

  /** Returns a short text for people. */
  public String description() {
    return description;
  }

  /** Returns whether at least as much is established as with {@code other}. */
  public boolean isAtLeast(ConnectionStatus other) {
    return compareTo(other) >= 0;
  }
}
