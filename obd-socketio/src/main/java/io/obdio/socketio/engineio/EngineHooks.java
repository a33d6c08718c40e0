package io.obdio.socketio.engineio;

import io.obdio.socketio.http.HttpExchange;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The program's part in the handling of requests; each is optional. The methods run on an event
 * loop and must not block.
 *
 * @param origins decides which foreign pages may connect, in addition to the configured ones
 * @param allowRequest decides whether a client may open a session
 * @param headers adds headers to responses
 * @param errors receives requests that are refused
 */
public record EngineHooks(
    @Nullable Predicate<String> origins,
    @Nullable AllowRequest allowRequest,
    @Nullable ResponseHeaders headers,
    @Nullable ConnectionErrorListener errors) {

  /** No hooks. */
  public static final EngineHooks NONE = new EngineHooks(null, null, null, null);

  /** A check of the requests that open a session, as {@code allowRequest} of Node's server. */
  @FunctionalInterface
  public interface AllowRequest {

    /**
     * Decides about a request.
     *
     * @return completes with whether the session may be opened; else, or if it fails, the client
     *     gets 403
     */
    CompletionStage<Boolean> allow(HttpExchange request);
  }

  /** A hook for response headers, as the events {@code initial_headers} and {@code headers}. */
  @FunctionalInterface
  public interface ResponseHeaders {

    /**
     * Adds headers with {@link HttpExchange#responseHeader}.
     *
     * @param handshake whether the request opens a session
     */
    void add(HttpExchange exchange, boolean handshake);
  }

  /** A listener for requests that are refused, as the event {@code connection_error}. */
  @FunctionalInterface
  public interface ConnectionErrorListener {

    /**
     * Receives a refused request.
     *
     * @param code of Engine.IO, 0 to 5; 6 and 7 if there are too many sessions
     * @param message of the code
     */
    void onConnectionError(HttpExchange request, int code, String message);
  }
}
