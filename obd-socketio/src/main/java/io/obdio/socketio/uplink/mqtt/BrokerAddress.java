package io.obdio.socketio.uplink.mqtt;

import io.obdio.socketio.telemetry.Topics;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * The address of a broker: {@code mqtt://user@host:port/root} or {@code mqtts://...}.
 *
 * @param tls whether the connection is encrypted
 * @param host name or address of the broker
 * @param port number of the port; by default 1883, or 8883 with TLS
 * @param user name of the user; null if none
 * @param root first levels of all topics; empty if the address has no path
 */
public record BrokerAddress(
    boolean tls, String host, int port, @Nullable String user, String root) {

  private static final int PORT = 1883;
  private static final int TLS_PORT = 8883;
  private static final String FORM =
      "expected mqtt://[USER@]HOST[:PORT][/ROOT], or mqtts:// for a connection with TLS";

  /**
   * Parses an address.
   *
   * @throws IllegalArgumentException with a text for people, without a password, if it is invalid
   */
  public static BrokerAddress parse(String text) {
    URI uri;
    try {
      uri = new URI(text.strip());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("invalid address of a broker: " + FORM, e);
    }
    boolean tls = "mqtts".equalsIgnoreCase(uri.getScheme());
    if (!tls && !"mqtt".equalsIgnoreCase(uri.getScheme())
        || uri.getHost() == null
        || uri.getQuery() != null
        || uri.getFragment() != null) {
      throw new IllegalArgumentException("invalid address of a broker: " + FORM);
    }
    String user = uri.getUserInfo();
    if (user != null && user.indexOf(':') >= 0) {
      throw new IllegalArgumentException(
          "the address of a broker must not contain a password, which other users of the computer"
              + " could see: write it into a file");
    }
    int port = uri.getPort() >= 0 ? uri.getPort() : tls ? TLS_PORT : PORT;
    if (port == 0 || port > 0xffff) {
      throw new IllegalArgumentException("invalid port of the broker: " + port);
    }
    String host = uri.getHost();
    if (host.startsWith("[")) {
      host = host.substring(1, host.length() - 1); // an IPv6 address
    }
    return new BrokerAddress(tls, host, port, user, root(uri));
  }

  private static String root(URI uri) {
    String path = uri.getPath() == null ? "" : uri.getPath();
    String start = path.startsWith("/") ? path.substring(1) : path;
    return start.endsWith("/") ? start.substring(0, start.length() - 1) : start;
  }

  /**
   * Returns the topics of vehicles below the root, the usual ones if the address has none.
   *
   * @throws IllegalArgumentException with a text for people if the root is invalid
   */
  public Topics topics() {
    return root.isEmpty() ? Topics.DEFAULT : new Topics(root);
  }

  /** Returns the address without user and root, for people. */
  @Override
  public String toString() {
    String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return (tls ? "mqtts://" : "mqtt://") + name + ":" + port;
  }
}
