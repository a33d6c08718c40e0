package io.obdio.socketio.app;

import io.obdio.core.command.Commands;
import io.obdio.socketio.alarm.AlarmFile;
import io.obdio.socketio.alarm.AlarmListener;
import io.obdio.socketio.alarm.AlarmLog;
import io.obdio.socketio.alarm.AlarmRule;
import io.obdio.socketio.alarm.AlarmRules;
import io.obdio.socketio.alarm.AlarmWebhook;
import io.obdio.socketio.alarm.Alarms;
import io.obdio.socketio.api.AlarmRoutes;
import io.obdio.socketio.app.serve.ServeFeature;
import io.obdio.socketio.http.Cors;
import io.obdio.socketio.json.jackson.JacksonJson;
import io.obdio.socketio.obd.ObdIo;
import io.obdio.socketio.rest.ApiRoutes;
import io.obdio.socketio.server.ServerOptions;
import io.obdio.socketio.state.StateFolder;
import io.obdio.socketio.webhook.WebhookSender;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The alarms: rules of a file and of clients, sent to clients, the log and a webhook. */
final class AlarmFeature implements ServeFeature {

  private static final Logger log = LoggerFactory.getLogger(AlarmFeature.class);

  private static final String STATE = "alarms.json";
  private static final String RULES = "rules";

  private final AlarmFlags flags;
  private final StateFlags state;

  AlarmFeature(AlarmFlags flags, StateFlags state) {
    this.flags = flags;
    this.state = state;
  }

  @Override
  public void addTo(ObdIo io, Commands commands, ServerOptions options) {
    StateFolder folder = state.folder();
    List<AlarmListener> listeners = new ArrayList<>();
    listeners.add(new AlarmLog());
    listeners.add((change, json) -> io.namespace().emit("alarm", json));
    AlarmWebhook webhook = webhook();
    if (webhook != null) {
      listeners.add(webhook);
    }
    Alarms alarms =
        new Alarms(
            io.hub(),
            io.vehicle(),
            commands,
            configured(),
            kept(folder),
            rules -> folder.write(STATE, Map.of(RULES, rules)),
            listeners);
    ApiRoutes routes =
        new ApiRoutes(io.access(), new Cors(options.engine().corsOrigins()), new JacksonJson());
    new AlarmRoutes(
            alarms,
            io.access().audit(),
            folder.isPersistent(),
            change -> io.namespace().emit("alarms_changed", change))
        .addTo(routes);
    io.addFace(
        routes,
        alarms,
        () -> {
          alarms.close();
          if (webhook != null) {
            webhook.close();
          }
        });
  }

  private @Nullable AlarmWebhook webhook() {
    if (flags.webhook == null) {
      return null;
    }
    String privateFlag = flags.webhookPrivate ? null : "--alarm-webhook-private";
    return new AlarmWebhook(new WebhookSender(flags.webhook, privateFlag), new JacksonJson());
  }

  private List<AlarmRule> configured() {
    if (flags.file == null) {
      return List.of();
    }
    try {
      return AlarmFile.read(flags.file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the rules that clients have added; those that are not valid any more are left out. */
  private static List<AlarmRule> kept(StateFolder folder) {
    Map<String, AlarmRule> rules = new LinkedHashMap<>();
    if (folder.read(STATE).get(RULES) instanceof List<?> list) {
      for (Object each : list) {
        try {
          if (each instanceof Map<?, ?> json) {
            AlarmRule rule = AlarmRules.read(json);
            rules.put(rule.id(), rule);
          }
        } catch (IllegalArgumentException e) {
          log.warn("A rule in {} is left out: {}", STATE, e.getMessage());
        }
      }
    }
    return List.copyOf(rules.values());
  }
}
