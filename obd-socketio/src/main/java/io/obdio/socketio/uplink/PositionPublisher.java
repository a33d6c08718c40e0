package io.obdio.socketio.uplink;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.socketio.gps.GpsFix;
import io.obdio.socketio.json.JsonCodec;
import io.obdio.socketio.json.JsonException;
import io.obdio.socketio.telemetry.BrokerMessage;
import io.obdio.socketio.telemetry.MessageBroker;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The publisher of the position of a vehicle, retained: {@code {"latitude":48.1,"longitude":11.5}},
 * with {@code speed} in km/h and {@code course} in degrees if they are known. The names are those
 * that Home Assistant reads.
 *
 * <p>Threads: any; a call does not block.
 */
public final class PositionPublisher {

  private static final Logger log = LoggerFactory.getLogger(PositionPublisher.class);

  /** A smaller change is noise of the receiver: about a metre. */
  private static final double MIN_CHANGE_DEGREES = 1e-5;

  private final MessageBroker broker;
  private final String topic;
  private final JsonCodec json;
  private final LongSupplier nanoTime;
  private final long intervalNanos;

  @GuardedBy("this")
  private @Nullable GpsFix published;

  @GuardedBy("this")
  private long publishedAt;

  /**
   * Creates a publisher.
   *
   * @param intervalMillis shortest time between two messages
   * @param nanoTime a clock, such as {@link System#nanoTime}
   */
  public PositionPublisher(
      MessageBroker broker,
      String topic,
      JsonCodec json,
      long intervalMillis,
      LongSupplier nanoTime) {
    this.broker = broker;
    this.topic = topic;
    this.json = json;
    this.nanoTime = nanoTime;
    this.intervalNanos = TimeUnit.MILLISECONDS.toNanos(intervalMillis);
  }

  /** Receives a position; published if the last one is old enough and another one. */
  public void received(GpsFix fix) {
    synchronized (this) {
      GpsFix last = published;
      if (!broker.isConnected()
          || last != null
              && (nanoTime.getAsLong() - publishedAt < intervalNanos || isSame(last, fix))) {
        return;
      }
      published = fix;
      publishedAt = nanoTime.getAsLong();
    }
    broker
        .publish(BrokerMessage.atMostOnce(topic, payload(fix)).retain())
        .exceptionally(
            e -> {
              log.debug("the position was not published: {}", e.toString());
              return null;
            });
  }

  private static boolean isSame(GpsFix a, GpsFix b) {
    return Math.abs(a.latitude() - b.latitude()) < MIN_CHANGE_DEGREES
        && Math.abs(a.longitude() - b.longitude()) < MIN_CHANGE_DEGREES;
  }

  private byte[] payload(GpsFix fix) {
    Map<String, Object> position = new LinkedHashMap<>();
    position.put("latitude", fix.latitude());
    position.put("longitude", fix.longitude());
    if (Double.isFinite(fix.speed())) {
      position.put("speed", fix.speed());
    }
    if (Double.isFinite(fix.course())) {
      position.put("course", fix.course());
    }
    try {
      return json.encode(position, new ArrayList<>());
    } catch (JsonException e) {
      throw new IllegalStateException(e);
    }
  }
}
