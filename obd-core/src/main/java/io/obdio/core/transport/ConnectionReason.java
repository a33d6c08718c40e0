package io.obdio.core.transport;

import java.util.Locale;

/** The reasons for the status of a connection, each with what a user can do next. */
public enum ConnectionReason {
  /** The vehicle answers. */
  CONNECTED(""),
  /** The connection is being opened. */
  CONNECTING("Wait until the port is open and the vehicle's protocol is found."),
  /** No connection is open, as requested. */
  CLOSED("Connect the vehicle."),
  /** The transport's URI is not valid. */
  BAD_URI("Correct the transport's URI."),
  /** There is no such serial port, device or CAN interface. */
  PORT_MISSING("Plug the adapter in, or correct the name of the port."),
  /** The operating system does not permit the program to use the port. */
  PERMISSION_DENIED(
      "Add the user of the program to the group that owns the port, such as dialout, and log in"
          + " again."),
  /** Another program uses the port. */
  PORT_IN_USE("Close the other program that uses the port."),
  /** The port is open, and no adapter answers on it. */
  ADAPTER_SILENT(
      "Check that the adapter is plugged into the vehicle, that it has power (ignition on), and that"
          + " the port is that of the adapter."),
  /** The name of the host cannot be resolved. */
  HOST_UNKNOWN("Correct the name of the host, or specify its IP address."),
  /** The host does not accept the connection. */
  HOST_UNREACHABLE(
      "Check the address and the port, that this computer is in the adapter's network, and that no"
          + " other program uses the adapter."),
  /** The network interface exists and is not up. */
  INTERFACE_DOWN("Set the interface up: sudo ip link set can0 up type can bitrate 500000"),
  /** The connection was lost; it is opened again when that is possible. */
  CONNECTION_LOST("Check the adapter and its cable; the connection is opened again by itself."),
  /** The port cannot be opened for another reason. */
  UNAVAILABLE("Correct what the message states."),
  /** The adapter answers and measures no supply voltage, or is in its low power mode. */
  NO_SUPPLY_VOLTAGE(
      "The adapter answers, but there is no voltage at the vehicle's socket, or the adapter is in"
          + " its low power mode: plug it in firmly and switch the ignition on."),
  /** The vehicle is parked: nothing is requested and the adapter sleeps. */
  ASLEEP("The vehicle is parked and the connection sleeps: start the engine, or send a request."),
  /** The battery of the parked vehicle is low: nothing is requested. */
  LOW_VOLTAGE(
      "The battery is low, so that nothing is requested from the vehicle: start the engine, or"
          + " charge the battery."),
  /** The adapter answers, the vehicle does not. */
  VEHICLE_SILENT("The adapter answers, the vehicle does not: is the ignition on?");

  private final String remedy;

  ConnectionReason(String remedy) {
    this.remedy = remedy;
  }

  /** Returns the reason as clients receive it, such as {@code port_missing}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns one sentence with what a user can do; "" if nothing is missing. */
  public String remedy() {
    return remedy;
  }

  /**
   * Returns the reason for the status of an open connection.
   *
   * @param adapter whether the transport has an adapter with commands of its own
   */
  public static ConnectionReason of(ConnectionStatus status, boolean adapter) {
    return switch (status) {
      case NOT_CONNECTED -> CONNECTION_LOST;
      case INTERFACE_OPEN -> adapter ? NO_SUPPLY_VOLTAGE : VEHICLE_SILENT;
      case OBD_CONNECTED -> VEHICLE_SILENT;
      case CAR_CONNECTED -> CONNECTED;
    };
  }
}
