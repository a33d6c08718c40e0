package io.obdio.socketio.engineio.server;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.socketio.http.server.NettyExchange;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The number of sessions in all and per address. Safe for use by any thread. */
final class SessionLimits {
  private final int max;
  private final int maxPerAddress;

  @GuardedBy("this")
  private final Map<InetAddress, Integer> perAddress = new HashMap<>();

  @GuardedBy("this")
  private final Map<EngineSession, InetAddress> addresses = new HashMap<>();

  @GuardedBy("this")
  private int count;

  SessionLimits(int max, int maxPerAddress) {
    this.max = max;
    this.maxPerAddress = maxPerAddress;
  }

  /** Counts a session; returns the reason if it is refused. */
  synchronized @Nullable EngineError enter(NettyExchange exchange) {
    if (count >= max) {
      return EngineError.TOO_MANY_SESSIONS;
    }
    InetAddress address = exchange.remoteAddress().getAddress();
    if (!exempt(exchange, address) && perAddress.getOrDefault(address, 0) >= maxPerAddress) {
      return EngineError.TOO_MANY_SESSIONS_OF_ADDRESS;
    }
    count++;
    perAddress.merge(address, 1, Integer::sum);
    return null;
  }

  /** Returns whether many clients may share an address: this machine's, or a proxy's. */
  private static boolean exempt(NettyExchange exchange, InetAddress address) {
    return address.isLoopbackAddress() || exchange.isTrustedProxy(address);
  }

  /** Assigns the counted session to its address. */
  synchronized void belongs(EngineSession session, ClientInfo client) {
    addresses.put(session, client.address().getAddress());
  }

  /** Uncounts a session; returns whether it was counted. */
  synchronized boolean leave(EngineSession session) {
    InetAddress address = addresses.remove(session);
    if (address != null) {
      uncount(address);
    }
    return address != null;
  }

  /** Uncounts a session that was not assigned. */
  synchronized void leave(InetSocketAddress client) {
    uncount(client.getAddress());
  }

  @GuardedBy("this")
  private void uncount(InetAddress address) {
    count--;
    perAddress.computeIfPresent(address, (a, n) -> n == 1 ? null : n - 1);
  }
}
