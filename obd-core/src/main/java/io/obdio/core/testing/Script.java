package io.obdio.core.testing;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.Payload;
import io.obdio.core.message.Service;
import io.obdio.core.transport.TransportAnswer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The answers of a {@link ScriptedTransport}. For use by any thread. */
final class Script {

  private static final int CURRENT_DATA = 0x01;

  @GuardedBy("this")
  private final Map<String, Deque<TransportAnswer>> answers = new HashMap<>();

  @GuardedBy("this")
  private boolean composite;

  synchronized void add(String request, TransportAnswer answer) {
    answers.computeIfAbsent(request, key -> new ArrayDeque<>()).add(answer);
  }

  synchronized void remove(String request) {
    answers.remove(request);
  }

  /** Returns whether an answer is the adapter's. */
  synchronized boolean hasAdapter() {
    return answers.values().stream()
        .flatMap(Deque::stream)
        .anyMatch(TransportAnswer.AdapterText.class::isInstance);
  }

  /** Composes answers to several PIDs from those to single ones from now on. */
  synchronized void composite() {
    composite = true;
  }

  /** Returns the next answer to a request; null if there is none. */
  synchronized @Nullable TransportAnswer answer(DiagnosticRequest request) {
    Deque<TransportAnswer> scripted = answers.get(request.toString());
    if (scripted != null) {
      return scripted.size() > 1 ? scripted.removeFirst() : scripted.getFirst();
    }
    return composite && request instanceof DiagnosticRequest.ToVehicle vehicle
        ? composed(vehicle.payload())
        : null;
  }

  @GuardedBy("this")
  private @Nullable TransportAnswer composed(Payload request) {
    if (request.at(0) != CURRENT_DATA || request.length() < 3) {
      return null;
    }
    Map<EcuAddress, Payload> byEcu = new LinkedHashMap<>();
    for (int i = 1; i < request.length(); i++) {
      Deque<TransportAnswer> single = answers.get(Payload.of(CURRENT_DATA, request.at(i)).toHex());
      if (single != null && single.getFirst() instanceof TransportAnswer.Messages messages) {
        for (EcuMessage message : messages.messages()) {
          byEcu.merge(message.ecu(), message.payload().from(1), Payload::concat);
        }
      }
    }
    if (byEcu.isEmpty()) {
      return null;
    }
    Payload service = Payload.of(CURRENT_DATA + Service.POSITIVE);
    return new TransportAnswer.Messages(
        byEcu.entrySet().stream()
            .map(entry -> new EcuMessage(entry.getKey(), service.concat(entry.getValue())))
            .toList());
  }
}
