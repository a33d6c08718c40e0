package io.obdio.socketio.http;

import io.netty.buffer.Unpooled;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Bytes with type and entity tag (RFC 9110). */
final class Content {
  private final byte[] bytes;
  private final String type;
  private final Validators validators;

  /** Content whose tag is made of its bytes. */
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
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Answers GET and HEAD, with 304 for who has it already; 405 for other methods. */
  void respond(HttpExchange exchange) {
    if (!exchange.reads()) {
      exchange.respondNotAllowed("GET, HEAD");
      return;
    }
    validators.tell(exchange);
    if (validators.known(exchange)) {
      exchange.respond(304, "", Unpooled.EMPTY_BUFFER);
    } else {
      exchange.respond(200, type, Unpooled.wrappedBuffer(bytes));
    }
  }
}
