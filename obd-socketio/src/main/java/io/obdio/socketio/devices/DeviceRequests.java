package io.obdio.socketio.devices;

import io.obdio.socketio.access.Scope;
import io.obdio.socketio.json.JsonCodec;
import io.obdio.socketio.json.JsonException;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The messages that clients send to {@code /ws}: {@code filter}, {@code set}, {@code all} and
 * {@code full}. All methods but {@link #parse} run on the feed's thread.
 */
final class DeviceRequests {

  /** A function that handles one command. */
  @FunctionalInterface
  private interface Handler {
    void handle(DeviceSession session, Map<?, ?> message) throws RequestException;
  }

  /** A command with the scope that it needs; what {@code set} sets needs one of its own. */
  private record Command(Scope scope, Handler handler) {}

  private static final Set<String> ENVELOPE = Set.of("cmd", "dev", "circuit", "value");
  private static final int MAX_TYPES = 64;

  private final DeviceModel model;
  private final DeviceSetter setter;
  private final JsonCodec json;
  private final Map<String, Command> commands;

  DeviceRequests(DeviceModel model, DeviceSetter setter, JsonCodec json) {
    this.model = model;
    this.setter = setter;
    this.json = json;
    this.commands =
        Map.of(
            "all", new Command(Scope.READ, this::all),
            "full", new Command(Scope.READ, this::full),
            "filter", new Command(Scope.READ, this::filter),
            "set", new Command(Scope.READ, this::set));
  }

  /** Returns the scope that each command needs. */
  Map<String, Scope> scopes() {
    return commands.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().scope()));
  }

  /**
   * Returns a message as a JSON object.
   *
   * @throws RequestException {@link ErrorCode#BAD_ARGUMENT} if it is none
   */
  Map<?, ?> parse(String text) throws RequestException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Object value;
    try {
      value = json.decode(bytes, 0, bytes.length);
    } catch (JsonException e) {
      throw new RequestException(ErrorCode.BAD_ARGUMENT, "the message is not JSON");
    }
    if (value instanceof Map<?, ?> message) {
      return message;
    }
    throw new RequestException(
        ErrorCode.BAD_ARGUMENT, "the message must be an object such as {\"cmd\": \"all\"}");
  }

  void opened(DeviceSession session) {
    model.join(session);
  }

  void closed(DeviceSession session) {
    model.leave(session);
  }

  /** Answers a message, or refuses it. */
  void handle(DeviceSession session, Map<?, ?> message) {
    Object cmd = message.get("cmd");
    try {
      if (!(cmd instanceof String word)) {
        throw new RequestException(
            ErrorCode.BAD_ARGUMENT, "cmd is missing; it is filter, set, all or full");
      }
      Command command = commands.get(word);
      if (command == null) {
        throw new RequestException(
            ErrorCode.UNKNOWN_EVENT,
            "there is no cmd '" + DeviceTable.brief(cmd) + "'; it is filter, set, all or full");
      }
      setter.require(session.principal(), command.scope());
      command.handler().handle(session, message);
    } catch (RequestException e) {
      refuse(session, message, e);
    }
  }

  private static void refuse(DeviceSession session, Map<?, ?> message, RequestException why) {
    session.refuse(why, word(message.get("circuit")), word(message.get("cmd")));
  }

  private static String word(@Nullable Object value) {
    return value instanceof String || value instanceof Number ? DeviceTable.brief(value) : "";
  }

  private Device named(Map<?, ?> message) throws RequestException {
    return model.table().find(message.get("dev"), message.get("circuit"));
  }

  private void all(DeviceSession session, Map<?, ?> message) {
    session.reply(model.table().listedForSocket());
  }

  private void full(DeviceSession session, Map<?, ?> message) throws RequestException {
    session.reply(List.of(named(message)));
  }

  // ---- filter

  private void filter(DeviceSession session, Map<?, ?> message) throws RequestException {
    Object devices = message.get("devices");
    Object circuits = message.get("circuits");
    if (devices == null && circuits == null && !message.containsKey("max_rate_hz")) {
      throw new RequestException(
          ErrorCode.BAD_ARGUMENT, "devices must be a list of types such as [\"ai\", \"temp\"]");
    }
    DeviceFilter filter = session.filter();
    String unknown = "";
    if (devices != null) {
      List<String> names = texts("devices", devices, MAX_TYPES);
      unknown = unknown(names);
      Set<DeviceType> types = DeviceFilter.typesOf(names);
      if (types != null && types.isEmpty() && !names.isEmpty()) {
        throw new RequestException(ErrorCode.BAD_ARGUMENT, unknown);
      }
      filter = filter.withTypes(types);
    }
    // A filter without circuits lifts an earlier restriction to some.
    filter = filter.withCircuits(circuits == null ? null : globs(circuits));
    if (message.containsKey("max_rate_hz")) {
      filter = filter.withRate(rate(message.get("max_rate_hz")));
    }
    model.changeFilter(session, filter);
    if (!unknown.isEmpty()) {
      // Those that are known count nevertheless.
      refuse(session, message, new RequestException(ErrorCode.BAD_ARGUMENT, unknown));
    }
  }

  private static String unknown(List<String> names) {
    for (String name : names) {
      boolean lifts = name.equalsIgnoreCase("default") || name.equalsIgnoreCase("all");
      if (!lifts && DeviceType.find(name) == null) {
        return "there is no type of device '" + DeviceTable.brief(name) + "'";
      }
    }
    return "";
  }

  private static List<Glob> globs(Object circuits) throws RequestException {
    List<Glob> globs = new ArrayList<>();
    for (String text : texts("circuits", circuits, DeviceFilter.MAX_CIRCUITS)) {
      if (text.isEmpty() || text.length() > Glob.MAX_LENGTH) {
        throw new RequestException(
            ErrorCode.BAD_ARGUMENT, "a circuit has 1 to " + Glob.MAX_LENGTH + " characters");
      }
      globs.add(Glob.of(text));
    }
    return globs;
  }

  private static List<String> texts(String field, Object value, int max) throws RequestException {
    if (!(value instanceof List<?> list) || list.size() > max) {
      throw new RequestException(
          ErrorCode.BAD_ARGUMENT, field + " must be a list of at most " + max + " texts");
    }
    List<String> texts = new ArrayList<>(list.size());
    for (Object item : list) {
      if (!(item instanceof String text)) {
        throw new RequestException(ErrorCode.BAD_ARGUMENT, field + " must be a list of texts");
      }
      texts.add(text);
    }
    return texts;
  }

  private static double rate(@Nullable Object value) throws RequestException {
    double hz = SetValues.number("max_rate_hz", value);
    if (hz < DeviceFilter.MIN_RATE_HZ || hz > DeviceFilter.MAX_RATE_HZ) {
      throw new RequestException(
          ErrorCode.BAD_ARGUMENT,
          "max_rate_hz must be from "
              + DeviceFilter.MIN_RATE_HZ
              + " to "
              + (int) DeviceFilter.MAX_RATE_HZ);
    }
    return hz;
  }

  // ---- set

  private void set(DeviceSession session, Map<?, ?> message) throws RequestException {
    Device device = named(message);
    var unused =
        setter
            .set(device, fields(device, message), session.principal())
            .whenComplete(
                (changed, failure) -> {
                  if (failure != null) {
                    refuse(session, message, DeviceSetter.reason(failure));
                  } else if (!changed && session.filter().passes(device)) {
                    // A change is sent to all; a repeated value to the client that set it.
                    session.reply(List.of(device));
                  }
                });
  }

  /**
   * Returns what a message sets: the fields of an object in {@code value}; else {@code value} with
   * those other fields that the device has; else all fields.
   */
  static Map<String, @Nullable Object> fields(Device device, Map<?, ?> message) {
    Object value = message.get("value");
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> object) {
      object.forEach((name, item) -> fields.put(String.valueOf(name), item));
      return fields;
    }
    message.forEach(
        (name, item) -> {
          String field = String.valueOf(name);
          boolean known = device.settable().contains(field) || field.equals(DeviceSetter.ALIAS);
          if (!ENVELOPE.contains(field) && (value == null || known)) {
            fields.put(field, item);
          }
        });
    if (value != null) {
      fields.put("value", value);
    }
    return fields;
  }
}
