package io.obdio.socketio.rest;

import io.obdio.socketio.access.Principal;
import io.obdio.socketio.http.HttpExchange;
import io.obdio.socketio.json.JsonCodec;
import io.obdio.socketio.json.JsonException;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A request to the REST interface whose client has the scope of the route. One response is sent,
 * from any thread.
 */
public final class ApiRequest {

  private static final Logger log = LoggerFactory.getLogger(ApiRequest.class);

  private final HttpExchange exchange;
  private final List<String> variables;
  private final Principal client;
  private final JsonCodec json;

  /**
   * Creates a request.
   *
   * @param variables the values of the variable segments of the path
   */
  public ApiRequest(
      HttpExchange exchange, List<String> variables, Principal client, JsonCodec json) {
    this.exchange = exchange;
    this.variables = variables;
    this.client = client;
    this.json = json;
  }

  /** Returns the HTTP exchange, for headers, the query and bodies of other types. */
  public HttpExchange exchange() {
    return exchange;
  }

  /** Returns the client. */
  public Principal client() {
    return client;
  }

  /** Returns the value of a variable segment of the path, counted from 0. */
  public String variable(int index) {
    return variables.get(index);
  }

  /**
   * Returns the JSON object in the body.
   *
   * @param maxBytes the largest body that is accepted
   * @throws RequestException {@link ErrorCode#BAD_ARGUMENT} if the body is larger or is no object
   */
  public Map<String, @Nullable Object> object(int maxBytes) throws RequestException {
    byte[] body = exchange.body();
    if (body.length > maxBytes) {
      throw new RequestException(
          ErrorCode.BAD_ARGUMENT, "the body has more than " + maxBytes + " bytes");
    }
    try {
      if (json.decode(body, 0, body.length) instanceof Map<?, ?> map) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        map.forEach((key, value) -> object.put(String.valueOf(key), value));
        return object;
      }
    } catch (JsonException e) {
      throw new RequestException(ErrorCode.BAD_ARGUMENT, "the body is not JSON");
    }
    throw new RequestException(ErrorCode.BAD_ARGUMENT, "the body must be a JSON object");
  }

  /** Responds with 200 and a value as JSON, which no cache may store. */
  public void respond(@Nullable Object value) {
    respond(200, value);
  }

  /** Responds with a status and a value as JSON, which no cache may store. */
  public void respond(int status, @Nullable Object value) {
    ApiJson.respond(exchange, json, status, value);
  }

  /** Responds with an error; its code determines the status. */
  public void refuse(RequestException why) {
    refuse(why.code().httpStatus(), why.code().word(), String.valueOf(why.getMessage()));
  }

  /**
   * Responds with the error of a request that failed. One that is no {@link RequestException} is
   * logged, because the client does not receive it.
   */
  public void refuse(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof RequestException known) {
      refuse(known);
      return;
    }
    log.error("A request failed", cause);
    refuse(new RequestException(ErrorCode.INTERNAL, "the request failed; see the server's log"));
  }

  /** Responds with a status and the error {@code {"code": .., "message": ..}}. */
  public void refuse(int status, String code, String message) {
    ApiJson.respondError(exchange, json, status, code, message);
  }
}
