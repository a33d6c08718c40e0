package io.obdio.socketio.server.internal;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Estimates of the memory that values occupy. */
final class Sizes {
  private static final int REFERENCE = 16;
  private static final int ENTRY = 48;
  private static final int BEAN = 256;
  private static final int MAX_DEPTH = 500;

  private Sizes() {}

  /** Returns the estimated bytes of a tree of maps, lists, strings, numbers and byte arrays. */
  static long of(@Nullable Object value) {
    return of(value, 0);
  }

  private static long of(@Nullable Object value, int depth) {
    if (value == null || value instanceof Number || value instanceof Boolean) {
      return REFERENCE;
    }
    if (value instanceof CharSequence text) {
      return ENTRY + 2L * text.length();
    }
    if (value instanceof byte[] bytes) {
      return (long) REFERENCE + bytes.length;
    }
    if (depth > MAX_DEPTH) {
      return BEAN;
    }
    if (value instanceof Map<?, ?> map) {
      long sum = ENTRY;
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        sum += ENTRY + of(entry.getKey(), depth + 1) + of(entry.getValue(), depth + 1);
      }
      return sum;
    }
    if (value instanceof Iterable<?> list) {
      long sum = ENTRY;
      for (Object element : list) {
        sum += REFERENCE + of(element, depth + 1);
      }
      return sum;
    }
    return BEAN;
  }
}
