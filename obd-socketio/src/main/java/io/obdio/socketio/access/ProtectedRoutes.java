package io.obdio.socketio.access;

import io.obdio.socketio.http.HttpExchange;
import io.obdio.socketio.http.RequestHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The routes of an API, each with the scope that a client needs. A path consists of fixed and
 * variable segments, such as {@code /rest/{dev}/{circuit}}; the first route that fits is used. GET
 * routes answer HEAD as well, OPTIONS is answered for every path, a known path with another method
 * gets 405, and unknown paths are left to the next handler. A slash at the end does not count.
 *
 * <p>Threads: routes may be added at any time; handlers run on the event loops and must not block.
 */
public final class ProtectedRoutes implements RequestHandler {

  /** A handler of one route. */
  @FunctionalInterface
  public interface Route {

    /**
     * Answers a request, now or later.
     *
     * @param variables the values of the variable segments, in order
     * @param principal the client
     */
    void handle(HttpExchange exchange, List<String> variables, Principal principal)
        throws Exception;
  }

  /** The decision whether a client may use a route. */
  public interface Gate {

    /**
     * Decides by the request's origin and key.
     *
     * @return the client, or empty if the request has been answered with a refusal
     */
    Optional<Principal> admit(HttpExchange exchange, Scope scope);

    /** Answers a preflight request of a browser. */
    void preflight(HttpExchange exchange);
  }

  private record Row(String method, String path, List<String> segments, Scope scope, Route route) {

    /** Returns the values of the variable segments; null if the path does not fit. */
    @Nullable List<String> variables(List<String> path) {
      if (path.size() != segments.size()) {
        return null;
      }
      List<String> values = new ArrayList<>(segments.size());
      for (int i = 0; i < path.size(); i++) {
        if (segments.get(i).startsWith("{")) {
          values.add(path.get(i));
        } else if (!segments.get(i).equals(path.get(i))) {
          return null;
        }
      }
      return values;
    }
  }

  private final AccessTable table;
  private final Gate gate;
  private final List<Row> rows = new CopyOnWriteArrayList<>();

  /**
   * Creates an API without routes.
   *
   * @param table receives the rules of the routes
   */
  public ProtectedRoutes(AccessTable table, Gate gate) {
    this.table = table;
    this.gate = gate;
  }

  /**
   * Adds a route.
   *
   * @param method in upper case
   * @param path begins with a slash; a variable segment has the form {@code {name}}
   */
  public ProtectedRoutes add(String method, String path, Scope scope, Route route) {
    rows.add(new Row(method, path, segments(path), scope, route));
    table.put(AccessRule.keyed(AccessTable.HTTP, method + " " + path, scope));
    return this;
  }

  @Override
  public List<String> routes() {
    return rows.stream().map(row -> row.method + " " + row.path).toList();
  }

  private static List<String> segments(String path) {
    List<String> segments = new ArrayList<>(List.of(path.split("/")));
    return segments.isEmpty() ? segments : segments.subList(1, segments.size());
  }

  @Override
  public boolean handle(HttpExchange exchange) throws Exception {
    List<String> path = segments(exchange.path());
    String method = exchange.method().equals("HEAD") ? "GET" : exchange.method();
    Set<String> others = new TreeSet<>();
    for (Row row : rows) {
      List<String> variables = row.variables(path);
      if (variables == null) {
        continue;
      }
      if (row.method.equals(method)) {
        serve(exchange, row, variables);
        return true;
      }
      others.add(row.method);
    }
    if (others.isEmpty()) {
      return false;
    }
    refuseMethod(exchange, method, others);
    return true;
  }

  private void serve(HttpExchange exchange, Row row, List<String> variables) throws Exception {
    Optional<Principal> principal = gate.admit(exchange, row.scope);
    if (principal.isPresent()) {
      row.route.handle(exchange, variables, principal.get());
    }
  }

  private void refuseMethod(HttpExchange exchange, String method, Set<String> allowed) {
    if (method.toUpperCase(Locale.ROOT).equals("OPTIONS")) {
      gate.preflight(exchange);
    } else if (gate.admit(exchange, Scope.READ).isPresent()) {
      if (allowed.contains("GET")) {
        allowed.add("HEAD");
      }
      allowed.add("OPTIONS");
      exchange.respondNotAllowed(String.join(", ", allowed));
    }
  }
}
