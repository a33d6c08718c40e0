package io.obdio.socketio.app;

import io.obdio.socketio.access.AccessKey;
import io.obdio.socketio.access.KeyFileEditor;
import io.obdio.socketio.access.KeyHash;
import io.obdio.socketio.access.Scope;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key file with a key of each scope, one of each scope and {@code read}, an expired one of all
 * scopes, and one of all scopes that is withdrawn.
 */
record ScopeKeys(Path file) {

  static ScopeKeys create(Path file) throws Exception {
    ScopeKeys keys = new ScopeKeys(file);
    for (Scope scope : Scope.values()) {
      keys.add(scope.word(), keys.of(scope), Set.of(scope), null);
      keys.add("read-" + scope.word(), keys.withRead(scope), EnumSet.of(Scope.READ, scope), null);
    }
    keys.add("expired", keys.expired(), EnumSet.allOf(Scope.class), Instant.now().minusSeconds(60));
    keys.add("withdrawn", keys.withdrawn(), EnumSet.allOf(Scope.class), null);
    return keys;
  }

  private void add(String name, String key, Set<Scope> scopes, @Nullable Instant expires)
      throws Exception {
    new KeyFileEditor(file).add(new AccessKey(name, KeyHash.of(key), scopes, expires, List.of()));
  }

  void withdraw() throws Exception {
    new KeyFileEditor(file).remove("withdrawn");
  }

  /** Returns all keys that are valid. */
  List<String> valid() {
    List<String> valid = new ArrayList<>();
    for (Scope scope : Scope.values()) {
      valid.add(of(scope));
      valid.add(withRead(scope));
    }
    return valid;
  }

  /** Returns the key of a scope alone; its name is the scope. */
  String of(Scope scope) {
    return "obd_key_of_the_scope_" + scope.word();
  }

  /** Returns the key of {@code read} and another scope; its name is {@code read-SCOPE}. */
  String withRead(Scope scope) {
    return "obd_key_of_read_and_" + scope.word();
  }

  String expired() {
    return "obd_key_that_has_expired";
  }

  String withdrawn() {
    return "obd_key_that_was_withdrawn";
  }
}
