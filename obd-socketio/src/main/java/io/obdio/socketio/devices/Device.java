package io.obdio.socketio.devices;

import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One device: a value of the vehicle, or something that can be set.
 *
 * <p>Threads: the state is changed on the thread of the {@link DeviceFeed}; {@link #json()} and the
 * other getters may be called by any thread.
 */
abstract class Device {

  /** Fields that change without a change of the device. */
  private static final Set<String> NOT_A_CHANGE = Set.of("time");

  private final DeviceType type;
  private final String name;
  private volatile String circuit;
  private volatile String alias = "";
  private volatile Map<String, @Nullable Object> json = Map.of();

  /**
   * Creates a device; {@link #refresh()} must follow.
   *
   * @param name the circuit, unless circuits are numbers
   */
  Device(DeviceType type, String name) {
    this.type = type;
    this.name = name;
    this.circuit = name;
  }

  /** Returns the type. */
  final DeviceType type() {
    return type;
  }

  /** Returns the readable name, such as {@code RPM}. */
  final String name() {
    return name;
  }

  /** Returns the circuit: the name, or a number such as {@code 1_01}. */
  final String circuit() {
    return circuit;
  }

  final void setCircuit(String value) {
    circuit = value;
  }

  /** Returns the alias, or "" without one. */
  final String alias() {
    return alias;
  }

  final void setAlias(String value) {
    alias = value;
  }

  /** Returns the fields as they are sent; immutable. */
  final Map<String, @Nullable Object> json() {
    return json;
  }

  /** Adds {@code value} and the fields of the type. */
  abstract void describe(Map<String, @Nullable Object> fields);

  /**
   * Writes the fields again.
   *
   * @return whether anything but the time changed
   */
  final boolean refresh() {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("dev", type.word());
    fields.put("circuit", circuit);
    describe(fields);
    if (!alias.isEmpty()) {
      fields.put("alias", alias);
    }
    Map<String, @Nullable Object> before = json;
    json = Collections.unmodifiableMap(fields);
    return differs(before, fields);
  }

  private static boolean differs(
      Map<String, @Nullable Object> before, Map<String, @Nullable Object> now) {
    if (before.size() != now.size()) {
      return true;
    }
    for (Map.Entry<String, @Nullable Object> field : now.entrySet()) {
      Object value = field.getValue();
      boolean same = java.util.Objects.equals(before.get(field.getKey()), value);
      if (!same && !NOT_A_CHANGE.contains(field.getKey())) {
        return true;
      }
    }
    return false;
  }

  /** Returns the names of the fields that can be set, {@code alias} excepted. */
  Set<String> settable() {
    return Set.of();
  }

  /**
   * Sets fields, all of which are {@linkplain #settable() settable}.
   *
   * @param fields by name, not empty
   * @return completes when the device has been set
   * @throws RequestException if a value is wrong; nothing is set then
   */
  CompletionStage<?> set(Map<String, @Nullable Object> fields) throws RequestException {
    throw new RequestException(ErrorCode.NOT_ALLOWED, name + " is read only");
  }

  static CompletionStage<?> done() {
    return CompletableFuture.completedFuture(null);
  }
}
