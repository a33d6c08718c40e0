package io.obdio.socketio.http;

import io.netty.buffer.Unpooled;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Bytes with type and entity tag (RFC 9110). */
final class Content {
  private final byte[] bytes;
  private final String type;
  private final String tag;

  Content(byte[] bytes, String type) {
    this.bytes = bytes;
    this.type = type;
    this.tag = '"' + digest(bytes) + '"';
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
    String method = exchange.method();
    if (!"GET".equals(method) && !"HEAD".equals(method)) {
      exchange.responseHeader("allow", "GET, HEAD");
      exchange.respond(405, "text/plain; charset=utf-8", "Method not allowed\n");
      return;
    }
    exchange.responseHeader("etag", tag).responseHeader("cache-control", "no-cache");
    exchange.responseHeader("x-content-type-options", "nosniff");
    if (has(exchange.header("if-none-match"))) {
      exchange.respond(304, "", Unpooled.EMPTY_BUFFER);
    } else {
      exchange.respond(200, type, Unpooled.wrappedBuffer(bytes));
    }
  }

  private boolean has(@org.jspecify.annotations.Nullable String ifNoneMatch) {
    if (ifNoneMatch == null) {
      return false;
    }
    for (String each : ifNoneMatch.split(",", -1)) {
      String known = each.trim();
      if (known.equals("*") || known.equals(tag) || known.equals("W/" + tag)) {
        return true;
      }
    }
    return false;
  }
}
