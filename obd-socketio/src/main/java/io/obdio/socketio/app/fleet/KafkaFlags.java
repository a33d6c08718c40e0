package io.obdio.socketio.app.fleet;

import io.obdio.socketio.app.config.CheckedFlags;
import io.obdio.socketio.app.failure.Failures;
import io.obdio.socketio.app.failure.UserError;
import io.obdio.socketio.fleet.HistorySink;
import io.obdio.socketio.fleet.kafka.KafkaAddress;
import io.obdio.socketio.fleet.kafka.KafkaSink;
import io.obdio.socketio.fleet.kafka.KafkaSinkOptions;
import io.obdio.socketio.fleet.kafka.KafkaSource;
import io.obdio.socketio.telemetry.MessageBroker;
import io.obdio.socketio.telemetry.Topics;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags of Kafka, whose client only obdio-fleet.jar contains. */
final class KafkaFlags implements CheckedFlags {

  @Option(
      names = "--source",
      paramLabel = "URI",
      description =
          "Take the batches from a topic of Kafka, into which other nodes write them, and everything"
              + " else from the broker: kafka:HOST:PORT/TOPIC. Default: the broker.")
  @Nullable String source;

  @Override
  public void check() {
    if (source != null) {
      KafkaAddress unused = address("--source", source);
    }
  }

  /** Returns whether the URI of a store is a topic of Kafka. */
  static boolean isKafka(String uri) {
    return uri.startsWith(KafkaAddress.SCHEME);
  }

  static KafkaAddress address(String flag, String uri) {
    try {
      return KafkaAddress.parse(uri);
    } catch (IllegalArgumentException e) {
      throw new UserError(flag + ": " + e.getMessage());
    }
  }

  /**
   * Opens a store.
   *
   * @throws UserError if it cannot be used
   */
  static HistorySink sink(String uri) {
    KafkaAddress address = address("--sink", uri);
    try {
      return KafkaSink.open(KafkaSinkOptions.of(address));
    } catch (IOException e) {
      throw new UserError("--sink " + Failures.message(e));
    } catch (NoClassDefFoundError e) {
      throw missing("--sink kafka:");
    }
  }

  /**
   * Returns the connection from which a node takes messages: the one given, unless the batches come
   * from Kafka.
   *
   * @throws UserError if the topic cannot be used
   */
  MessageBroker from(MessageBroker broker, Topics topics, String group) {
    if (source == null) {
      return broker;
    }
    try {
      return KafkaSource.open(broker, topics, address("--source", source), group);
    } catch (IOException e) {
      throw new UserError("--source " + Failures.message(e));
    } catch (NoClassDefFoundError e) {
      throw missing("--source kafka:");
    }
  }

  private static UserError missing(String flag) {
    return new UserError(
        flag
            + " needs the client of Kafka, which obdio.jar does not contain: use obdio-fleet.jar, or"
            + " add the artifact org.apache.kafka:kafka-clients to the class path");
  }
}
