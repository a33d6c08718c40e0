package io.obdio.socketio.app.fleet;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.socketio.fleet.Batches;
import io.obdio.socketio.telemetry.Acknowledgement;
import io.obdio.socketio.telemetry.BatchCodec;
import io.obdio.socketio.telemetry.BatchException;
import io.obdio.socketio.telemetry.BatchFormat;
import io.obdio.socketio.telemetry.BrokerMessage;
import io.obdio.socketio.telemetry.Dictionary;
import io.obdio.socketio.telemetry.Topics;
import io.obdio.socketio.uplink.mqtt.MqttBroker;
import io.obdio.socketio.uplink.mqtt.MqttOptions;
import java.io.IOException;
import java.time.Duration;

/**
 * A vehicle that sends batches as the protocol demands: at most 20 that are not acknowledged, the
 * oldest first, and all of these again after a time without progress.
 */
final class TestVehicle implements AutoCloseable {

  private static final long EPOCH = 7;
  private static final int UNDER_WAY = 20;

  private final String id;
  private final MqttBroker broker;
  private final Duration repeat;

  @GuardedBy("this")
  private Acknowledgement stored = Acknowledgement.none(EPOCH);

  @GuardedBy("this")
  private int acknowledgements;

  private long next = 1;
  private long progress = System.nanoTime();
  private long seen;

  /**
   * Connects a vehicle.
   *
   * @param repeat time without progress after which all is sent again
   */
  TestVehicle(String id, MqttOptions options, Duration repeat) throws IOException {
    this.id = id;
    this.repeat = repeat;
    this.broker = new MqttBroker(options);
    broker.subscribe(Topics.DEFAULT.ack(id), this::acknowledged);
    broker.start();
  }

  /** Returns a vehicle without credentials. */
  static TestVehicle at(String uri, String id, Duration repeat) throws IOException {
    return new TestVehicle(
        id,
        MqttOptions.at(uri, id).reconnect(Duration.ofMillis(50), Duration.ofMillis(500)).build(),
        repeat);
  }

  private synchronized void acknowledged(BrokerMessage message) {
    try {
      stored = stored.union(Acknowledgement.decode(message.payload()));
      acknowledgements++;
    } catch (BatchException e) {
      throw new AssertionError(message.text(), e);
    }
  }

  synchronized long stored() {
    return stored.seq();
  }

  synchronized int acknowledgements() {
    return acknowledgements;
  }

  private synchronized boolean covers(long number) {
    return stored.covers(number);
  }

  /** Sends what may be sent of the batches up to a number. */
  void step(long last) {
    long now = System.nanoTime();
    long first = stored() + 1;
    if (first > seen) {
      seen = first;
      progress = now;
    } else if (now - progress > repeat.toNanos()) {
      next = first;
      progress = now;
    }
    next = Math.max(next, first);
    while (next <= last && next < first + UNDER_WAY) {
      if (!covers(next) && !send(next, first)) {
        return;
      }
      next++;
    }
  }

  private boolean send(long number, long first) {
    byte[] payload =
        BatchCodec.encode(Batches.batch(EPOCH, number, first), BatchFormat.JSON, Dictionary.NONE);
    boolean connected = broker.isConnected();
    if (connected) {
      broker
          .publish(BrokerMessage.atLeastOnce(Topics.DEFAULT.data(id), payload))
          .exceptionally(lost -> null); // it is sent again
    }
    return connected;
  }

  @Override
  public void close() {
    broker.close();
  }
}
