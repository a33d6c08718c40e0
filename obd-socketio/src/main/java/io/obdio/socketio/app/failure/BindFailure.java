package io.obdio.socketio.app.failure;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The explanation of an address that the program cannot listen on. */
public final class BindFailure {

  private static final Path RANGE = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
  private static final Pattern MESSAGE =
      Pattern.compile("cannot listen on (.*):(\\d+): (.*)", Pattern.DOTALL);
  private static final int FIRST_FREE_PORT = 1024;

  private BindFailure() {}

  /**
   * Returns one line that names the cause and the remedy.
   *
   * @param failure its message is {@code cannot listen on HOST:PORT: CAUSE}
   * @param portFlag the flag that selects the port
   */
  public static String explain(IOException failure, String portFlag) {
    return explain(Failures.message(failure), portFlag, ownAddresses(), temporaryPorts());
  }

  static String explain(String message, String portFlag, List<String> own, String temporary) {
    Matcher matcher = MESSAGE.matcher(message);
    if (!matcher.matches()) {
      return message;
    }
    String host = matcher.group(1);
    int port = Integer.parseInt(matcher.group(2));
    String at = "cannot listen on " + host + ":" + port + ": ";
    String cause = matcher.group(3);
    if (cause.contains("assign requested address")) {
      return at
          + host
          + " is not an address of this computer; use one of "
          + String.join(", ", own)
          + ", or 0.0.0.0 for all";
    }
    if (cause.contains("ermission denied")) {
      return at
          + (port < FIRST_FREE_PORT
              ? "ports below 1024 need a privilege; choose another port with "
                  + portFlag
                  + ", or grant the capability CAP_NET_BIND_SERVICE"
              : "permission denied");
    }
    if (cause.contains("in use")) {
      return at
          + "the port is in use; is another server running? Choose another port with "
          + portFlag
          + temporary(port, temporary);
    }
    return at + cause;
  }

  private static String temporary(int port, String range) {
    String[] limits = range.strip().split("\\s+", -1);
    boolean within =
        limits.length == 2
            && limits[0].matches("\\d{1,5}")
            && limits[1].matches("\\d{1,5}")
            && port >= Integer.parseInt(limits[0])
            && port <= Integer.parseInt(limits[1]);
    return within
        ? "; the system also uses ports from "
            + limits[0]
            + " to "
            + limits[1]
            + " for outgoing connections, so that it may be free again in a minute"
        : "";
  }

  private static String temporaryPorts() {
    try {
      return Files.isReadable(RANGE) ? Files.readString(RANGE) : "";
    } catch (IOException e) {
      return "";
    }
  }

  private static List<String> ownAddresses() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(Inet4Address.class::isInstance)
          .map(InetAddress::getHostAddress)
          .sorted()
          .toList();
    } catch (SocketException e) {
      return List.of("127.0.0.1");
    }
  }
}
