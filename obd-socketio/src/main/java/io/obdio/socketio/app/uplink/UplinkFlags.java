package io.obdio.socketio.app.uplink;

import io.obdio.core.command.Commands;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.app.config.CheckedFlags;
import io.obdio.socketio.app.config.ConfigFile;
import io.obdio.socketio.app.config.OptionDefaults;
import io.obdio.socketio.app.failure.UserError;
import io.obdio.socketio.app.serve.ServeFeature;
import io.obdio.socketio.metrics.UplinkFigures;
import io.obdio.socketio.obd.ObdIo;
import io.obdio.socketio.server.ServerOptions;
import io.obdio.socketio.state.StateFolder;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The uplink to a broker of MQTT as flags. */
public final class UplinkFlags implements ServeFeature, CheckedFlags {

  private static final Logger log = LoggerFactory.getLogger(UplinkFlags.class);

  private static final String NO_SCOPES = "none";

  /** What the keys of the other flags of the uplink begin with, some of which are elsewhere. */
  private static final String OTHERS = "uplink-";

  /** Creates flags, which the parser sets. */
  public UplinkFlags() {}

  @Option(
      names = "--uplink",
      paramLabel = "URI",
      description =
          "Publish the vehicle at an MQTT 5 broker and answer requests from there:"
              + " mqtt://[USER@]HOST[:PORT][/ROOT], or mqtts:// with TLS. The topics begin with ROOT,"
              + " which is obdio by default. Default: none.")
  @Nullable String uri;

  @Option(
      names = "--uplink-vehicle",
      paramLabel = "ID",
      description =
          "Id of the vehicle in topics: up to 64 letters, digits, '-', '_', '.' and ':'. Default: the"
              + " VIN, once the vehicle has reported it.")
  @Nullable String vehicle;

  @Option(
      names = "--uplink-interval",
      paramLabel = "MS",
      defaultValue = "5000",
      description =
          "Milliseconds between two messages with changed values. Default: ${DEFAULT-VALUE}.")
  long interval;

  @Option(
      names = "--uplink-watch",
      split = ",",
      paramLabel = "NAME",
      defaultValue = "standard",
      description =
          "Commands that the uplink requests itself: standard, none, or names. What others watch is"
              + " published too. Default: ${DEFAULT-VALUE}.")
  List<String> watch = List.of();

  @Option(
      names = "--uplink-allow",
      split = ",",
      paramLabel = "SCOPE",
      defaultValue = "read,watch,query",
      description =
          "What requests from the broker may do: read, watch, query, clear, or none. Default:"
              + " ${DEFAULT-VALUE}.")
  List<String> allow = List.of();

  @Mixin UplinkFiles files = new UplinkFiles();

  @Option(
      names = "--uplink-client-id",
      paramLabel = "ID",
      description = "Client id at the broker. Default: obdio- and the id of the vehicle.")
  @Nullable String clientId;

  @Option(
      names = "--uplink-keep-alive",
      paramLabel = "S",
      defaultValue = "60",
      description =
          "Seconds after which the broker and this program notice a dead connection, about."
              + " Default: ${DEFAULT-VALUE}.")
  long keepAlive;

  @Option(
      names = "--uplink-will-delay",
      paramLabel = "S",
      defaultValue = "30",
      description =
          "Seconds between a loss of the connection and the status offline, so that a tunnel does"
              + " not change it. Default: ${DEFAULT-VALUE}.")
  long willDelay;

  @Spec(Spec.Target.MIXEE)
  @Nullable CommandSpec spec;

  private List<UplinkPart> parts = List.of();
  private @Nullable UplinkFigures figures;
  private Supplier<@Nullable StateFolder> state = () -> null;

  /**
   * Sets what is added to the uplink.
   *
   * @param folder keeps the id of the vehicle
   */
  public UplinkFlags with(Supplier<@Nullable StateFolder> folder, UplinkPart... added) {
    state = folder;
    parts = List.of(added);
    return this;
  }

  @Override
  public void check() {
    if (uri != null) {
      try {
        new UplinkSettings(this).check();
      } catch (NoClassDefFoundError e) {
        throw missing();
      }
    }
  }

  @Override
  public void addTo(ObdIo io, Commands commands, ServerOptions options) {
    if (uri == null) {
      requireNoOthers();
      return;
    }
    try {
      UplinkSettings settings = new UplinkSettings(this);
      settings.check();
      figures = UplinkRunner.addTo(io, commands, settings, parts, state.get());
    } catch (NoClassDefFoundError e) {
      throw missing();
    }
  }

  /**
   * Refuses flags of an uplink that does not exist. In the environment or the configuration file
   * they remain when the uplink is switched off, so that they only lead to a warning.
   */
  private void requireNoOthers() {
    CommandSpec command = spec;
    ParseResult parsed = command == null ? null : command.commandLine().getParseResult();
    if (command == null || parsed == null) {
      return;
    }
    for (OptionSpec option : command.options()) {
      String key = ConfigFile.key(option);
      if (!key.startsWith(OTHERS)) {
        continue;
      }
      if (parsed.hasMatchedOption(option)) {
        throw new UserError("--" + key + " needs --uplink mqtt://BROKER");
      }
      if (command.defaultValueProvider() instanceof OptionDefaults defaults
          && defaults.setting(option) != null) {
        log.warn("{} has no effect without uplink", key);
      }
    }
  }

  private static UserError missing() {
    return new UserError(
        "--uplink needs the artifact com.hivemq:hivemq-mqtt-client on the class path");
  }

  /** Returns whether there is an uplink. */
  public boolean isEnabled() {
    return uri != null;
  }

  /** Returns the numbers of the uplink; null without one. */
  public @Nullable UplinkFigures figures() {
    return figures;
  }

  /** Returns what requests may do. */
  Set<Scope> allowed() {
    Set<Scope> allowed = EnumSet.noneOf(Scope.class);
    for (String word : allow) {
      if (word.strip().equals(NO_SCOPES) && allow.size() == 1) {
        return allowed;
      }
      Scope scope = Scope.ofWord(word.strip()).orElse(null);
      if (scope == null
          || scope == Scope.CONNECT
          || scope == Scope.CONTROL
          || scope == Scope.ADMIN) {
        throw new UserError(
            "--uplink-allow: expected read, watch, query and clear, or none; found '" + word + "'");
      }
      allowed.add(scope);
    }
    return allowed;
  }
}
