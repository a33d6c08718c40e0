package io.obdio.socketio.uplink.homeassistant;

/** The form of discovery messages. */
public enum DiscoveryStyle {
  /** One message with all entities: Home Assistant 2024.11 and later. */
  DEVICE,
  /** One message for each entity: older versions, and programs that do not read the other form. */
  ENTITY
}
