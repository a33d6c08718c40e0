package io.obdio.core.connection;

import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.NegativeResponse;
import io.obdio.core.message.Payload;
import io.obdio.core.message.RequestOptions;
import io.obdio.core.message.RequestTarget;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.TransportAnswer.Reason;
import io.obdio.core.transport.TransportException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The diagnostic sessions of the ECUs (ISO 14229-1:2020 clauses 10.2 and 10.7). Before a request
 * that needs a session, the ECU is brought into it. An ECU returns to its default session 5 s (S3)
 * after the last request; tester present requests prevent that while the session is in use.
 *
 * <p>Pure: times are given, in nanoseconds. Not thread-safe; the caller has exclusive access to the
 * bus.
 */
final class DiagnosticSessions {

  /** Silence after which an ECU may have left the session: S3 of 5 s, less what a request takes. */
  static final long EXPIRY_NANOS = 4_000_000_000L;

  /** Silence after which tester present is sent. */
  static final long KEEP_ALIVE_NANOS = 2_000_000_000L;

  /** How long a session is kept after the last request that needed it. */
  static final long KEEP_NANOS = 15_000_000_000L;

  private static final int SESSION_CONTROL = 0x10;
  private static final int TESTER_PRESENT = 0x3E;
  private static final int KWP_SESSIONS = 0x80;

  private static final int NOT_IN_SESSION = 0x7F;
  private static final int SUB_FUNCTION_NOT_IN_SESSION = 0x7E;

  private final Map<RequestTarget, Session> open = new HashMap<>();

  /** An open session of one ECU. */
  private static final class Session {
    final int id;
    final OptionalInt after;
    long lastUse;
    long lastTraffic;

    Session(int id, OptionalInt after) {
      this.id = id;
      this.after = after;
    }
  }

  /** The exchange of a request and its answer. */
  interface Exchange {
    TransportAnswer exchange(DiagnosticRequest request) throws TransportException;
  }

  /** Forgets all sessions: the connection was opened again. */
  void reset() {
    open.clear();
  }

  /** Returns whether a session is open. */
  boolean isAnyOpen() {
    return !open.isEmpty();
  }

  /**
   * Sends a request, in the session that it needs.
   *
   * @param now the current time
   * @return the answer; or the reason why the ECU is not in the session
   */
  TransportAnswer exchange(DiagnosticRequest request, long now, Exchange bus)
      throws TransportException {
    if (!(request instanceof DiagnosticRequest.ToVehicle vehicle) || vehicle.target().isEmpty()) {
      return bus.exchange(request);
    }
    RequestTarget target = vehicle.target().get();
    RequestOptions options = vehicle.options();
    if (options.session().isEmpty()) {
      noteTraffic(target, now);
      return bus.exchange(request);
    }
    TransportAnswer refusal = enter(target, options, now, bus);
    if (refusal != null) {
      return refusal;
    }
    TransportAnswer answer = bus.exchange(request);
    if (isOutsideSession(answer)) {
      open.remove(target);
      refusal = enter(target, options, now, bus);
      answer = refusal != null ? refusal : bus.exchange(request);
    }
    return answer;
  }

  private void noteTraffic(RequestTarget target, long now) {
    Session session = open.isEmpty() ? null : open.get(target);
    if (session != null && now - session.lastTraffic < EXPIRY_NANOS) {
      session.lastTraffic = now;
    }
  }

  /** Brings an ECU into a session; returns null if it is in it, else the reason why not. */
  private @Nullable TransportAnswer enter(
      RequestTarget target, RequestOptions options, long now, Exchange bus)
      throws TransportException {
    int id = options.session().orElseThrow();
    Session session = open.get(target);
    if (session == null || session.id != id || now - session.lastTraffic >= EXPIRY_NANOS) {
      TransportAnswer answer = bus.exchange(physical(target, SESSION_CONTROL, id));
      if (!isPositive(answer)) {
        open.remove(target);
        return refusal(target, id, answer);
      }
      session = new Session(id, options.sessionAfter());
      open.put(target, session);
    }
    session.lastUse = now;
    session.lastTraffic = now;
    return null;
  }

  private static TransportAnswer refusal(RequestTarget target, int id, TransportAnswer answer) {
    String session = String.format(Locale.ROOT, "session %02X of %s", id, target);
    if (answer instanceof TransportAnswer.Messages messages) {
      return TransportAnswer.none(Reason.NOT_SUPPORTED, session + ": " + messages.messages());
    }
    return answer instanceof TransportAnswer.NoAnswer none
        ? TransportAnswer.none(none.reason(), session + ": " + none.detail())
        : answer;
  }

  /**
   * Keeps the sessions that are in use, and ends the others.
   *
   * @return the time until the next call, in nanoseconds
   */
  long keep(long now, Exchange bus) throws TransportException {
    for (Map.Entry<RequestTarget, Session> entry : new ArrayList<>(open.entrySet())) {
      RequestTarget target = entry.getKey();
      Session session = entry.getValue();
      if (now - session.lastUse >= KEEP_NANOS) {
        open.remove(target);
        if (session.after.isPresent() && now - session.lastTraffic < EXPIRY_NANOS) {
          bus.exchange(physical(target, SESSION_CONTROL, session.after.getAsInt()));
        }
      } else if (now - session.lastTraffic >= KEEP_ALIVE_NANOS) {
        boolean kwp = session.id >= KWP_SESSIONS;
        TransportAnswer answer = bus.exchange(physical(target, TESTER_PRESENT, kwp ? 1 : 0));
        if (answer instanceof TransportAnswer.Messages) {
          session.lastTraffic = now;
        }
      }
    }
    return nextKeep(now);
  }

  private long nextKeep(long now) {
    long next = KEEP_ALIVE_NANOS;
    for (Session session : open.values()) {
      next = Math.min(next, session.lastTraffic + KEEP_ALIVE_NANOS - now);
    }
    return Math.max(next, KEEP_ALIVE_NANOS / 10);
  }

  private static DiagnosticRequest physical(RequestTarget target, int service, int parameter) {
    return DiagnosticRequest.physical(Payload.of(service, parameter), target);
  }

  private static boolean isPositive(TransportAnswer answer) {
    return answer instanceof TransportAnswer.Messages messages
        && messages.messages().stream()
            .noneMatch(message -> NegativeResponse.isNegative(message.payload()));
  }

  private static boolean isOutsideSession(TransportAnswer answer) {
    return answer instanceof TransportAnswer.Messages messages
        && messages.messages().stream().anyMatch(DiagnosticSessions::isOutsideSession);
  }

  private static boolean isOutsideSession(EcuMessage message) {
    return NegativeResponse.parse(message.payload())
        .filter(
            negative ->
                negative.code() == NOT_IN_SESSION || negative.code() == SUB_FUNCTION_NOT_IN_SESSION)
        .isPresent();
  }
}
