package io.obdio.core.message;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Conditions of a request beside its bytes and its target.
 *
 * @param session the diagnostic session (ISO 14229-1:2020 clause 10.2, ISO 14230-3) that the ECU
 *     must be in, 1..255; empty for any
 * @param sessionAfter the session that the ECU returns to when the first is no longer needed; empty
 *     to let it time out
 * @param answerTime the least time to wait for the response; zero for the transport's own
 * @param bus the kind of address that the vehicle's protocol must have; empty for any
 */
public record RequestOptions(
    OptionalInt session,
    OptionalInt sessionAfter,
    Duration answerTime,
    Optional<EcuAddress.Kind> bus) {

  /** No conditions. */
  public static final RequestOptions NONE =
      new RequestOptions(OptionalInt.empty(), OptionalInt.empty(), Duration.ZERO, Optional.empty());

  /** Checks the ranges. */
  public RequestOptions {
    session.ifPresent(RequestOptions::check);
    sessionAfter.ifPresent(RequestOptions::check);
    if (answerTime.isNegative()) {
      throw new IllegalArgumentException("the answer time is negative: " + answerTime);
    }
  }

  private static void check(int session) {
    if (session < 1 || session > 0xFF) {
      throw new IllegalArgumentException("session " + session + " is not from 1 to 255");
    }
  }

  /** Returns these options with a session. */
  public RequestOptions withSession(OptionalInt before, OptionalInt after) {
    return new RequestOptions(before, after, answerTime, bus);
  }

  /** Returns these options with a least time to wait for the response. */
  public RequestOptions withAnswerTime(Duration time) {
    return new RequestOptions(session, sessionAfter, time, bus);
  }

  /** Returns these options with a kind of bus. */
  public RequestOptions withBus(EcuAddress.Kind kind) {
    return new RequestOptions(session, sessionAfter, answerTime, Optional.of(kind));
  }
}
