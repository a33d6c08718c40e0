package io.obdio.socketio.app.check;

import io.obdio.core.definition.DefinedCommand;
import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.Payload;
import io.obdio.core.message.RequestTarget;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The commands of the loaded definitions, by request. Not for use by several threads. */
final class Candidates {

  /** The headers of requests to all ECUs, and 7E0, which sets write for services 01 to 0A. */
  private static final Set<String> FUNCTIONAL =
      Set.of("7DF", "7E0", "DB33", "DB33F1", "18DB33F1", "686A", "686AF1", "616A", "C133F1");

  private static final int ADDRESS = 8;
  private static final int ANSWER = 4;
  private static final int YEARS = 2;

  private final Map<Payload, List<DefinedCommand>> byRequest = new HashMap<>();

  void add(List<DefinedCommand> commands) {
    for (DefinedCommand command : commands) {
      byRequest.computeIfAbsent(command.command().payload(), r -> new ArrayList<>()).add(command);
    }
  }

  /** Returns whether a command has the request of {@code reply}. */
  boolean has(TextReply reply) {
    return byRequest.containsKey(reply.request());
  }

  /**
   * Returns the command for a value: of those with the request and the name the one whose addresses
   * and model years fit best, the first added of equals; null if there is none.
   */
  @Nullable DefinedCommand find(TextReply reply, String id) {
    DefinedCommand best = null;
    for (DefinedCommand command : byRequest.getOrDefault(reply.request(), List.of())) {
      boolean named = command.id().equals(id);
      if (named && (best == null || score(reply, command) > score(reply, best))) {
        best = command;
      }
    }
    return best;
  }

  private static int score(TextReply reply, DefinedCommand command) {
    Optional<RequestTarget> target = target(command);
    int score = matches(reply.header(), target.map(RequestTarget::request)) ? ADDRESS : 0;
    boolean answer = matches(reply.answerHeader(), target.flatMap(RequestTarget::answer));
    score += answer ? ANSWER : 0;
    score += command.years().toString().equals(reply.options().getOrDefault("f", "")) ? YEARS : 0;
    boolean year = reply.year().isEmpty() || command.years().includes(reply.year().getAsInt());
    return score + (year ? 1 : 0);
  }

  private static Optional<RequestTarget> target(DefinedCommand command) {
    return command.command().request() instanceof DiagnosticRequest.ToVehicle vehicle
        ? vehicle.target()
        : Optional.empty();
  }

  /**
   * Returns whether an address as written, which may lack priority and tester, is {@code address};
   * empty means all ECUs.
   */
  private static boolean matches(String written, Optional<EcuAddress> address) {
    String text = written.toUpperCase(Locale.ROOT);
    return address.isEmpty()
        ? text.isEmpty() || FUNCTIONAL.contains(text)
        : !text.isEmpty() && address.get().toString().contains(text);
  }
}
