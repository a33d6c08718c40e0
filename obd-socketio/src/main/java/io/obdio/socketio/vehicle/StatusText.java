package io.obdio.socketio.vehicle;

import io.obdio.core.transport.ConnectionStatus;
import java.util.EnumMap;
import java.util.Map;

/** The texts of python-OBD for the status of a connection, as clients receive them. */
public final class StatusText {

  private static final Map<ConnectionStatus, String> TEXTS =
      new EnumMap<>(
          Map.of(
              ConnectionStatus.NOT_CONNECTED, "Not Connected",
              ConnectionStatus.INTERFACE_OPEN, "ELM Connected",
              ConnectionStatus.OBD_CONNECTED, "OBD Connected",
              ConnectionStatus.CAR_CONNECTED, "Car Connected"));

  private StatusText() {}

  /** Returns the text, such as {@code Car Connected}. */
  public static String of(ConnectionStatus status) {
    return TEXTS.getOrDefault(status, "");
  }
}
