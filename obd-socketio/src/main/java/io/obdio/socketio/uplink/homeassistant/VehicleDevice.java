package io.obdio.socketio.uplink.homeassistant;

/**
 * The entry of a vehicle in the device registry of Home Assistant.
 *
 * @param id of the vehicle in topics
 * @param name for people
 * @param vin vehicle identification number; empty if it is unknown
 * @param version of this program
 */
public record VehicleDevice(String id, String name, String vin, String version) {}
