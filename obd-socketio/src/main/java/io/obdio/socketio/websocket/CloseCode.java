package io.obdio.socketio.websocket;

/** Status codes of the closing handshake (RFC 6455, 7.4.1, and IANA's registry). */
public final class CloseCode {
  /** The purpose of the connection is fulfilled. */
  public static final int NORMAL = 1000;

  /** The endpoint goes away: the server stops, or the peer does not answer pings. */
  public static final int GOING_AWAY = 1001;

  /** The peer violated the protocol. */
  public static final int PROTOCOL_ERROR = 1002;

  /** Never sent: the connection ended without a close frame. */
  public static final int ABNORMAL = 1006;

  /** A text message is not UTF-8. */
  public static final int INVALID_PAYLOAD = 1007;

  /** The peer exceeded a limit that no other code names. */
  public static final int POLICY_VIOLATION = 1008;

  /** A message is too large. */
  public static final int MESSAGE_TOO_BIG = 1009;

  /** The server met an unexpected condition. */
  public static final int INTERNAL_ERROR = 1011;

  /** The server is overloaded, or the peer reads too slowly. */
  public static final int TRY_AGAIN_LATER = 1013;

  private CloseCode() {}
}
