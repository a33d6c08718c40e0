package io.obdio.socketio.access;

import org.jspecify.annotations.Nullable;

/**
 * An action of clients with what it needs.
 *
 * @param api the API: a Socket.IO namespace such as {@code /}, or {@code http}, {@code /ws}
 * @param action name of the event or command, or method and path such as {@code GET /rest/all}
 * @param open whether clients without a key may do it where keys are configured
 * @param scope the scope that a client needs; null if the action is open, or if any valid key is
 *     sufficient because what the action applies to has a scope of its own
 */
public record AccessRule(String api, String action, boolean open, @Nullable Scope scope) {

  /** Returns the rule of an action that needs no key. */
  public static AccessRule open(String api, String action) {
    return new AccessRule(api, action, true, null);
  }

  /**
   * Returns the rule of an action that needs a key.
   *
   * @param scope the scope that it needs as well; null for none
   */
  public static AccessRule keyed(String api, String action, @Nullable Scope scope) {
    return new AccessRule(api, action, false, scope);
  }

  /** Returns what a client needs in one word: {@code none}, {@code any}, or a scope. */
  public String need() {
    if (open) {
      return "none";
    }
    return scope == null ? "any" : scope.word();
  }
}
