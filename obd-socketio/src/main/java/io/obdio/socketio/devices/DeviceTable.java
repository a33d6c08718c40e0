package io.obdio.socketio.devices;

import io.obdio.socketio.vehicle.ClientText;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All devices, by type and circuit.
 *
 * <p>Threads: changed on the thread of the {@link DeviceFeed}; the lookups may be called by any
 * thread.
 */
final class DeviceTable {

  private static final int MAX_CIRCUIT = 64;

  private final boolean numbered;
  private final Aliases aliases;
  private final Predicate<Device> visible;
  private volatile List<Device> devices = List.of();
  private volatile Map<DeviceType, Map<String, Device>> index = Map.of();

  /**
   * Creates an empty table.
   *
   * @param numbered whether circuits are numbers such as {@code 1_01}
   * @param visible whether a device is listed; one that is not is found by its name
   */
  DeviceTable(boolean numbered, Aliases aliases, Predicate<Device> visible) {
    this.numbered = numbered;
    this.aliases = aliases;
    this.visible = visible;
  }

  /** Adds devices behind those of the same type. */
  void add(Collection<? extends Device> more) {
    List<Device> all = new ArrayList<>(devices);
    all.addAll(more);
    all.sort(Comparator.comparing(Device::type));
    replace(all);
  }

  /** Removes devices. */
  void removeIf(Predicate<Device> condition) {
    List<Device> all = new ArrayList<>(devices);
    all.removeIf(condition);
    replace(all);
  }

  private void replace(List<Device> all) {
    Map<DeviceType, Integer> counts = new EnumMap<>(DeviceType.class);
    for (Device device : all) {
      String alias = aliases.of(device);
      if (numbered && device.type() != DeviceType.DEVICE_INFO) {
        int number = counts.merge(device.type(), 1, Integer::sum);
        device.setCircuit(number < 10 ? "1_0" + number : "1_" + number);
        alias = alias.isEmpty() ? device.name() : alias;
      }
      device.setAlias(alias);
      device.refresh();
    }
    devices = List.copyOf(all);
    reindex();
  }

  /** Reads circuits and aliases again after one of them changed. */
  void reindex() {
    Map<DeviceType, Map<String, Device>> byType = new EnumMap<>(DeviceType.class);
    for (Device device : devices) {
      Map<String, Device> own = byType.computeIfAbsent(device.type(), type -> new HashMap<>());
      own.putIfAbsent(Aliases.key(device.alias()), device);
      own.put(Aliases.key(device.circuit()), device);
      own.put(Aliases.key(device.name()), device);
      own.remove("");
    }
    index = byType;
  }

  /** Returns all devices, listed or not, in the order of REST. */
  List<Device> devices() {
    return devices;
  }

  /** Returns the devices that are listed, in the order of REST. */
  List<Device> listed() {
    return devices.stream().filter(visible).toList();
  }

  /** Returns the devices that are listed, in the order of the WebSocket. */
  List<Device> listedForSocket() {
    List<DeviceType> order = DeviceType.inSocketOrder();
    List<Device> listed = new ArrayList<>(listed());
    listed.sort(Comparator.comparingInt(device -> order.indexOf(device.type())));
    return listed;
  }

  /**
   * Returns the type that a request names.
   *
   * @throws RequestException {@link ErrorCode#UNKNOWN_COMMAND} if there is none
   */
  static DeviceType type(@Nullable Object dev) throws RequestException {
    DeviceType type = dev instanceof String name ? DeviceType.find(name) : null;
    if (type == null) {
      throw new RequestException(
          ErrorCode.UNKNOWN_COMMAND, "there is no type of device '" + brief(dev) + "'");
    }
    return type;
  }

  /**
   * Returns the device that a request names.
   *
   * @param dev any name of a type
   * @param circuit circuit, name or alias, in any case
   * @throws RequestException {@link ErrorCode#UNKNOWN_COMMAND} if there is none
   */
  Device find(@Nullable Object dev, @Nullable Object circuit) throws RequestException {
    DeviceType type = type(dev);
    if (circuit instanceof String || circuit instanceof Number) {
      String text = circuit.toString();
      Optional<Device> found =
          text.length() > MAX_CIRCUIT ? Optional.empty() : find(type, Aliases.key(text));
      if (found.isPresent()) {
        return found.get();
      }
    }
    throw new RequestException(
        ErrorCode.UNKNOWN_COMMAND,
        "there is no " + type.word() + " with circuit or alias '" + brief(circuit) + "'");
  }

  private Optional<Device> find(DeviceType type, String key) {
    for (DeviceType candidate : type.related()) {
      Map<String, Device> own = index.get(candidate);
      Device device = own == null ? null : own.get(key);
      if (device != null) {
        return Optional.of(device);
      }
    }
    return Optional.empty();
  }

  /** Returns what a client sent, cut to a length that suits a message. */
  static String brief(@Nullable Object value) {
    return ClientText.brief(ClientText.name(value));
  }
}
