package io.obdio.socketio.channels;

import io.obdio.core.command.ObdCommand;
import io.obdio.core.util.NearestWord;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.vehicle.ClientText;
import io.obdio.socketio.vehicle.CommandNames;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestException;
import io.obdio.socketio.vehicle.VehicleConnection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of channels: the fixed ones, {@code obd_COMMAND} for one command and {@code ecu_ID_raw}
 * for the undecoded responses of one ECU.
 */
final class ChannelNames {

  private static final String COMMAND_PREFIX = "obd_";
  private static final Scope COMMAND_SCOPE = Scope.WATCH;
  private static final Scope RAW_SCOPE = ChannelKind.OBD_RAW.scope();
  private static final Pattern ECU_RAW = Pattern.compile("ecu_([0-9a-f]{2,8})_raw");

  private final CommandNames commands;
  private final VehicleConnection vehicle;

  ChannelNames(CommandNames commands, VehicleConnection vehicle) {
    this.commands = commands;
    this.vehicle = vehicle;
  }

  /** Returns the scope that each channel needs; a variable part of the name is in braces. */
  static Map<String, Scope> scopes() {
    Map<String, Scope> scopes = new LinkedHashMap<>();
    for (ChannelKind kind : ChannelKind.values()) {
      scopes.put(kind.channelName(), kind.scope());
    }
    scopes.put(COMMAND_PREFIX + "{command}", COMMAND_SCOPE);
    scopes.put("ecu_{id}_raw", RAW_SCOPE);
    return scopes;
  }

  /** Returns the channels with fixed names that exist now. */
  List<ChannelName> fixed() {
    List<ChannelName> channels = new ArrayList<>();
    for (ChannelKind kind : ChannelKind.values()) {
      if (kind != ChannelKind.SIM || vehicle.simulator().isPresent()) {
        channels.add(ChannelName.of(kind));
      }
    }
    return channels;
  }

  /**
   * Returns the channel of a name.
   *
   * @throws RequestException {@link ErrorCode#UNKNOWN_CHANNEL} if there is none
   */
  ChannelName find(String name) throws RequestException {
    Optional<ChannelName> fixed =
        fixed().stream().filter(channel -> channel.name().equals(name)).findFirst();
    if (fixed.isPresent()) {
      return fixed.get();
    }
    Matcher raw = ECU_RAW.matcher(name);
    if (raw.matches()) {
      return new ChannelName(name, RAW_SCOPE, null, null);
    }
    if (name.startsWith(COMMAND_PREFIX)) {
      return ofCommand(name);
    }
    List<String> known = fixed().stream().map(ChannelName::name).toList();
    throw new RequestException(
        ErrorCode.UNKNOWN_CHANNEL,
        "there is no channel '"
            + ClientText.brief(name)
            + "'"
            + NearestWord.of(name, known)
                .map(nearest -> "; did you mean '" + nearest + "'?")
                .orElse("; there are " + String.join(", ", known)));
  }

  private ChannelName ofCommand(String name) throws RequestException {
    String command = name.substring(COMMAND_PREFIX.length());
    try {
      ObdCommand<?> found =
          commands.findRepeatable(
              commands.has(command) ? command : command.toUpperCase(Locale.ROOT));
      return new ChannelName(name, COMMAND_SCOPE, null, found);
    } catch (RequestException e) {
      throw e.code() == ErrorCode.UNKNOWN_COMMAND
          ? new RequestException(
              ErrorCode.UNKNOWN_CHANNEL,
              "there is no channel '" + ClientText.brief(name) + "': " + e.getMessage())
          : e;
    }
  }

  /** Returns the channel of one ECU's undecoded responses. */
  static String rawOf(String ecu) {
    return "ecu_" + ecu.toLowerCase(Locale.ROOT) + "_raw";
  }
}
