package io.obdio.socketio.http.server;

import java.util.Locale;
import java.util.Optional;

/**
 * An origin: scheme, host and port (RFC 6454).
 *
 * @param scheme {@code http} or {@code https}
 * @param host in lower case, IPv6 addresses in brackets
 * @param port the actual one, default ports included
 */
record Origin(String scheme, String host, int port) {

  /** Parses an {@code Origin} header; empty if it is {@code null} or not valid. */
  static Optional<Origin> parse(String header) {
    int end = header.indexOf("://");
    String scheme = end < 0 ? "" : header.substring(0, end).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      return Optional.empty();
    }
    String authority = header.substring(end + 3);
    if (authority.isEmpty() || authority.indexOf('/') >= 0) {
      return Optional.empty();
    }
    int port = port(authority);
    return Optional.of(new Origin(scheme, host(authority), port < 0 ? defaultPort(scheme) : port));
  }

  /** Returns the host of a {@code Host} header, in lower case. */
  static String host(String authority) {
    int colon = portColon(authority);
    return (colon < 0 ? authority : authority.substring(0, colon)).toLowerCase(Locale.ROOT);
  }

  /** Returns the port of a {@code Host} header; -1 if it has none. */
  static int port(String authority) {
    int colon = portColon(authority);
    try {
      return colon < 0 ? -1 : Integer.parseInt(authority.substring(colon + 1));
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static int portColon(String authority) {
    int colon = authority.lastIndexOf(':');
    return colon > authority.lastIndexOf(']') ? colon : -1;
  }

  static int defaultPort(String scheme) {
    return scheme.equals("https") ? 443 : 80;
  }
}
