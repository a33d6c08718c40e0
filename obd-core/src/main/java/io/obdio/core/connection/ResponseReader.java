package io.obdio.core.connection;

import io.obdio.core.command.EcuFilter;
import io.obdio.core.command.ObdCommand;
import io.obdio.core.connection.NoValue.Reason;
import io.obdio.core.decode.Decoded;
import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.Payload;
import io.obdio.core.message.Service;
import io.obdio.core.transport.TransportAnswer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The conversion of an exchange's answer to a response: selects the ECU, checks that its message
 * answers the request, and decodes it. Immutable. The case of one message, by far the most
 * frequent, allocates little besides the response.
 */
final class ResponseReader {

  /** A reader with the legislated roles of addresses. */
  static final ResponseReader STANDARD = new ResponseReader(EcuRoles.BY_ADDRESS);

  private final EcuRoles roles;

  ResponseReader(EcuRoles roles) {
    this.roles = roles;
  }

  /** Returns a reader with the roles of a vehicle whose ECUs answered {@code PIDS_A}. */
  static ResponseReader of(Collection<EcuAddress> answering) {
    return new ResponseReader(EcuRoles.of(answering));
  }

  /** Returns the response to {@code command} for an answer. */
  <V> ObdResponse<V> read(ObdCommand<V> command, TransportAnswer answer, Instant time) {
    if (answer instanceof TransportAnswer.Messages messages) {
      return read(command, messages.messages(), time);
    }
    if (answer instanceof TransportAnswer.NoAnswer none) {
      return empty(command, time, new NoValue(reason(none.reason()), none.detail()), List.of());
    }
    return readText(command, ((TransportAnswer.AdapterText) answer).text(), time);
  }

  /** Returns the response to {@code command} for messages. The list must be immutable. */
  <V> ObdResponse<V> read(ObdCommand<V> command, List<EcuMessage> messages, Instant time) {
    Payload request = command.payload();
    if (request.isEmpty() || messages.isEmpty()) {
      Reason reason = messages.isEmpty() ? Reason.NO_DATA : Reason.BAD_ANSWER;
      return empty(command, time, new NoValue(reason, text(messages)), messages);
    }
    return messages.size() == 1
        ? readOne(command, request, messages, time)
        : readSeveral(command, request, messages, time);
  }

  private static <V> ObdResponse<V> readOne(
      ObdCommand<V> command, Payload request, List<EcuMessage> messages, Instant time) {
    EcuMessage message = messages.get(0);
    Payload data = Service.data(request, message);
    if (data == null) {
      return empty(command, time, EcuReading.refusal(request, message), messages);
    }
    Decoded<V> decoded = command.decoder().decode(data);
    if (decoded instanceof Decoded.Value<V> value) {
      return ObdResponse.ofOne(command, time, value.value(), messages);
    }
    return empty(command, time, EcuReading.unreadable(decoded, message), messages);
  }

  private <V> ObdResponse<V> readSeveral(
      ObdCommand<V> command, Payload request, List<EcuMessage> messages, Instant time) {
    Map<EcuAddress, EcuReading<V>> readings = new TreeMap<>();
    for (EcuMessage message : messages) {
      readings.computeIfAbsent(
          message.ecu(), ecu -> EcuReading.of(command, request, ecu, messages));
    }
    Map<EcuAddress, V> values = new LinkedHashMap<>();
    readings.forEach(
        (ecu, reading) -> {
          V value = reading.value();
          if (value != null) {
            values.put(ecu, value);
          }
        });
    EcuReading<V> plain = plain(command, readings);
    V value = plain.value();
    if (value == null) {
      return empty(command, time, plain.whyNot(), messages);
    }
    return ObdResponse.of(command, time, value, Collections.unmodifiableMap(values), messages);
  }

  /**
   * Returns the reading of the command's ECU if it answered the request, else that of the lowest
   * address with a value, else the best reason for none.
   */
  private <V> EcuReading<V> plain(ObdCommand<V> command, Map<EcuAddress, EcuReading<V>> readings) {
    boolean all = command.ecus() == EcuFilter.ALL && !isPhysical(command);
    EcuReading<V> best = null;
    for (Map.Entry<EcuAddress, EcuReading<V>> entry : readings.entrySet()) {
      EcuReading<V> reading = entry.getValue();
      if (all) {
        best = best == null ? reading : best.merge(reading, command.decoder());
      } else if (roles.prefers(command, entry.getKey()) && reading.isAnswered()) {
        return reading;
      } else {
        best = best == null ? reading : best.orBetter(reading);
      }
    }
    return Objects.requireNonNull(best);
  }

  private static boolean isPhysical(ObdCommand<?> command) {
    return command.request() instanceof DiagnosticRequest.ToVehicle vehicle
        && vehicle.target().isPresent();
  }

  private static <V> ObdResponse<V> readText(ObdCommand<V> command, String text, Instant time) {
    if (!(command.request() instanceof DiagnosticRequest.ToAdapter)) {
      return empty(command, time, new NoValue(Reason.BAD_ANSWER, text), List.of());
    }
    Payload payload = Payload.of(text.getBytes(StandardCharsets.ISO_8859_1));
    List<EcuMessage> messages = List.of(new EcuMessage(EcuAddress.ADAPTER, payload));
    Decoded<V> decoded = command.decoder().decode(payload);
    if (decoded instanceof Decoded.Value<V> value) {
      return ObdResponse.of(
          command, time, value.value(), Map.of(EcuAddress.ADAPTER, value.value()), messages);
    }
    String why = decoded instanceof Decoded.Failed<V> failed ? failed.reason() : "";
    return empty(command, time, new NoValue(Reason.BAD_ANSWER, why + ": " + text), messages);
  }

  private static Reason reason(TransportAnswer.Reason reason) {
    return switch (reason) {
      case NO_DATA -> Reason.NO_DATA;
      case BUS_ERROR -> Reason.BUS_ERROR;
      case DAMAGED -> Reason.BAD_ANSWER;
      case ADAPTER_ERROR -> Reason.ADAPTER_ERROR;
      case NOT_SUPPORTED -> Reason.NOT_SUPPORTED;
    };
  }

  private static <V> ObdResponse<V> empty(
      ObdCommand<V> command, Instant time, @Nullable NoValue why, List<EcuMessage> messages) {
    return ObdResponse.empty(
        command, time, why != null ? why : new NoValue(Reason.NO_DATA, ""), messages);
  }

  private static String text(List<EcuMessage> messages) {
    return messages.isEmpty() ? "" : messages.get(0).toString();
  }
}
