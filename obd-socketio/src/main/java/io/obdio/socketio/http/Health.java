package io.obdio.socketio.http;

import java.util.function.Supplier;

/** Answers {@code GET /health} for whoever watches the process. */
public final class Health implements RequestHandler {

  /**
   * A state.
   *
   * @param up whether the service does its work
   * @param json the body
   */
  public record State(boolean up, String json) {
    /** Up, nothing else to say. */
    public static final State UP = new State(true, "{\"status\":\"up\"}");
  }

  private final Supplier<State> state;

  /**
   * Answers with a state, 200 when it is up and 503 when not.
   *
   * @param state asked on the event loop, must not block
   */
  public Health(Supplier<State> state) {
    this.state = state;
  }

  @Override
  public boolean handle(HttpExchange exchange) {
    boolean asked = "GET".equals(exchange.method()) || "HEAD".equals(exchange.method());
    if (!asked || !exchange.path().equals("/health")) {
      return false;
    }
    State now = state.get();
    exchange.responseHeader("cache-control", "no-store");
    exchange.respond(now.up() ? 200 : 503, "application/json", now.json());
    return true;
  }
}
