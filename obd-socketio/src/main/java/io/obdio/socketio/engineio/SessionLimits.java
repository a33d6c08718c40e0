package io.obdio.socketio.engineio;

import io.obdio.socketio.http.HttpExchange;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts sessions in all and per address; for any thread, guarded by its own lock. */
final class SessionLimits {
  private final int max;
  private final int maxPerAddress;
  private final Map<InetAddress, Integer> perAddress = new HashMap<>();
  private final Map<EngineSession, InetAddress> addresses = new HashMap<>();
  private int count;

  SessionLimits(int max, int maxPerAddress) {
    this.max = max;
    this.maxPerAddress = maxPerAddress;
  }

  /** Counts one in, or says why not. */
  synchronized @Nullable EngineError enter(HttpExchange exchange) {
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

  /** Ties what was counted in to its session. */
  synchronized void belongs(EngineSession session, ClientInfo client) {
    addresses.put(session, client.address().getAddress());
  }

  /** Counts a session out; idempotent. */
  synchronized void leave(EngineSession session) {
    InetAddress address = addresses.remove(session);
    if (address != null) {
      count--;
      perAddress.computeIfPresent(address, (a, n) -> n == 1 ? null : n - 1);
    }
  }
}
