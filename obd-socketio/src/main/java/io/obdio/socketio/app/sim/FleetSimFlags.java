package io.obdio.socketio.app.sim;

import io.obdio.sim.fleet.FleetValue;
import io.obdio.sim.fleet.SimulatedFleet;
import io.obdio.socketio.app.config.CheckedFlags;
import io.obdio.socketio.app.failure.UserError;
import io.obdio.socketio.app.uplink.UplinkFiles;
import io.obdio.socketio.telemetry.Topics;
import io.obdio.socketio.uplink.mqtt.BrokerAddress;
import io.obdio.socketio.uplink.mqtt.MqttOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The flags of the simulator of a fleet. */
public final class FleetSimFlags implements CheckedFlags {

  private static final int MOST_VEHICLES = 1_000_000;

  /** Creates flags, which the parser sets. */
  public FleetSimFlags() {}

  @Option(
      names = "--fleet",
      paramLabel = "N",
      description =
          "Simulate this number of vehicles, which publish to the broker of --uplink, instead of an"
              + " adapter. Default: none.")
  @Nullable Integer vehicles;

  @Option(
      names = "--uplink",
      paramLabel = "URI",
      description =
          "MQTT broker: mqtt://[USER@]HOST[:PORT][/ROOT], or mqtts:// with TLS. Default: none.")
  @Nullable String uplink;

  @Mixin UplinkFiles files = new UplinkFiles();

  @Option(
      names = "--fleet-connections",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Connections that the vehicles share; 0 is one for each vehicle, with a will."
              + " Default: ${DEFAULT-VALUE}.")
  int connections;

  @Option(
      names = "--fleet-driving",
      paramLabel = "PERCENT",
      defaultValue = "50",
      description =
          "Mean part of the time that a vehicle drives, above 0 up to 100."
              + " Default: ${DEFAULT-VALUE}.")
  double driving;

  @Option(
      names = "--fleet-values",
      paramLabel = "N",
      defaultValue = "20",
      description = "Values of each vehicle, 1 to 24. Default: ${DEFAULT-VALUE}.")
  int values;

  @Option(
      names = "--fleet-rate",
      paramLabel = "HZ",
      defaultValue = "1",
      description = "Samples of each value per second, 0.01 to 50. Default: ${DEFAULT-VALUE}.")
  double rate;

  @Option(
      names = "--fleet-interval",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = "Time between two batches, 0.1 to 600. Default: ${DEFAULT-VALUE}.")
  double interval;

  @Option(
      names = "--fleet-state-interval",
      paramLabel = "SECONDS",
      defaultValue = "5",
      description =
          "Time between two messages with the latest values, 0.1 to 600; 0 for none."
              + " Default: ${DEFAULT-VALUE}.")
  double stateInterval;

  @Option(
      names = "--fleet-connect-rate",
      paramLabel = "N",
      defaultValue = "500",
      description = "Vehicles that begin in each second. Default: ${DEFAULT-VALUE}.")
  double connectRate;

  @Option(
      names = "--fleet-prefix",
      paramLabel = "TEXT",
      defaultValue = "SIM-",
      description = "Start of the ids of the vehicles. Default: ${DEFAULT-VALUE}.")
  String prefix = "";

  @Option(
      names = "--fleet-seconds",
      paramLabel = "SECONDS",
      defaultValue = "0",
      description =
          "Time after which the simulation ends; 0 for no limit. Default: ${DEFAULT-VALUE}.")
  double seconds;

  /** Returns whether a fleet is to be simulated. */
  public boolean given() {
    return vehicles != null;
  }

  @Override
  public void check() {
    if (given()) {
      FleetSimSettings unused = settings(1);
      MqttOptions unusedToo = options("check").build();
    }
  }

  FleetSimSettings settings(long seed) {
    require(
        vehicles != null && vehicles >= 1 && vehicles <= MOST_VEHICLES,
        "--fleet must be from 1 to " + MOST_VEHICLES);
    require(connections >= 0 && connections <= 100, "--fleet-connections must be from 0 to 100");
    require(driving > 0 && driving <= 100, "--fleet-driving must be above 0 and up to 100");
    require(values >= 1 && values <= 24, "--fleet-values must be from 1 to 24");
    require(rate >= 0.01 && rate <= 50, "--fleet-rate must be from 0.01 to 50");
    require(interval >= 0.1 && interval <= 600, "--fleet-interval must be from 0.1 to 600");
    require(
        stateInterval == 0 || stateInterval >= 0.1 && stateInterval <= 600,
        "--fleet-state-interval must be 0, or from 0.1 to 600");
    require(
        connectRate >= 0.1 && connectRate <= 100_000,
        "--fleet-connect-rate must be from 0.1 to 100000");
    require(Topics.isVehicle(prefix + "000000"), "--fleet-prefix cannot begin the id of a vehicle");
    require(seconds >= 0, "--fleet-seconds must not be negative");
    return new FleetSimSettings(
        new SimulatedFleet(seed, vehicles == null ? 1 : vehicles, driving / 100),
        topics(),
        prefix,
        FleetValue.first(values),
        connections,
        duration(1 / rate),
        duration(interval),
        duration(stateInterval),
        connectRate);
  }

  private static void require(boolean valid, String text) {
    if (!valid) {
      throw new UserError(text);
    }
  }

  private static Duration duration(double seconds) {
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }

  private Topics topics() {
    try {
      return address().topics();
    } catch (IllegalArgumentException e) {
      throw new UserError("--uplink: " + e.getMessage());
    }
  }

  BrokerAddress address() {
    if (uplink == null) {
      throw new UserError(
          "--fleet needs --uplink: name the broker of the vehicles, such as mqtt://127.0.0.1");
    }
    try {
      return BrokerAddress.parse(uplink);
    } catch (IllegalArgumentException e) {
      throw new UserError("--uplink: " + e.getMessage());
    }
  }

  /** Returns the options of a connection. The session ends with it: each run has a new epoch. */
  MqttOptions.Builder options(String clientId) {
    try {
      return MqttOptions.at(address(), clientId)
          .passwordFile(files.password())
          .caFile(files.authorities())
          .clientCertificate(files.certificate(), files.key())
          .sessionExpiry(Duration.ZERO);
    } catch (IllegalArgumentException e) {
      throw new UserError("--uplink: " + e.getMessage());
    }
  }
}
