package io.obdio.socketio.engineio.server;

import io.obdio.socketio.http.server.NettyExchange;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The first request of a session; compact, because thousands of these are held. */
public final class ClientInfo {
  private final InetSocketAddress address;
  private final String uri;
  private final String[] headers;
  private final boolean secure;
  private final long timeMillis;

  ClientInfo(NettyExchange exchange) {
    this.address = exchange.remoteAddress();
    this.uri = exchange.uri();
    this.secure = exchange.secure();
    this.timeMillis = System.currentTimeMillis();
    List<String> pairs = new ArrayList<>();
    exchange
        .headers()
        .forEach(
            e -> {
              pairs.add(e.getKey());
              pairs.add(e.getValue());
            });
    this.headers = pairs.toArray(String[]::new);
  }

  /** Returns the client's address. */
  public InetSocketAddress address() {
    return address;
  }

  /** Returns path and query as sent. */
  public String uri() {
    return uri;
  }

  /** Returns whether the connection is encrypted. */
  public boolean secure() {
    return secure;
  }

  /** Returns the start of the session. */
  public Instant time() {
    return Instant.ofEpochMilli(timeMillis);
  }

  /** Returns the headers, names in lower case, the first of several values. */
  public Map<String, String> headers() {
    Map<String, String> result = new LinkedHashMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      result.putIfAbsent(headers[i].toLowerCase(Locale.ROOT), headers[i + 1]);
    }
    return result;
  }
}
