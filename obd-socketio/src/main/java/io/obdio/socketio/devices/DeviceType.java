package io.obdio.socketio.devices;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The types of devices that EVOK knows, each with the names that its versions 1 to 3 accept. The
 * order is that of {@code GET /rest/all}. Types without a device here are accepted in filters.
 */
enum DeviceType {
  /** A digital input. */
  DI("input", "digitalinput"),
  /** A relay output. */
  RO("relay", "physicalrelay"),
  /** A digital output. */
  DO("output", "digitaloutput"),
  /** An analogue input. */
  AI("analoginput"),
  /** An analogue output. */
  AO("analogoutput"),
  /** A temperature sensor. */
  TEMP("sensor", "1wdevice", "ds18b20", "ds2438"),
  /** A light of the device. */
  LED,
  /** A watchdog. */
  WD("watchdog"),
  /** An expansion module. */
  MODBUS_SLAVE("neuron", "uart"),
  /** The power of the 1-Wire bus. */
  OWPOWER,
  /** A Modbus register. */
  REGISTER("unit_register"),
  /** A value that is only read. */
  DATA_POINT,
  /** A 1-Wire bus. */
  OWBUS,
  /** The device itself. */
  DEVICE_INFO,
  /** Saved settings. */
  NV_SAVE,
  /** The configuration that the program keeps. */
  RUN;

  private static final Map<String, DeviceType> BY_NAME = new HashMap<>();

  static {
    for (DeviceType type : values()) {
      BY_NAME.put(type.word(), type);
      for (String alias : type.aliases.split(" ", -1)) {
        BY_NAME.put(alias, type);
      }
    }
  }

  /** Separated by spaces. */
  private final String aliases;

  DeviceType(String... aliases) {
    this.aliases = String.join(" ", aliases);
  }

  /** Returns the name that is sent as {@code dev}. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the type of a name that any version of EVOK accepts, or null if there is none. */
  static @Nullable DeviceType find(String name) {
    return name.isEmpty() ? null : BY_NAME.get(name.toLowerCase(Locale.ROOT));
  }

  /**
   * Returns the types whose circuits a request with this type may name, itself first. Analogue
   * inputs and temperatures find each other's circuits, and so do relays and digital outputs: a
   * client need not know which of the two a value is.
   */
  List<DeviceType> related() {
    return switch (this) {
      case AI -> List.of(AI, TEMP);
      case TEMP -> List.of(TEMP, AI);
      case RO -> List.of(RO, DO);
      case DO -> List.of(DO, RO);
      default -> List.of(this);
    };
  }

  /** Returns all types in the order of the WebSocket's answer to {@code all}. */
  static List<DeviceType> inSocketOrder() {
    List<DeviceType> order = new ArrayList<>(List.of(RO, DO, DI));
    for (DeviceType type : values()) {
      if (!order.contains(type)) {
        order.add(type);
      }
    }
    return order;
  }
}
