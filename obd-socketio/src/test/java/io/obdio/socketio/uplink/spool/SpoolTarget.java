package io.obdio.socketio.uplink.spool;

import io.obdio.core.command.Commands;
import io.obdio.socketio.history.HistoryOptions;
import io.obdio.socketio.history.TripHistory;
import io.obdio.socketio.history.computer.EngineData;
import io.obdio.socketio.obd.ObdIo;
import io.obdio.socketio.telemetry.BatchFormat;
import io.obdio.socketio.telemetry.Topics;
import io.obdio.socketio.uplink.mqtt.MqttBroker;
import io.obdio.socketio.uplink.mqtt.MqttOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that {@link DeliveryIT} kills: it records a simulated drive and sends it. */
final class SpoolTarget {

  static final Duration COMMIT = Duration.ofMillis(200);
  static final String VEHICLE = "VAN-1";

  private SpoolTarget() {}

  /**
   * Runs until it is killed.
   *
   * @param args file of the history, address of the broker, format, transport or {@code none}
   */
  public static void main(String[] args) throws Exception {
    ObdIo io = ObdIo.create();
    TripHistory history = TripHistory.open(options(Path.of(args[0])));
    io.vehicle().addListener(history);
    history.start(io.vehicle(), io.hub(), Commands.standard());
    MqttBroker broker =
        new MqttBroker(
            MqttOptions.at(args[1], "car")
                .reconnect(Duration.ofMillis(100), Duration.ofMillis(500))
                .build());
    new BatchSpool(history, broker, Topics.DEFAULT, VEHICLE, BatchFormat.valueOf(args[2]))
        .start(true);
    broker.start();
    if (!args[3].equals("none")) {
      io.connectObd(args[3]).get(30, TimeUnit.SECONDS);
    }
    Thread.currentThread().join();
  }

  private static HistoryOptions options(Path file) {
    return new HistoryOptions(
        file,
        List.of("standard"),
        Duration.ofMillis(50),
        20,
        true,
        COMMIT,
        Duration.ofMinutes(5),
        1_000_000_000,
        Duration.ofDays(730),
        Duration.ofDays(90),
        EngineData.DEFAULT);
  }
}
