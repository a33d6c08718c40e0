package io.obdio.elm327.request;

import io.obdio.core.transport.TransportAnswer.Reason;

/**
 * The rule whether a request is sent again after an attempt that did not answer it. Pure.
 *
 * @param repeatable whether sending the request twice is harmless
 */
public record RetryPolicy(boolean repeatable) {

  /** How often a request is sent at most. */
  public static final int MAX_ATTEMPTS = 3;

  /** How often a request is sent at most that is answered by responses to other requests. */
  public static final int MAX_UNRELATED = 2;

  /** The next step. */
  public enum Decision {
    /** Send the same again. */
    RETRY,
    /** Send the request again without the number of responses, which may be what failed. */
    RETRY_PLAINLY,
    /** Send the request again, plainly, and wait for its response until P2* of ISO 14229-2. */
    RETRY_PATIENTLY,
    /** Return the best attempt. */
    GIVE_UP
  }

  /**
   * Decides what to do after an attempt.
   *
   * @param count the number of attempts so far, 1 or more
   * @param counted whether the request had the number of responses appended
   * @param patient whether the adapter already waits as long as P2*
   * @param nanosLeft the time to the deadline
   */
  public Decision after(
      Attempt attempt, int count, boolean counted, boolean patient, long nanosLeft) {
    boolean over = attempt instanceof Attempt.Answered || attempt instanceof Attempt.Restarted;
    if (over || !hasAttempts(count, nanosLeft)) {
      return Decision.GIVE_UP;
    }
    if (!repeatable) {
      // After an empty reply the adapter did not receive the request.
      return attempt instanceof Attempt.Silent ? Decision.RETRY : Decision.GIVE_UP;
    }
    if (attempt instanceof Attempt.Partial partial && !partial.pending().isEmpty() && !patient) {
      return Decision.RETRY_PATIENTLY;
    }
    if (counted) {
      return Decision.RETRY_PLAINLY;
    }
    return isWorthwhile(attempt, count) ? Decision.RETRY : Decision.GIVE_UP;
  }

  /** Returns whether a repeatable request may be sent again after {@code count} attempts. */
  public boolean mayRepeat(int count, long nanosLeft) {
    return repeatable && hasAttempts(count, nanosLeft);
  }

  private static boolean hasAttempts(int count, long nanosLeft) {
    return count < MAX_ATTEMPTS && nanosLeft > 0;
  }

  private static boolean isWorthwhile(Attempt attempt, int count) {
    if (attempt instanceof Attempt.Refused refused) {
      return refused.isTransient();
    }
    if (attempt instanceof Attempt.Unrelated) {
      return count < MAX_UNRELATED;
    }
    return !(attempt instanceof Attempt.Partial partial) || partial.reason() != Reason.NO_DATA;
  }
}
