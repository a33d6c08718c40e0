package io.obdio.socketio.access;

import java.time.Duration;

/** A refusal. Its message states what is missing and reveals nothing else. */
public final class AccessException extends Exception {

  private static final long serialVersionUID = 1L;

  /** The kinds of refusals, with the status code of HTTP. */
  public enum Reason {
    /** There is no key, or it is not valid. */
    UNAUTHORIZED(401),
    /** The key lacks a scope, or a switch forbids the action. */
    NOT_ALLOWED(403);

    private final int httpStatus;

    Reason(int httpStatus) {
      this.httpStatus = httpStatus;
    }

    /** Returns the status code of HTTP. */
    public int httpStatus() {
      return httpStatus;
    }
  }

  private final Reason reason;
  private final Duration retryAfter;

  AccessException(Reason reason, String message, Duration retryAfter) {
    super(message, null, false, false);
    this.reason = reason;
    this.retryAfter = retryAfter;
  }

  AccessException(Reason reason, String message) {
    this(reason, message, Duration.ZERO);
  }

  /** Returns the kind of refusal. */
  public Reason reason() {
    return reason;
  }

  /** Returns the time to wait before the next attempt; zero if there is no need to wait. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
