package io.obdio.elm327;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something learnt of each request; of more than 512 those that were used last. Not for several
 * threads.
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
