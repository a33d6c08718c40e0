package io.obdio.socketio.fleet.kafka;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a topic: {@code kafka:HOST:PORT[,HOST:PORT...]/TOPIC}.
 *
 * @param servers some servers of the cluster, from which the client learns the others
 * @param topic name of the topic
 */
public record KafkaAddress(String servers, String topic) {

  /** The begin of an address. */
  public static final String SCHEME = "kafka:";

  private static final Pattern FORM =
      Pattern.compile(
          "kafka:((?:[A-Za-z0-9.-]+|\\[[0-9A-Fa-f:]+]):\\d{1,5}"
              + "(?:,(?:[A-Za-z0-9.-]+|\\[[0-9A-Fa-f:]+]):\\d{1,5})*)/([A-Za-z0-9._-]{1,249})");

  /**
   * Parses an address.
   *
   * @throws IllegalArgumentException with a text for people if it is invalid
   */
  public static KafkaAddress parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is not a topic of Kafka: expected kafka:HOST:PORT/TOPIC, such as"
              + " kafka:127.0.0.1:9092/obdio");
    }
    return new KafkaAddress(matcher.group(1), matcher.group(2));
  }

  @Override
  public String toString() {
    return SCHEME + servers + "/" + topic;
  }
}
