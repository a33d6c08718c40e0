package io.obdio.socketio.access;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keys that are configured at a time. Immutable. */
final class KeyRing {

  static final KeyRing NONE = new KeyRing(List.of());

  private final List<AccessKey> keys;

  /** For the keys of clients that are authenticated already, whose hashes are known to be right. */
  private final Map<KeyHash, AccessKey> byHash = new HashMap<>();

  KeyRing(List<AccessKey> keys) {
    this.keys = List.copyOf(keys);
    keys.forEach(key -> byHash.put(key.hash(), key));
  }

  boolean isEmpty() {
    return keys.isEmpty();
  }

  int size() {
    return keys.size();
  }

  /** Returns the key of a hash, null if there is none. Compares all keys, each in constant time. */
  @Nullable AccessKey find(KeyHash hash) {
    AccessKey found = null;
    for (AccessKey key : keys) {
      if (key.hash().equals(hash)) {
        found = key;
      }
    }
    return found;
  }

  /**
   * Returns whether a session of the principal may continue: its key is there and has lost nothing.
   */
  boolean stillGrants(Principal principal) {
    AccessKey then = principal.key();
    if (then == null) {
      return true;
    }
    AccessKey now = byHash.get(then.hash());
    return now != null
        && now.scopes().containsAll(then.scopes())
        && now.isForAllOf(then)
        && now.isAcceptedFrom(principal.address());
  }

  /**
   * Returns whether the principal's key, as it is configured now, has not expired; true if it is
   * not there any more.
   */
  boolean isUnexpired(Principal principal, Instant time) {
    AccessKey then = principal.key();
    AccessKey now = then == null ? null : byHash.get(then.hash());
    return now == null || now.isValidAt(time);
  }
}
