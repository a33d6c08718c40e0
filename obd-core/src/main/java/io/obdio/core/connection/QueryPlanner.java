package io.obdio.core.connection;

import io.obdio.core.command.ObdCommand;
import io.obdio.core.connection.NoValue.Reason;
import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.Payload;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.TransportException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The requests for a list of commands: those with the same request share it, and on CAN up to six
 * PIDs of service 01 are put into one while {@link BatchPolicy} finds that faster. PIDs that a
 * batch omits are requested alone immediately. For use by any thread.
 */
final class QueryPlanner {

  /** SAE J1979 clause 6.1.1.2: up to six PIDs in a request. */
  static final int MAX_PIDS = 6;

  /** An exchange whose duration is measured. */
  interface TimedExchange {
    Timed exchange(DiagnosticRequest request) throws TransportException;
  }

  /** An answer and the duration of its exchange. */
  record Timed(TransportAnswer answer, long nanos) {}

  /** The commands that share a request, by their indices in the list. */
  private record Shared(DiagnosticRequest request, List<Integer> places) {}

  private final BatchPolicy policy;
  private final TimeSource time;

  QueryPlanner(boolean batching, TimeSource time) {
    this.policy = new BatchPolicy(batching);
    this.time = time;
  }

  /** Forgets what was learnt about the vehicle. */
  void reset() {
    policy.reset();
  }

  /** Returns whether batches are faster. */
  boolean isBatching() {
    return policy.isProven();
  }

  /** Returns those of {@code commands} that would share one exchange with the first. */
  List<ObdCommand<?>> first(List<? extends ObdCommand<?>> commands, boolean can) {
    List<ObdCommand<?>> first = new ArrayList<>();
    if (commands.isEmpty()) {
      return first;
    }
    for (Shared shared : plan(commands, can).get(0)) {
      shared.places.forEach(place -> first.add(commands.get(place)));
    }
    return first;
  }

  /** Requests all of {@code commands}; returns one response each, in their order. */
  List<ObdResponse<?>> query(
      List<? extends ObdCommand<?>> commands,
      TimedExchange bus,
      ResponseReader reader,
      boolean can) {
    Round round = new Round(commands, bus, reader);
    for (List<Shared> group : plan(commands, can)) {
      round.run(group);
    }
    return round.responses();
  }

  /** Returns the exchanges, each for one or several requests. */
  private List<List<Shared>> plan(List<? extends ObdCommand<?>> commands, boolean can) {
    Map<DiagnosticRequest, List<Integer>> byRequest = new LinkedHashMap<>();
    for (int i = 0; i < commands.size(); i++) {
      byRequest.computeIfAbsent(commands.get(i).request(), r -> new ArrayList<>(1)).add(i);
    }
    boolean batches = can && byRequest.size() > 1 && policy.mayBatch();
    List<List<Shared>> plan = new ArrayList<>();
    List<Shared> batch = List.of();
    for (Map.Entry<DiagnosticRequest, List<Integer>> entry : byRequest.entrySet()) {
      Shared shared = new Shared(entry.getKey(), entry.getValue());
      if (!batches || !isBatchable(commands, shared)) {
        plan.add(List.of(shared));
        continue;
      }
      if (batch.isEmpty() || batch.size() == MAX_PIDS) {
        batch = new ArrayList<>(MAX_PIDS);
        plan.add(batch);
      }
      batch.add(shared);
    }
    return plan;
  }

  private boolean isBatchable(List<? extends ObdCommand<?>> commands, Shared shared) {
    ObdCommand<?> command = commands.get(shared.places.get(0));
    if (!(shared.request instanceof DiagnosticRequest.ToVehicle vehicle)
        || vehicle.target().isPresent()
        || vehicle.payload().length() != 2
        || vehicle.payload().at(0) != 0x01) {
      return false;
    }
    int pid = vehicle.payload().at(1);
    return (pid & 0x1F) != 0
        && policy.mayBatch(pid)
        && policy.length(pid, command.answerBytes()) > 2;
  }

