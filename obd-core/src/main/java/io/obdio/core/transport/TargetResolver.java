package io.obdio.core.transport;

import io.obdio.core.message.AddressByte;
import io.obdio.core.message.DiagnosticRequest.ToVehicle;
import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.ObdAddress;
import io.obdio.core.message.RequestTarget;
import io.obdio.core.transport.TransportAnswer.NoAnswer;
import io.obdio.core.transport.TransportAnswer.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The addresses from which ECUs answer, for targets that do not give them. Transports receive from
 * all {@linkplain RequestTarget#answerCandidates candidates} at once, because an ECU whose first
 * frame gets no flow control is occupied for a second; address bytes are tried one after the other.
 * What answered is remembered. For implementations of {@link DiagnosticTransport}; not thread-safe.
 */
public final class TargetResolver {

  /** The number of targets that are remembered. */
  private static final int MAX_TARGETS = 256;

  /** After so many rounds without any answer only the likeliest address byte is tried. */
  private static final int MAX_ROUNDS = 3;

  private final Map<RequestTarget, RequestTarget> known = bounded();
  private final Map<RequestTarget, Integer> silentRounds = bounded();

  /** Creates a resolver that knows no target yet. */
  public TargetResolver() {}

  /**
   * A function that sends a request to one target.
   *
   * @param <E> thrown if the connection is lost
   */
  public interface Exchange<E extends Exception> {

    /** Sends {@code request}, whose target gives the address byte of the answer, if it has any. */
    TransportAnswer exchange(ToVehicle request) throws E;
  }

  private static <V> Map<RequestTarget, V> bounded() {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<RequestTarget, V> eldest) {
        return size() > MAX_TARGETS;
      }
    };
  }

  /** Forgets what was found out: there may be another vehicle. */
  public void reset() {
    known.clear();
    silentRounds.clear();
  }

  /**
   * Sends a request to its target.
   *
   * @param request a request with a target
   * @return the answer, else the result for the likeliest candidate
   */
  public <E extends Exception> TransportAnswer exchange(ToVehicle request, Exchange<E> bus)
      throws E {
    RequestTarget target = request.target().orElseThrow();
    RequestTarget remembered = known.get(target);
    List<RequestTarget> candidates = remembered != null ? List.of(remembered) : candidates(target);
    if (target.answerCandidates().isEmpty()) {
      return TransportAnswer.none(
          Reason.NOT_SUPPORTED,
          "the identifier that answers " + target + " is not known and has to be given");
    }
    int tried = silentRounds.getOrDefault(target, 0) < MAX_ROUNDS ? candidates.size() : 1;
    TransportAnswer first = TransportAnswer.none(Reason.NO_DATA, "");
    boolean isFirst = true;
    for (RequestTarget candidate : candidates.subList(0, tried)) {
      TransportAnswer answer =
          bus.exchange(new ToVehicle(request.payload(), Optional.of(candidate), request.options()));
      if (answer instanceof TransportAnswer.Messages messages) {
        remember(target, candidate, messages);
        return answer;
      }
      first = isFirst ? answer : first;
      isFirst = false;
      if (!(answer instanceof NoAnswer none && none.reason() == Reason.NO_DATA)) {
        return answer;
      }
    }
    if (candidates.size() > 1) {
      silentRounds.merge(target, 1, Integer::sum);
    }
    return first;
  }

  private void remember(
      RequestTarget target, RequestTarget candidate, TransportAnswer.Messages messages) {
    if (target.answerCandidates().size() > 1 || !target.equals(candidate)) {
      EcuAddress from = messages.messages().get(0).ecu();
      known.put(
          target, new RequestTarget(target.request(), Optional.of(from), candidate.extended()));
    }
  }

  /** Returns the target with each address byte that answers may begin with. */
  private static List<RequestTarget> candidates(RequestTarget target) {
    if (target.extended().isEmpty()) {
      return List.of(target);
    }
    List<RequestTarget> candidates = new ArrayList<>();
    AddressByte address = target.extended().get();
    for (int answer : answerBytes(target, address)) {
      candidates.add(target.with(new AddressByte(address.request(), OptionalInt.of(answer))));
    }
    return candidates;
  }

  /** Returns the tester's address (BMW: 6F1), or the byte of the request (Toyota: 750). */
  private static Set<Integer> answerBytes(RequestTarget target, AddressByte address) {
    Set<Integer> bytes = new LinkedHashSet<>();
    if (address.answer().isPresent()) {
      bytes.add(address.answer().getAsInt());
    } else {
      boolean fromTester = (target.request().id() & 0xFF) == ObdAddress.TESTER;
      bytes.add(fromTester ? ObdAddress.TESTER : address.request());
      bytes.add(fromTester ? address.request() : ObdAddress.TESTER);
    }
    return bytes;
  }
}
