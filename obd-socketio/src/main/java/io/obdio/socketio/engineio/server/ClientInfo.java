package io.obdio.socketio.engineio.server;

import io.obdio.socketio.http.server.NettyExchange;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The first request of a session; compact, because thousands of these are held. */
public final class ClientInfo {
  private static final int OBJECT = 256;
  private static final int STRING = 56;

  /** Headers that are kept whatever their size. */
  private static final Set<String> NEEDED =
      Set.of("authorization", "cookie", "host", "origin", "user-agent");

  /** Headers of the connection and of the content, which no program needs later. */
  private static final Pattern DROPPED =
      Pattern.compile(
          "accept.*|cache-control|connection|content-.*|dnt|keep-alive|pragma|priority"
              + "|sec-(ch|fetch|websocket)-.*|te|upgrade.*");

  /** Characters of other headers that are kept. */
  private static final int MAX_OTHERS = 4_096;

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
    int size = 0;
    for (Map.Entry<String, String> header : exchange.headers()) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      int length = name.length() + header.getValue().length();
      boolean needed = NEEDED.contains(name);
      if (needed || !DROPPED.matcher(name).matches() && size + length <= MAX_OTHERS) {
        pairs.add(name);
        pairs.add(header.getValue());
        size += needed ? 0 : length;
      }
    }
    this.headers = pairs.toArray(String[]::new);
  }

  /** Returns the approximate memory that this object occupies, in bytes. */
  int bytes() {
    int bytes = OBJECT + uri.length();
    for (String text : headers) {
      bytes += STRING + text.length();
    }
    return bytes;
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

  /**
   * Returns the headers, names in lower case, the first of several values. Headers of the
   * connection and the content are not kept, nor are others beyond 4 KiB.
   */
  public Map<String, String> headers() {
    Map<String, String> result = new LinkedHashMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      result.putIfAbsent(headers[i], headers[i + 1]);
    }
    return result;
  }
}