  /** The commands of one call and their responses so far. */
  private final class Round {
    private final List<? extends ObdCommand<?>> commands;
    private final TimedExchange bus;
    private final ResponseReader reader;
    private final ObdResponse<?>[] responses;

    Round(List<? extends ObdCommand<?>> commands, TimedExchange bus, ResponseReader reader) {
      this.commands = commands;
      this.bus = bus;
      this.reader = reader;
      this.responses = new ObdResponse<?>[commands.size()];
    }

    List<ObdResponse<?>> responses() {
      return List.of(responses);
    }

    void run(List<Shared> group) {
      try {
        if (group.size() == 1) {
          Timed unused = alone(group.get(0));
        } else {
          batch(group);
        }
      } catch (TransportException e) {
        NoValue why = new NoValue(Reason.NOT_CONNECTED, String.valueOf(e.getMessage()));
        Instant now = time.now();
        group.stream()
            .flatMap(shared -> shared.places.stream())
            .filter(place -> responses[place] == null)
            .forEach(
                place ->
                    responses[place] = ObdResponse.empty(commands.get(place), now, why, List.of()));
      }
    }

    /** Sends one request. */
    private Timed alone(Shared shared) throws TransportException {
      Timed timed = bus.exchange(shared.request);
      put(shared, timed.answer());
      ObdResponse<?> response = responses[shared.places.get(0)];
      if (pid(shared) >= 0 && response != null && !response.isEmpty()) {
        List<EcuMessage> messages = response.messages();
        policy.answeredAlone(pid(shared), messages.get(0).payload().length(), timed.nanos());
      }
      return timed;
    }

    private void batch(List<Shared> group) throws TransportException {
      Map<Integer, Integer> lengths = new LinkedHashMap<>();
      for (Shared shared : group) {
        int table = commands.get(shared.places.get(0)).answerBytes();
        lengths.put(pid(shared), policy.length(pid(shared), table));
      }
      Timed timed = bus.exchange(request(lengths.keySet().stream().mapToInt(p -> p)));
      Map<Integer, List<EcuMessage>> found =
          timed.answer() instanceof TransportAnswer.Messages messages
              ? CompositeAnswer.split(messages.messages(), lengths)
              : Map.of();
      long nanos = timed.nanos();
      int answered = 0;
      for (Shared shared : group) {
        List<EcuMessage> own = found == null ? null : found.get(pid(shared));
        if (own != null) {
          put(shared, new TransportAnswer.Messages(own));
          answered++;
        } else {
          nanos += alone(shared).nanos();
          answered += omitted(shared, found);
        }
      }
      policy.batch(group.size(), found == null ? 0 : found.size(), answered, nanos);
    }

    /** Returns 1 if a PID that the batch omitted was answered alone, else 0. */
    private int omitted(Shared shared, @Nullable Map<Integer, ?> found) {
      ObdResponse<?> response = responses[shared.places.get(0)];
      if (response == null || response.isEmpty()) {
        return 0;
      }
      if (found != null && !found.isEmpty()) {
        policy.omitted(pid(shared));
      }
      return 1;
    }

    private void put(Shared shared, TransportAnswer answer) {
      Instant now = time.now();
      for (int place : shared.places) {
        responses[place] = reader.read(commands.get(place), answer, now);
      }
    }
  }

  private static DiagnosticRequest request(IntStream pids) {
    return DiagnosticRequest.functional(
        Payload.of(IntStream.concat(IntStream.of(0x01), pids).toArray()));
  }

  /** Returns the PID of service 01 that is requested; -1 for other services. */
  private static int pid(Shared shared) {
    return shared.request instanceof DiagnosticRequest.ToVehicle vehicle
            && vehicle.target().isEmpty()
            && vehicle.payload().length() == 2
            && vehicle.payload().at(0) == 0x01
        ? vehicle.payload().at(1)
        : -1;
  }
}
