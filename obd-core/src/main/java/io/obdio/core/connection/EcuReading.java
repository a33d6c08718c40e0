package io.obdio.core.connection;

import io.obdio.core.command.ObdCommand;
import io.obdio.core.connection.NoValue.Reason;
import io.obdio.core.decode.Decoded;
import io.obdio.core.decode.Decoder;
import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.NegativeResponse;
import io.obdio.core.message.Payload;
import io.obdio.core.message.Service;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of one ECU for a command: a value, or the reason why there is none.
 *
 * @param value the value; null if there is none
 * @param none the reason; null if there is a value
 */
record EcuReading<V>(@Nullable V value, @Nullable NoValue none) {

  /** Reads the messages of {@code ecu} among {@code messages}. */
  static <V> EcuReading<V> of(
      ObdCommand<V> command, Payload request, EcuAddress ecu, List<EcuMessage> messages) {
    List<EcuMessage> positive = new ArrayList<>(1);
    List<Payload> data = new ArrayList<>(1);
    NoValue refusal = null;
    for (EcuMessage message : messages) {
      if (!message.ecu().equals(ecu)) {
        continue;
      }
      Payload found = Service.data(request, message);
      if (found != null) {
        positive.add(message);
        data.add(found);
      } else {
        refusal = better(refusal, refusal(request, message));
      }
    }
    return positive.isEmpty()
        ? new EcuReading<>(null, refusal)
        : positive.size() > 1 && MessageJoin.joins(request, ecu)
            ? decode(command.decoder(), MessageJoin.join(request, positive), positive.get(0))
            : decode(command.decoder(), positive, data);
  }

  /** Decodes the data of each message until one has a value. */
  private static <V> EcuReading<V> decode(
      Decoder<V> decoder, List<EcuMessage> messages, List<Payload> data) {
    EcuReading<V> reading = new EcuReading<>(null, null);
    for (int i = 0; i < messages.size() && reading.value == null; i++) {
      reading = decode(decoder, data.get(i), messages.get(i));
    }
    return reading;
  }

  private static <V> EcuReading<V> decode(Decoder<V> decoder, Payload data, EcuMessage message) {
    Decoded<V> decoded = decoder.decode(data);
    return decoded instanceof Decoded.Value<V> value
        ? new EcuReading<>(value.value(), null)
        : new EcuReading<>(null, unreadable(decoded, message));
  }

  /** Returns why {@code message} has no data for {@code request}. */
  static NoValue refusal(Payload request, EcuMessage message) {
    Payload payload = message.payload();
    return switch (Service.match(request, payload)) {
      case PENDING ->
          new NoValue(Reason.NO_DATA, message.ecu() + " announced a response that did not come");
      case ANSWER ->
          NegativeResponse.parse(payload)
              .map(code -> new NoValue(Reason.NEGATIVE_RESPONSE, message.ecu() + ": " + code))
              .orElseGet(() -> notAnAnswer(request, message));
      case OTHER -> notAnAnswer(request, message);
    };
  }

  private static NoValue notAnAnswer(Payload request, EcuMessage message) {
    return new NoValue(Reason.BAD_ANSWER, message + " does not answer " + request);
  }

  /** Returns why {@code message} could not be decoded. */
  static NoValue unreadable(Decoded<?> decoded, EcuMessage message) {
    String why = decoded instanceof Decoded.Failed<?> failed ? failed.reason() : "";
    return new NoValue(Reason.BAD_ANSWER, message + ": " + why);
  }

  /** Returns whether the ECU answered the request, positively or negatively. */
  boolean isAnswered() {
    return value != null || none != null && none.reason() == Reason.NEGATIVE_RESPONSE;
  }

  /** Returns this if it has a value, else the other if that has one, else the better reason. */
  EcuReading<V> orBetter(EcuReading<V> other) {
    if (value != null
        || other.value == null
            && none != null
            && other.none != null
            && rank(none) <= rank(other.none)) {
      return this;
    }
    return other;
  }

  /** Returns both values merged. */
  EcuReading<V> merge(EcuReading<V> other, Decoder<V> decoder) {
    return value != null && other.value != null
        ? new EcuReading<>(decoder.merge(value, other.value), null)
        : orBetter(other);
  }

  /** Returns the reason for the absence of a value. */
  NoValue whyNot() {
    return none != null ? none : new NoValue(Reason.NO_DATA, "");
  }

  private static NoValue better(@Nullable NoValue one, NoValue other) {
    return one != null && rank(one) <= rank(other) ? one : other;
  }

  /** Returns the rank of a reason; the more informative come first. */
  private static int rank(NoValue none) {
    return switch (none.reason()) {
      case NEGATIVE_RESPONSE -> 0;
      case NO_DATA -> 1;
      default -> 2;
    };
  }
}
