package io.obdio.socketio.app.uplink;

import io.obdio.core.command.Commands;
import io.obdio.socketio.telemetry.MessageBroker;
import io.obdio.socketio.telemetry.Topics;
import io.obdio.socketio.uplink.Uplink;
import io.obdio.socketio.uplink.UplinkOptions;

/**
 * The uplink of one vehicle, as long as it has the same id.
 *
 * @param broker the connection, which is not started yet
 * @param uplink publishes values
 * @param options topics, id of the vehicle and what requests may do
 * @param commands all commands of the vehicle
 * @param vin vehicle identification number; empty if it is unknown
 */
public record UplinkSession(
    MessageBroker broker, Uplink uplink, UplinkOptions options, Commands commands, String vin) {

  /** Returns the topics. */
  public Topics topics() {
    return options.topics();
  }

  /** Returns the id of the vehicle. */
  public String vehicle() {
    return options.vehicle();
  }
}
