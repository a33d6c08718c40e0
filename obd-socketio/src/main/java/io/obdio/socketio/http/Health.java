package io.obdio.socketio.http;

import java.util.function.Function;

/** A route that reports the state of the service: 200 if it is up, 503 if it is down. */
public final class Health implements Router.Route {

  /**
   * The state of the service.
   *
   * @param up whether the service works
   * @param json the response's body
   */
  public record State(boolean up, String json) {
    /** The service is up; there are no details. */
    public static final State UP = new State(true, "{\"status\":\"up\"}");
  }

  private final Function<HttpExchange, State> state;

  /**
   * Creates a route.
   *
   * @param state returns the state that the client of a request may see; called on the event loop;
   *     must not block
   */
  public Health(Function<HttpExchange, State> state) {
    this.state = state;
  }

  @Override
  public void handle(HttpExchange exchange, String variable) {
    State now = state.apply(exchange);
    exchange.responseHeader("cache-control", "no-store");
    exchange.respond(now.up() ? 200 : 503, "application/json", now.json());
  }
}
