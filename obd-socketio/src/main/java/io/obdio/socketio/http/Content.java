package io.obdio.socketio.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A response body with its type and validators (RFC 9110). */
final class Content {
  private final byte[] bytes;
  private final String type;
  private final Validators validators;

  /** Creates content whose entity tag is a digest of its bytes. */
  Content(byte[] bytes, String type) {
    this(bytes, type, new Validators('"' + digest(bytes) + '"', null));
  }

  Content(byte[] bytes, String type, Validators validators) {
    this.bytes = bytes;
    this.type = type;
    this.validators = validators;
  }

  private static String digest(byte[] bytes) {
    try {
      byte[] sum = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(sum, 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is not available", e);
    }
  }

  /** Answers GET and HEAD, with 304 for a client that has it; other methods with 405. */
  void respond(HttpExchange exchange) {
    if (!exchange.reads()) {
      exchange.respondNotAllowed("GET, HEAD");
      return;
    }
    validators.addTo(exchange);
    if (validators.known(exchange)) {
      exchange.respond(304, "", "");
    } else {
      exchange.respond(200, type, bytes);
    }
  }
}
