package io.obdio.socketio.uplink.homeassistant;

import java.util.Locale;

/** The device classes of entities that values of vehicles have. */
enum DeviceClass {
  /** A sensor without a class. */
  NONE,
  BATTERY,
  CURRENT,
  DATA_SIZE,
  DISTANCE,
  DURATION,
  ENERGY_STORAGE,
  FREQUENCY,
  ILLUMINANCE,
  POWER,
  PRESSURE,
  /** Of a value that is true or false: true is a problem. */
  PROBLEM,
  SPEED,
  TEMPERATURE,
  VOLTAGE,
  VOLUME_FLOW_RATE,
  VOLUME_STORAGE,
  WEIGHT;

  /** Returns the name on the wire, such as {@code volume_storage}. */
  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
