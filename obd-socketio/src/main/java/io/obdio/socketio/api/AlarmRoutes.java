package io.obdio.socketio.api;

import io.obdio.socketio.access.Audit;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.alarm.AlarmEngine;
import io.obdio.socketio.alarm.AlarmPresets;
import io.obdio.socketio.alarm.AlarmRule;
import io.obdio.socketio.alarm.AlarmRuleException;
import io.obdio.socketio.alarm.AlarmRules;
import io.obdio.socketio.alarm.Alarms;
import io.obdio.socketio.rest.ApiRequest;
import io.obdio.socketio.rest.ApiRoutes;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The routes of alarms below {@code /api/v1/alarms}. Reading requires the scope {@code read},
 * acknowledging {@code watch}, changing and testing rules {@code control}: they decide what warns
 * the driver.
 */
public final class AlarmRoutes {

  private static final String PATH = ApiRoutes.ROOT + "/alarms";
  private static final String RULE = PATH + "/{id}";
  private static final int MAX_BODY = 8_192;

  private final Alarms alarms;
  private final Audit audit;
  private final boolean persistent;
  private final Consumer<Map<String, Object>> changed;

  /**
   * Creates the routes.
   *
   * @param persistent whether rules that clients edit outlive the program
   * @param changed receives {@code {"id": ..}} after a rule was added, replaced or removed; must
   *     not block
   */
  public AlarmRoutes(
      Alarms alarms, Audit audit, boolean persistent, Consumer<Map<String, Object>> changed) {
    this.alarms = alarms;
    this.audit = audit;
    this.persistent = persistent;
    this.changed = changed;
  }

  /** Adds the routes. */
  public void addTo(ApiRoutes routes) {
    routes
        .add("GET", PATH, Scope.READ, request -> request.respond(list()))
        .add("POST", PATH + "/acknowledge", Scope.WATCH, this::acknowledgeAll)
        .add("PUT", RULE, Scope.CONTROL, this::put)
        .add("DELETE", RULE, Scope.CONTROL, this::delete)
        .add("POST", RULE + "/acknowledge", Scope.WATCH, this::acknowledge)
        .add("POST", RULE + "/test", Scope.CONTROL, this::test);
  }

  private Map<String, Object> list() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("alarms", alarms.list());
    json.put("presets", AlarmPresets.all().stream().map(AlarmRules::json).toList());
    json.put("max_rules", AlarmEngine.MAX_RULES);
    json.put("persistent", persistent);
    return json;
  }

  private void put(ApiRequest request) throws RequestException {
    Map<String, @Nullable Object> body = request.object(MAX_BODY);
    String id = request.variable(0);
    body.putIfAbsent("id", id);
    AlarmRule rule;
    try {
      rule = AlarmRules.read(body);
    } catch (AlarmRuleException e) {
      throw new RequestException(ErrorCode.BAD_ARGUMENT, String.valueOf(e.getMessage()));
    }
    if (!rule.id().equals(id)) {
      throw new RequestException(ErrorCode.BAD_ARGUMENT, "id: must be that of the path");
    }
    kept(request, "set_alarm", alarms.put(rule));
  }

  private void delete(ApiRequest request) throws RequestException {
    kept(request, "remove_alarm", alarms.remove(request.variable(0)));
  }

  /** Responds with all alarms once the rules are kept. */
  private void kept(ApiRequest request, String action, CompletableFuture<@Nullable Void> kept) {
    changed.accept(Map.of("id", request.variable(0)));
    var unused =
        kept.whenComplete(
            (done, failure) -> {
              String outcome = failure == null ? "ok" : "failed";
              audit.record("api", request.client(), action, request.variable(0), outcome);
              if (failure == null) {
                request.respond(list());
              } else {
                request.refuse(
                    new RequestException(
                        ErrorCode.INTERNAL,
                        "the rule is in use, but could not be saved; see the server's log"));
              }
            });
  }

  private void acknowledgeAll(ApiRequest request) throws RequestException {
    alarms.acknowledge("");
    request.respond(list());
  }

  private void acknowledge(ApiRequest request) throws RequestException {
    alarms.acknowledge(request.variable(0));
    request.respond(list());
  }

  private void test(ApiRequest request) throws RequestException {
    alarms.test(request.variable(0));
    request.respond(list());
  }
}
