package io.obdio.socketio.access;

import io.obdio.socketio.http.HttpExchange;
import io.obdio.socketio.server.Handshake;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The part of a request that access control reads. */
public interface RequestView {

  /** Returns the address of the client. */
  InetAddress address();

  /** Returns a header, null if there is none. */
  @Nullable String header(String name);

  /** Returns the query, decoded; the first of several values. */
  Map<String, String> query();

  /** Returns the view of an HTTP request. */
  static RequestView of(HttpExchange exchange) {
    return new RequestView() {
      @Override
      public InetAddress address() {
        return addressOf(exchange.remoteAddress());
      }

      @Override
      public @Nullable String header(String name) {
        return exchange.header(name);
      }

      @Override
      public Map<String, String> query() {
        return exchange.query();
      }
    };
  }

  /** Returns the view of the request that began a Socket.IO session. */
  static RequestView of(Handshake handshake) {
    return new RequestView() {
      @Override
      public InetAddress address() {
        return addressOf(handshake.address());
      }

      @Override
      public @Nullable String header(String name) {
        return handshake.headers().get(name);
      }

      @Override
      public Map<String, String> query() {
        return handshake.query();
      }
    };
  }

  private static InetAddress addressOf(InetSocketAddress address) {
    InetAddress resolved = address.getAddress();
    if (resolved == null) {
      throw new IllegalArgumentException(address + " is not resolved");
    }
    return resolved;
  }
}
