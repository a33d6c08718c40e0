package io.obdio.socketio.engineio.server;

/** The reason for which a request is refused: codes and texts of Engine.IO, and two more. */
enum EngineError {
  UNKNOWN_TRANSPORT(400, 0, "Transport unknown"),
  UNKNOWN_SID(400, 1, "Session ID unknown"),
  BAD_HANDSHAKE_METHOD(400, 2, "Bad handshake method"),
  BAD_REQUEST(400, 3, "Bad request"),
  FORBIDDEN(403, 4, "Forbidden"),
  UNSUPPORTED_PROTOCOL_VERSION(400, 5, "Unsupported protocol version"),
  TOO_MANY_SESSIONS(503, 6, "Too many sessions"),
  TOO_MANY_SESSIONS_OF_ADDRESS(429, 7, "Too many sessions from this address");

  private final int status;
  private final int code;
  private final String message;

  EngineError(int status, int code, String message) {
    this.status = status;
    this.code = code;
    this.message = message;
  }

  int status() {
    return status;
  }

  int code() {
    return code;
  }

  String message() {
    return message;
  }

  String json() {
    return "{\"code\":" + code + ",\"message\":\"" + message + "\"}";
  }
}
