package io.obdio.socketio.access;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys that are configured at a time. Immutable. */
final class KeyRing {

  static final KeyRing NONE = new KeyRing(List.of());

  private final List<AccessKey> keys;

  KeyRing(List<AccessKey> keys) {
    this.keys = List.copyOf(keys);
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

  /** Returns whether a session of the principal may continue: its key has lost nothing. */
  boolean stillGrants(Principal principal) {
    AccessKey then = principal.key();
    if (then == null) {
      return true;
    }
    AccessKey now = find(then.hash());
    return now != null
        && now.scopes().containsAll(then.scopes())
        && now.isAcceptedFrom(principal.address());
  }
}
