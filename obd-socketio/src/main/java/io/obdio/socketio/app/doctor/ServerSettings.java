package io.obdio.socketio.app.doctor;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * The settings with which the server would start.
 *
 * @param configuration the configuration file; empty if there is none
 * @param problems what is wrong in the configuration; empty if the server starts with it
 * @param addresses where the server listens; empty if the configuration is not valid
 * @param keys whether clients need a key
 * @param open whether clients without a key may change the vehicle
 * @param encrypted whether the server uses TLS
 */
public record ServerSettings(
    String configuration,
    List<String> problems,
    List<InetSocketAddress> addresses,
    boolean keys,
    boolean open,
    boolean encrypted) {

  /** No settings: the checks of the server are skipped. */
  public static final ServerSettings NONE =
      new ServerSettings("", List.of(), List.of(), false, false, false);

  /** Copies the lists. */
  public ServerSettings {
    problems = List.copyOf(problems);
    addresses = List.copyOf(addresses);
  }

  /** Returns whether other machines reach the server. */
  boolean reachable() {
    return addresses.stream().anyMatch(a -> !a.getAddress().isLoopbackAddress());
  }
}
