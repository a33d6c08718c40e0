package io.obdio.socketio.app.uplink;

import io.obdio.core.command.Commands;
import io.obdio.socketio.app.failure.UserError;
import io.obdio.socketio.history.WatchList;
import io.obdio.socketio.telemetry.Topics;
import io.obdio.socketio.uplink.Uplink;
import io.obdio.socketio.uplink.UplinkOptions;
import io.obdio.socketio.uplink.mqtt.BrokerAddress;
import io.obdio.socketio.uplink.mqtt.MqttBroker;
import io.obdio.socketio.uplink.mqtt.MqttOptions;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The options that the flags of the uplink describe. */
final class UplinkSettings {

  private static final String ANY_VEHICLE = "check";

  private final UplinkFlags flags;
  private final BrokerAddress address;
  private final Topics topics;

  /**
   * Reads the flags.
   *
   * @throws UserError if one has a value that the user must correct
   */
  UplinkSettings(UplinkFlags flags) {
    this.flags = flags;
    try {
      this.address = BrokerAddress.parse(String.valueOf(flags.uri));
      this.topics = address.topics();
    } catch (IllegalArgumentException e) {
      throw new UserError("--uplink: " + e.getMessage());
    }
  }

  /** Checks all flags and reads their files. */
  void check() {
    if (flags.vehicle != null && !Topics.isVehicle(flags.vehicle)) {
      throw new UserError(
          "--uplink-vehicle "
              + flags.vehicle
              + ": expected up to 64 letters, digits, '-', '_', '.' and ':'");
    }
    UplinkOptions unused = options(ANY_VEHICLE);
    try {
      MqttBroker.check(connection(ANY_VEHICLE));
    } catch (IOException e) {
      throw new UserError("--uplink: " + e.getMessage());
    }
  }

  /** Checks the names of commands. */
  void check(Commands commands) {
    try {
      var unused = WatchList.of(flags.watch, Duration.ofSeconds(1), commands);
    } catch (IllegalArgumentException e) {
      throw new UserError("--uplink-watch: " + e.getMessage());
    }
  }

  /** Returns the id that the user has chosen; null for the VIN. */
  @Nullable String vehicle() {
    return flags.vehicle;
  }

  /** Returns the options of the uplink of a vehicle. */
  UplinkOptions options(String vehicle) {
    try {
      return new UplinkOptions(
          topics, vehicle, Duration.ofMillis(flags.interval), flags.watch, flags.allowed());
    } catch (IllegalArgumentException e) {
      throw new UserError("--uplink-interval: " + e.getMessage());
    }
  }

  /** Returns the options of the connection of a vehicle. */
  MqttOptions connection(String vehicle) {
    if (flags.willDelay < 0) {
      throw new UserError("--uplink-will-delay: expected 0 or more");
    }
    try {
      return MqttOptions.at(address, flags.clientId == null ? "obdio-" + vehicle : flags.clientId)
          .passwordFile(flags.files.password())
          .caFile(flags.files.authorities())
          .clientCertificate(flags.files.certificate(), flags.files.key())
          .keepAlive(Duration.ofSeconds(flags.keepAlive))
          .will(Uplink.will(topics, vehicle), Duration.ofSeconds(flags.willDelay))
          .build();
    } catch (IllegalArgumentException e) {
      throw new UserError("--uplink: " + e.getMessage());
    }
  }
}
