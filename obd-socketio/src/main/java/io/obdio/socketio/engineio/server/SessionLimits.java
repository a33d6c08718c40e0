package io.obdio.socketio.engineio.server;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.socketio.http.server.NettyExchange;
import java.net.InetAddress;
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
    if (perAddress.getOrDefault(address, 0) >= maxPerAddress) {
      return EngineError.TOO_MANY_SESSIONS_OF_ADDRESS;
    }
    count++;
    perAddress.merge(address, 1, Integer::sum);
    return null;
  }

  /** Assigns the counted session to its address. */
  synchronized void belongs(EngineSession session, ClientInfo client) {
    addresses.put(session, client.address().getAddress());
  }

  /** Uncounts a session; idempotent. */
  synchronized void leave(EngineSession session) {
    InetAddress address = addresses.remove(session);
    if (address != null) {
      count--;
      perAddress.computeIfPresent(address, (a, n) -> n == 1 ? null : n - 1);
    }
  }
}
