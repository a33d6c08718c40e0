package io.obdio.core.recording;

import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.Payload;
import io.obdio.core.transport.TransportAnswer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The selection of the next recorded answer. Not thread-safe. */
final class ReplayScript {

  private final Recording recording;
  private final Map<DiagnosticRequest, List<RecordedExchange>> byRequest = new HashMap<>();
  private final Map<DiagnosticRequest, Integer> next = new HashMap<>();
  private final long length;

  ReplayScript(Recording recording) {
    this.recording = recording;
    long last = 0;
    for (RecordedExchange exchange : recording.exchanges()) {
      byRequest.computeIfAbsent(exchange.request(), r -> new ArrayList<>()).add(exchange);
      last = Math.max(last, exchange.time().toNanos());
    }
    this.length = last + 1;
  }

  Recording recording() {
    return recording;
  }

  /** Returns the answer after the previous one, and the first one again after the last. */
  Optional<RecordedExchange> next(DiagnosticRequest request) {
    List<RecordedExchange> exchanges = byRequest.get(request);
    if (exchanges == null) {
      return Optional.empty();
    }
    int place = next.merge(request, 1, Integer::sum) - 1;
    return Optional.of(exchanges.get(place % exchanges.size()));
  }

  /**
   * Returns the latest answer at a time, modulo the length of the recording; at least the first.
   */
  Optional<RecordedExchange> at(DiagnosticRequest request, long nanos) {
    List<RecordedExchange> exchanges = byRequest.get(request);
    if (exchanges == null) {
      return Optional.empty();
    }
    long now = nanos % length;
    RecordedExchange newest = exchanges.get(0);
    for (RecordedExchange exchange : exchanges) {
      if (exchange.time().toNanos() <= now) {
        newest = exchange;
      }
    }
    return Optional.of(newest);
  }

  /** Returns an answer to several PIDs of service 01, composed of the answers to single ones. */
  Optional<TransportAnswer> composed(DiagnosticRequest request) {
    if (!(request instanceof DiagnosticRequest.ToVehicle vehicle)
        || vehicle.payload().at(0) != 0x01
        || vehicle.payload().length() < 3
        || !recording.protocol().can()) {
      return Optional.empty();
    }
    Map<EcuAddress, StringBuilder> byEcu = new TreeMap<>();
    for (int i = 1; i < vehicle.payload().length(); i++) {
      Payload single = Payload.of(0x01, vehicle.payload().at(i));
      next(new DiagnosticRequest.ToVehicle(single, vehicle.target()))
          .flatMap(RecordedExchange::answer)
          .ifPresent(answer -> append(answer, byEcu));
    }
    List<EcuMessage> messages = new ArrayList<>();
    byEcu.forEach((ecu, hex) -> messages.add(new EcuMessage(ecu, Payload.ofHex("41" + hex))));
    return messages.isEmpty()
        ? Optional.empty()
        : Optional.of(new TransportAnswer.Messages(messages));
  }

  private static void append(TransportAnswer answer, Map<EcuAddress, StringBuilder> byEcu) {
    if (answer instanceof TransportAnswer.Messages messages) {
      for (EcuMessage message : messages.messages()) {
        if (message.payload().length() > 2 && message.payload().at(0) == 0x41) {
          byEcu
              .computeIfAbsent(message.ecu(), e -> new StringBuilder())
              .append(message.payload().from(1).toHex());
        }
      }
    }
  }
}
