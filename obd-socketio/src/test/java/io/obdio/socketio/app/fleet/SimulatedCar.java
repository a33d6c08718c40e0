package io.obdio.socketio.app.fleet;

import io.obdio.core.util.DaemonThreads;
import io.obdio.socketio.telemetry.BrokerListener;
import io.obdio.socketio.telemetry.BrokerMessage;
import io.obdio.socketio.telemetry.StateCodec;
import io.obdio.socketio.telemetry.StateCodec.State;
import io.obdio.socketio.telemetry.Topics;
import io.obdio.socketio.uplink.mqtt.MqttBroker;
import io.obdio.socketio.uplink.mqtt.MqttOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A vehicle at a broker as docs/uplink.md describes it: retained status, state and trouble codes,
 * live values while they are requested, and answers to requests. Its engine speed is the sum of a
 * base and a number that increases.
 */
final class SimulatedCar implements AutoCloseable {

  private static final Topics TOPICS = Topics.DEFAULT;
  private static final Map<String, String> UNITS =
      Map.of("RPM", "revolutions_per_minute", "SPEED", "kph", "COOLANT_TEMP", "degC");

  private final String id;
  private final int base;
  private final MqttBroker broker;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.factory("simulated-car"));
  private volatile long liveUntil;
  private volatile String codes =
      "{\"code\":\"P0101\",\"description\":\"Mass air flow\",\"explanation\":\"Mass air flow\","
          + "\"ecu\":\"7E8\",\"kinds\":[\"stored\"]}";
  private int count;

  SimulatedCar(String uri, String id, int base) throws IOException {
    this.id = id;
    this.base = base;
    this.broker =
        new MqttBroker(
            MqttOptions.at(uri, id)
                .reconnect(Duration.ofMillis(50), Duration.ofMillis(500))
                .build());
    broker.subscribe(TOPICS.of(id, "cmd/+"), this::requested);
    broker.addListener(
        new BrokerListener() {
          @Override
          public void connected() {
            publish(BrokerMessage.atLeastOnce(TOPICS.status(id), "online").retain());
            publish(BrokerMessage.atMostOnce(TOPICS.state(id), values()).retain());
            publishCodes();
            publish(
                BrokerMessage.atLeastOnce(
                        TOPICS.freezeFrame(id),
                        "{\"t\":1764000000000,\"code\":\"P0101\",\"v\":{\"RPM\":2700},\"u\":{\"RPM\":"
                            + "\"revolutions_per_minute\"}}")
                    .retain());
          }
        });
    broker.start();
    timer.scheduleWithFixedDelay(this::live, 100, 100, TimeUnit.MILLISECONDS);
  }

  private void publish(BrokerMessage message) {
    broker.publish(message).exceptionally(lost -> null);
  }

  private void publishCodes() {
    publish(
        BrokerMessage.atLeastOnce(
                TOPICS.troubleCodes(id),
                "{\"t\":1764000000000,\"mil\":true,\"codes\":[" + codes + "],\"pending\":[]}")
            .retain());
  }

  /** Adds the trouble code P0102. */
  void addCode() {
    codes = codes + "," + codes.replace("P0101", "P0102");
    publishCodes();
  }

  private synchronized byte[] values() {
    count++;
    return StateCodec.encode(
        new State(
            System.currentTimeMillis(),
            Map.of("RPM", (double) base + count, "SPEED", 30.0, "COOLANT_TEMP", 80.0),
            UNITS));
  }

  private void live() {
    if (System.nanoTime() < liveUntil) {
      publish(BrokerMessage.atMostOnce(TOPICS.of(id, "live"), values()));
    }
  }

  private void requested(BrokerMessage message) {
    if (message.topic().endsWith("/live")) {
      liveUntil = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      return;
    }
    publish(
        BrokerMessage.atLeastOnce(
            String.valueOf(message.responseTopic()), response(message.text())));
  }

  private String response(String request) {
    if (request.contains("\"get_dtc\"")) {
      return "{\"ok\":true,\"result\":{\"value\":[[\"P0101\",\"Mass air flow\"]]}}";
    }
    if (request.contains("\"diagnosis\"")) {
      return "{\"ok\":true,\"result\":{\"time\":1764000060000,\"vin\":\"\",\"mil\":true,\"missing\":{},"
          + "\"freeze_frames\":[],\"monitors\":[],\"may_clear\":false,\"codes\":["
          + codes
          + "]}}";
    }
    return "{\"ok\":false,\"error\":{\"code\":\"not_allowed\",\"message\":\"refused by "
        + id
        + "\"}}";
  }

  /** Sends a last state, and reports that the vehicle is offline, as its will does. */
  void goOffline() {
    liveUntil = 0;
    publish(BrokerMessage.atMostOnce(TOPICS.state(id), values()).retain());
    publish(BrokerMessage.atLeastOnce(TOPICS.status(id), "offline").retain());
  }

  @Override
  public void close() {
    timer.shutdownNow();
    broker.close();
  }
}
