package io.obdio.socketio.alarm;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The place where the rules that clients edit are kept. */
@FunctionalInterface
public interface RuleStore {

  /** A store that keeps nothing. */
  RuleStore NONE = rules -> CompletableFuture.completedFuture(null);

  /**
   * Replaces the rules; returns at once.
   *
   * @param rules in the form of {@link AlarmRules#json}
   * @return completes when they are kept
   */
  CompletableFuture<@Nullable Void> save(List<Map<String, Object>> rules);
}
