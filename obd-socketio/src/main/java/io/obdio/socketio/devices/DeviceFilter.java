package io.obdio.socketio.devices;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The devices that a client receives changes of. Clients with equal filters share one encoding.
 *
 * @param types the types; all if null
 * @param circuits patterns of circuits; all if null
 * @param maxRateHz changes of one device per second, {@value #MIN_RATE_HZ} to {@value #MAX_RATE_HZ}
 */
record DeviceFilter(
    @Nullable Set<DeviceType> types, @Nullable List<Glob> circuits, double maxRateHz) {

  static final double MIN_RATE_HZ = 0.01;
  static final double MAX_RATE_HZ = 100;
  static final double DEFAULT_RATE_HZ = 10;
  static final int MAX_CIRCUITS = 64;

  /** Returns the filter of a new connection, which passes everything. */
  static DeviceFilter everything() {
    return new DeviceFilter(null, null, DEFAULT_RATE_HZ);
  }

  /** Returns this filter with other types; all if null. */
  DeviceFilter withTypes(@Nullable Set<DeviceType> other) {
    Set<DeviceType> copy = other == null ? null : Set.copyOf(other);
    return new DeviceFilter(copy, circuits, maxRateHz);
  }

  /** Returns this filter with other circuits; all if null. */
  DeviceFilter withCircuits(@Nullable List<Glob> other) {
    return new DeviceFilter(types, other == null ? null : List.copyOf(other), maxRateHz);
  }

  /** Returns this filter with another rate. */
  DeviceFilter withRate(double hz) {
    return new DeviceFilter(types, circuits, hz);
  }

  /** Returns whether changes of {@code device} pass. */
  boolean passes(Device device) {
    return (types == null || types.contains(device.type())) && (circuits == null || names(device));
  }

  /** Returns whether one of the circuit patterns names {@code device}. */
  boolean names(Device device) {
    if (circuits == null) {
      return false;
    }
    String alias = device.alias();
    for (Glob glob : circuits) {
      if (glob.matches(device.circuit()) || !alias.isEmpty() && glob.matches(alias)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns the types that are named.
   *
   * @param names of any version; unknown ones are left out
   * @return null if {@code default} or {@code all} is among them, which lifts the filter
   */
  static @Nullable Set<DeviceType> typesOf(List<String> names) {
    Set<DeviceType> types = EnumSet.noneOf(DeviceType.class);
    for (String name : names) {
      if (name.equalsIgnoreCase("default") || name.equalsIgnoreCase("all")) {
        return null;
      }
      DeviceType type = DeviceType.find(name);
      if (type != null) {
        types.add(type);
      }
    }
    return types;
  }
}
