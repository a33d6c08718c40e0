package io.obdio.core.transport;

import org.jspecify.annotations.Nullable;

/** A failure of a transport, as opposed to one of a vehicle. The message states what to do. */
public abstract sealed class TransportException extends Exception {

  private static final long serialVersionUID = 1L;

  private TransportException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** Returns the reason, on which programs may branch. */
  public abstract ConnectionReason reason();

  /**
   * An invalid URI: an unknown scheme, an unknown option, a value out of range, or a file that is
   * not a recording. Further attempts would fail too.
   */
  public static final class BadUri extends TransportException {
    private static final long serialVersionUID = 1L;

    /** Creates an exception; the message names the part and the expected form. */
    public BadUri(String message) {
      super(message, null);
    }

    @Override
    public ConnectionReason reason() {
      return ConnectionReason.BAD_URI;
    }
  }

  /** A port that cannot be opened: missing, not permitted, in use, or without an adapter. */
  public static final class Unavailable extends TransportException {
    private static final long serialVersionUID = 1L;

    private final ConnectionReason reason;

    /** Creates an exception; the message names the port and the remedy. */
    public Unavailable(String message) {
      this(ConnectionReason.UNAVAILABLE, message, null);
    }

    /** Creates an exception with a cause; the message names the port and the remedy. */
    public Unavailable(String message, Throwable cause) {
      this(ConnectionReason.UNAVAILABLE, message, cause);
    }

    /** Creates an exception with a reason; the message names the port and the remedy. */
    public Unavailable(ConnectionReason reason, String message, @Nullable Throwable cause) {
      super(message, cause);
      this.reason = reason;
    }

    @Override
    public ConnectionReason reason() {
      return reason;
    }
  }

  /** A connection that was lost or closed: adapter unplugged, closed by the peer or locally. */
  public static final class Lost extends TransportException {
    private static final long serialVersionUID = 1L;

    /** Creates an exception; the message names the port and the event. */
    public Lost(String message) {
      super(message, null);
    }

    /** Creates an exception with a cause; the message names the port and the event. */
    public Lost(String message, Throwable cause) {
      super(message, cause);
    }

    @Override
    public ConnectionReason reason() {
      return ConnectionReason.CONNECTION_LOST;
    }
  }
}
