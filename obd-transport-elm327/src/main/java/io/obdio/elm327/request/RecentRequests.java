package io.obdio.elm327.request;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A map by request that keeps the {@value #MAX_REQUESTS} entries that were used last. Not
 * thread-safe.
 */
final class RecentRequests<V> extends LinkedHashMap<String, V> {

  private static final long serialVersionUID = 1L;
  private static final int MAX_REQUESTS = 512;

  RecentRequests() {
    super(64, 0.75f, true);
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
    return size() > MAX_REQUESTS;
  }
}
