package io.obdio.socketio.access;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The rules of all actions that the server offers to its clients. Each API adds the rule of an
 * event, a command or a route when it registers it, and enforces the same rule. For any thread.
 */
public final class AccessTable {

  /** The API of plain HTTP requests, whatever they belong to. */
  public static final String HTTP = "http";

  private final Map<String, AccessRule> rules = new ConcurrentSkipListMap<>();

  AccessTable() {}

  /** Adds a rule; replaces an earlier one of the same action. */
  public void put(AccessRule rule) {
    rules.put(rule.api() + " " + rule.action(), rule);
  }

  /** Adds the rule of an action that needs no key, unless there is a rule already. */
  public void open(String api, String action) {
    rules.putIfAbsent(api + " " + action, AccessRule.open(api, action));
  }

  /** Returns all rules, sorted by API and action. */
  public List<AccessRule> rules() {
    return List.copyOf(rules.values());
  }

  /** Returns the rules of an API, sorted by action. */
  public List<AccessRule> rules(String api) {
    return rules().stream().filter(rule -> rule.api().equals(api)).toList();
  }
}
