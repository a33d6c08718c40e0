package io.obdio.socketio.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A router of requests by method and path: exact paths, and paths with one variable segment, such
 * as {@code /api/v1/vehicles/{id}/values}. An exact path takes precedence. GET routes answer HEAD
 * as well; a known path with another method gets 405. Unknown paths are left to the next handler.
 * Safe for use by any thread.
 */
public final class Router implements RequestHandler {

  /** A handler of one method and path; runs on the event loop and must not block. */
  @FunctionalInterface
  public interface Route {

    /**
     * Answers a request, now or later.
     *
     * @param variable the decoded value of the variable segment, never empty; "" for exact paths
     */
    void handle(HttpExchange exchange, String variable) throws Exception;
  }

  /** A path around its variable segment. */
  private record Pattern(String before, String after) {
    @Nullable String variable(String path) {
      int end = path.length() - after.length();
      if (end <= before.length() || !path.startsWith(before) || !path.endsWith(after)) {
        return null;
      }
      String segment = path.substring(before.length(), end);
      return segment.indexOf('/') < 0 ? segment : null;
    }
  }

  private final Map<String, Map<String, Route>> exact = new ConcurrentHashMap<>();
  private final Map<Pattern, Map<String, Route>> routesByPattern = new ConcurrentHashMap<>();

  /**
   * The keys of {@link #routesByPattern} in the order of their addition, which is that of the
   * search.
   */
  private final CopyOnWriteArrayList<Pattern> patterns = new CopyOnWriteArrayList<>();

  /** Creates a router without routes. */
  public Router() {}

  /** Adds a route for GET and HEAD; see {@link #add}. */
  public Router get(String path, Route route) {
    return add("GET", path, route);
  }

  /**
   * Adds a route.
   *
   * @param method in upper case
   * @param path begins with a slash; at most one segment has the form {@code {name}}
   * @throws IllegalArgumentException if the path is invalid or the route exists
   */
  public Router add(String method, String path, Route route) {
    int open = path.indexOf('{');
    int close = path.indexOf('}');
    boolean plain = open < 0 && close < 0;
    if (!path.startsWith("/") || !plain && !isSegment(path, open, close)) {
      throw new IllegalArgumentException(
          "path '" + path + "' must begin with a slash and have at most one {variable} segment");
    }
    Map<String, Route> routes = plain ? exactly(path) : pattern(path, open, close);
    if (routes.putIfAbsent(method, route) != null) {
      throw new IllegalArgumentException("there is a route for " + method + " " + path);
    }
    return this;
  }

  private static boolean isSegment(String path, int open, int close) {
    return open > 0
        && close > open
        && path.charAt(open - 1) == '/'
        && (close + 1 == path.length() || path.charAt(close + 1) == '/')
        && path.indexOf('{', open + 1) < 0
        && path.indexOf('}', close + 1) < 0;
  }

  private Map<String, Route> exactly(String path) {
    return exact.computeIfAbsent(path, p -> new ConcurrentHashMap<>(2));
  }

  private Map<String, Route> pattern(String path, int open, int close) {
    Pattern pattern = new Pattern(path.substring(0, open), path.substring(close + 1));
    patterns.addIfAbsent(pattern);
    return routes(pattern);
  }

  private Map<String, Route> routes(Pattern pattern) {
    return routesByPattern.computeIfAbsent(pattern, p -> new ConcurrentHashMap<>(2));
  }

  @Override
  public List<String> routes() {
    List<String> all = new ArrayList<>();
    exact.forEach(
        (path, routes) -> routes.keySet().forEach(method -> all.add(method + " " + path)));
    for (Pattern pattern : patterns) {
      for (String method : routes(pattern).keySet()) {
        all.add(method + " " + pattern.before() + "{}" + pattern.after());
      }
    }
    return all;
  }

  @Override
  public boolean handle(HttpExchange exchange) throws Exception {
    String path = exchange.path();
    Map<String, Route> routes = exact.get(path);
    if (routes != null) {
      dispatch(routes, exchange, "");
      return true;
    }
    for (Pattern pattern : patterns) {
      String variable = pattern.variable(path);
      if (variable != null) {
        dispatch(routes(pattern), exchange, variable);
        return true;
      }
    }
    return false;
  }

  private static void dispatch(Map<String, Route> routes, HttpExchange exchange, String variable)
      throws Exception {
    Route route = routes.get(exchange.method().equals("HEAD") ? "GET" : exchange.method());
    if (route != null) {
      route.handle(exchange, variable);
      return;
    }
    Set<String> allowed = new TreeSet<>(routes.keySet());
    if (allowed.contains("GET")) {
      allowed.add("HEAD");
    }
    exchange.respondNotAllowed(String.join(", ", allowed));
  }
}
