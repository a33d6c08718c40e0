package io.obdio.socketio.telemetry;

/** The formats of a batch. Each begins with another byte, so that a receiver needs no setting. */
public enum BatchFormat {
  /** JSON in the zlib format (RFC 1950). */
  JSON,
  /** JSON as text. */
  JSON_PLAIN,
  /** Differences of scaled integers; names and scales are in the {@link Dictionary}. */
  DELTA
}
