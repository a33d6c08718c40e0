package io.obdio.core.transport;

import org.jspecify.annotations.Nullable;

/**
 * The few ways in which a transport fails, as opposed to a vehicle. The message says what to do.
 */
public abstract sealed class TransportException extends Exception {

  private static final long serialVersionUID = 1L;

  private TransportException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** The URI is wrong: unknown scheme, unknown option, a value out of its range. */
  public static final class BadUri extends TransportException {
    private static final long serialVersionUID = 1L;

    /** With a message that names the part and what would be right. */
    public BadUri(String message) {
      super(message, null);
    }
  }

  /** The port cannot be opened: missing, not permitted, in use, no adapter behind it. */
  public static final class Unavailable extends TransportException {
    private static final long serialVersionUID = 1L;

    /** With a message that names the port and what to do. */
    public Unavailable(String message) {
      super(message, null);
    }

    /** The same, with what caused it. */
    public Unavailable(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** The port was open and is gone: unplugged, closed by the other side, or by us. */
  public static final class Lost extends TransportException {
    private static final long serialVersionUID = 1L;

    /** With a message that names the port and what happened. */
    public Lost(String message) {
      super(message, null);
    }

    /** The same, with what caused it. */
    public Lost(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
