package io.obdio.socketio.app.sim;

import io.obdio.sim.fleet.FleetValue;
import io.obdio.sim.fleet.SimulatedFleet;
import io.obdio.socketio.telemetry.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * The settings of the simulator of a fleet.
 *
 * @param fleet the vehicles
 * @param topics names of topics
 * @param prefix of the ids of vehicles, which a number follows
 * @param values values of each vehicle
 * @param connections number of connections that the vehicles share; 0 for one connection each
 * @param sample time between samples
 * @param batch time between batches
 * @param state time between messages with the latest values; zero for none
 * @param connectRate connections that are opened in each second
 */
record FleetSimSettings(
    SimulatedFleet fleet,
    Topics topics,
    String prefix,
    List<FleetValue> values,
    int connections,
    Duration sample,
    Duration batch,
    Duration state,
    double connectRate) {

  /** Returns the id of a vehicle, such as {@code SIM-00017}. */
  String id(int index) {
    return String.format(Locale.ROOT, "%s%05d", prefix, index);
  }

  /** Returns the number of connections. */
  int brokers() {
    return connections == 0 ? fleet.size() : Math.min(connections, fleet.size());
  }

  static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
