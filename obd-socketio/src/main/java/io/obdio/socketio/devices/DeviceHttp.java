package io.obdio.socketio.devices;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.obdio.socketio.http.HttpExchange;
import io.obdio.socketio.json.JsonCodec;
import io.obdio.socketio.json.JsonException;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Bodies and responses of the REST interface: forms, JSON and errors. */
final class DeviceHttp {

  private static final String JSON = "application/json";
  private static final int MAX_BODY = 65_536;

  private final JsonCodec codec;
  private final DeviceFrames frames;

  DeviceHttp(JsonCodec codec, DeviceFrames frames) {
    this.codec = codec;
    this.frames = frames;
  }

  /** Responds with 200 and a value as JSON. */
  void respond(HttpExchange exchange, @Nullable Object value) {
    respond(exchange, 200, value);
  }

  /** Responds with a status and a value as JSON. */
  void respond(HttpExchange exchange, int status, @Nullable Object value) {
    exchange.responseHeader("cache-control", "no-store");
    exchange.respond(status, JSON, frames.encode(value));
  }

  /**
   * Responds with an error: its status, and the object that clients of EVOK look at.
   *
   * @param why its code decides on the status
   */
  void respondError(HttpExchange exchange, RequestException why) {
    Map<String, Object> body = error(why);
    respond(exchange, why.code().httpStatus(), body);
  }

  /** Returns {@code {"success": false, "errors": {CODE: text, "__all__": text}}}. */
  static Map<String, Object> error(RequestException why) {
    Map<String, Object> errors = new LinkedHashMap<>();
    errors.put(why.code().word(), String.valueOf(why.getMessage()));
    errors.put("__all__", String.valueOf(why.getMessage()));
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("success", false);
    body.put("errors", errors);
    return body;
  }

  /**
   * Returns the fields of a POST: a JSON object, or a form.
   *
   * @throws RequestException {@link ErrorCode#BAD_ARGUMENT} if the body is empty or neither
   */
  Map<String, @Nullable Object> fields(HttpExchange exchange) throws RequestException {
    String body = body(exchange);
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    if (body.startsWith("{")) {
      object(body).forEach((name, value) -> fields.put(String.valueOf(name), value));
    } else if (isJson(exchange)) {
      throw new RequestException(ErrorCode.BAD_ARGUMENT, "the body must be a JSON object");
    } else {
      form(body).forEach((name, values) -> fields.put(name, values.get(0)));
    }
    if (fields.isEmpty()) {
      throw new RequestException(
          ErrorCode.BAD_ARGUMENT, "the body is empty; send a form or JSON such as {\"value\": 1}");
    }
    return fields;
  }

  private static Map<String, List<String>> form(String body) throws RequestException {
    try {
      return new QueryStringDecoder(body, StandardCharsets.UTF_8, false, 64).parameters();
    } catch (IllegalArgumentException e) {
      throw new RequestException(ErrorCode.BAD_ARGUMENT, "the body is no form");
    }
  }

  /** Returns the JSON object in a body. */
  Map<?, ?> object(HttpExchange exchange) throws RequestException {
    return object(body(exchange));
  }

  private Map<?, ?> object(String body) throws RequestException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    try {
      if (codec.decode(bytes, 0, bytes.length) instanceof Map<?, ?> map) {
        return map;
      }
    } catch (JsonException e) {
      throw new RequestException(ErrorCode.BAD_ARGUMENT, "the body is not JSON");
    }
    throw new RequestException(ErrorCode.BAD_ARGUMENT, "the body must be a JSON object");
  }

  private static String body(HttpExchange exchange) throws RequestException {
    byte[] body = exchange.body();
    if (body.length > MAX_BODY) {
      throw new RequestException(
          ErrorCode.BAD_ARGUMENT, "the body has more than " + MAX_BODY + " bytes");
    }
    return new String(body, StandardCharsets.UTF_8).strip();
  }

  private static boolean isJson(HttpExchange exchange) {
    String type = exchange.header("content-type");
    return type != null && type.toLowerCase(java.util.Locale.ROOT).contains("json");
  }
}
