package io.obdio.socketio.rest;

import io.obdio.socketio.http.HttpExchange;
import io.obdio.socketio.json.JsonCodec;
import io.obdio.socketio.json.JsonException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON in the responses of the REST interface. */
final class ApiJson {

  private static final String TYPE = "application/json";

  private ApiJson() {}

  /** Responds with a value that no cache may store. */
  static void respond(HttpExchange exchange, JsonCodec json, int status, @Nullable Object value) {
    try {
      byte[] body = json.encode(value, List.of());
      exchange.responseHeader("cache-control", "no-store");
      exchange.respond(status, TYPE, body);
    } catch (JsonException e) {
      throw new IllegalStateException("a response cannot be written as JSON", e);
    }
  }

  /** Responds with {@code {"code": .., "message": ..}}. */
  static void respondError(
      HttpExchange exchange, JsonCodec json, int status, String code, String message) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("code", code);
    error.put("message", message);
    respond(exchange, json, status, error);
  }
}
