package io.obdio.core.transport;

/** How far the way to the vehicle is open; later ones include the earlier. */
public enum ConnectionStatus {
  /** No port, or no adapter behind it. */
  NOT_CONNECTED("Not Connected"),
  /** The adapter answers. */
  ELM_CONNECTED("ELM Connected"),
  /** The adapter sees the vehicle's supply voltage at the socket; the vehicle does not answer. */
  OBD_CONNECTED("OBD Connected"),
  /** The vehicle answers. */
  CAR_CONNECTED("Car Connected");

  private final String text;

  ConnectionStatus(String text) {
    this.text = text;
  }

  /** The text that clients see on the wire. */
  public String text() {
    return text;
  }

  /** True if this is as far as {@code other} or further. */
  public boolean isAtLeast(ConnectionStatus other) {
    return compareTo(other) >= 0;
  }
}
