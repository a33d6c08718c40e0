package io.obdio.socketio.telemetry;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A message of a broker, sent or received. The arrays are not copied: they must not be changed. */
public final class BrokerMessage {

  private final String topic;
  private final byte[] payload;
  private final int qos;
  private final boolean retained;
  private final @Nullable String responseTopic;
  private final byte @Nullable [] correlation;
  private final @Nullable Duration expiry;

  /**
   * Creates a message.
   *
   * @param topic full name, without wildcards
   * @param payload content; empty removes a retained message
   * @param qos 0, at most once, or 1, at least once
   * @param retained whether the broker keeps it for later subscribers; for a received message,
   *     whether it was kept
   * @param responseTopic topic on which the sender expects a response; null if none
   * @param correlation data that the response must repeat; null if none
   * @param expiry time after which the broker drops the message; null for no limit
   */
  public BrokerMessage(
      String topic,
      byte[] payload,
      int qos,
      boolean retained,
      @Nullable String responseTopic,
      byte @Nullable [] correlation,
      @Nullable Duration expiry) {
    this.topic = topic;
    this.payload = payload;
    this.qos = qos;
    this.retained = retained;
    this.responseTopic = responseTopic;
    this.correlation = correlation;
    this.expiry = expiry;
  }

  /** Returns the full name of the topic. */
  public String topic() {
    return topic;
  }

  /** Returns the content. */
  public byte[] payload() {
    return payload;
  }

  /** Returns the quality of service: 0, at most once, or 1, at least once. */
  public int qos() {
    return qos;
  }

  /** Returns whether the broker keeps the message, or has kept it. */
  public boolean retained() {
    return retained;
  }

  /** Returns the topic on which the sender expects a response; null if none. */
  public @Nullable String responseTopic() {
    return responseTopic;
  }

  /** Returns the data that the response must repeat; null if none. */
  public byte @Nullable [] correlation() {
    return correlation;
  }

  /** Returns the time after which the broker drops the message; null for no limit. */
  public @Nullable Duration expiry() {
    return expiry;
  }

  /** Returns a message that is delivered at most once. */
  public static BrokerMessage atMostOnce(String topic, byte[] payload) {
    return new BrokerMessage(topic, payload, 0, false, null, null, null);
  }

  /** Returns a message that is delivered at least once. */
  public static BrokerMessage atLeastOnce(String topic, byte[] payload) {
    return new BrokerMessage(topic, payload, 1, false, null, null, null);
  }

  /** Returns a text message that is delivered at least once. */
  public static BrokerMessage atLeastOnce(String topic, String payload) {
    return atLeastOnce(topic, payload.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the message as one that the broker keeps. */
  public BrokerMessage retain() {
    return new BrokerMessage(topic, payload, qos, true, responseTopic, correlation, expiry);
  }

  /** Returns the payload as text. */
  public String text() {
    return new String(payload, StandardCharsets.UTF_8);
  }
}
