package io.obdio.socketio.fleet.kafka;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.AuthorizationException;

/** The texts for people about failures of Kafka. */
final class KafkaFailures {

  private KafkaFailures() {}

  static String text(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof ExecutionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof TimeoutException
        || cause instanceof org.apache.kafka.common.errors.TimeoutException) {
      return "Kafka does not answer in time: check address and port, and that it is running";
    }
    if (cause instanceof AuthorizationException) {
      return "Kafka does not permit it to this user: " + cause.getMessage();
    }
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}
