package io.obdio.socketio.http;

import io.netty.util.concurrent.DefaultThreadFactory;
import io.obdio.socketio.netty.LogText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A handler that serves files by routes: {@code /} to a folder, {@code /favicon.ico} to a file,
 * {@code /ui} to {@code classpath:web/ui}. The longest matching route is used; a folder serves its
 * {@code index.html}. Files outside the folder cannot be reached, neither by {@code ..} nor by a
 * link. The disk is read by two threads, which end when they are idle; if too many requests wait
 * for them, further ones get 503.
 */
public final class StaticFiles implements RequestHandler {
  private static final Logger LOG = LoggerFactory.getLogger(StaticFiles.class);
  private static final String CLASSPATH = "classpath:";
  private static final String INDEX = "index.html";
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final int MAX_CLASSPATH_FILE = 16 * 1024 * 1024;
  private static final int READERS = 2;
  private static final int MAX_WAITING = 1_024;
  private static final int IDLE_SECONDS = 10;

  private final Map<String, String> routes = new LinkedHashMap<>();
  private final Executor readers;

  /**
   * Creates a handler.
   *
   * @param routes path to file, folder or {@code classpath:} folder or file
   * @throws IllegalArgumentException if a path does not begin with a slash, or a target does not
   *     exist
   */
  public StaticFiles(Map<String, String> routes) {
    this(routes, readers());
  }

  /** Creates a handler that reads the disk with these threads. */
  StaticFiles(Map<String, String> routes, Executor readers) {
    this.readers = readers;
    routes.forEach(
        (route, target) -> {
          if (!route.startsWith("/")) {
            throw new IllegalArgumentException("route '" + route + "' must begin with a slash");
          }
          if (!target.startsWith(CLASSPATH) && !Files.exists(Path.of(target))) {
            throw new IllegalArgumentException(
                "route '" + route + "': no such file or folder: '" + target + "'");
          }
          this.routes.put(stripped(route), target);
        });
  }

  private static Executor readers() {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            READERS,
            READERS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_WAITING),
            new DefaultThreadFactory("obdio-files", true));
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  private static String stripped(String route) {
    return route.endsWith("/") ? route.substring(0, route.length() - 1) : route;
  }

  @Override
  public List<String> routes() {
    return routes.keySet().stream().map(route -> "GET " + (route.isEmpty() ? "/" : route)).toList();
  }

  @Override
  public boolean handle(HttpExchange exchange) {
    String path = exchange.path();
    String route = route(path);
    String target = route == null ? null : routes.get(route);
    String rest = route == null ? "" : path.substring(route.length());
    if (target == null || !exchange.reads() || forbidden(rest)) {
      return false;
    }
    try {
      readers.execute(() -> serve(exchange, target, rest));
    } catch (RejectedExecutionException e) {
      exchange.responseHeader("retry-after", "1");
      exchange.respond(503, TEXT, "Too many requests for files are waiting\n");
    }
    return true;
  }

  private static void serve(HttpExchange exchange, String target, String rest) {
    try {
      if (target.startsWith(CLASSPATH)) {
        Content content = fromClassPath(target.substring(CLASSPATH.length()), rest);
        if (content != null) {
          content.respond(exchange);
          return;
        }
      } else {
        DiskFile file = DiskFile.find(Path.of(target), rest);
        if (file != null) {
          file.respond(exchange);
          return;
        }
      }
      exchange.pass();
    } catch (IOException | RuntimeException e) {
      LOG.warn("{} cannot be served", LogText.of(exchange.path()), e);
      exchange.respond(500, TEXT, "Internal error\n");
    }
  }

  private @Nullable String route(String path) {
    String best = null;
    for (String route : routes.keySet()) {
      boolean fits =
          path.startsWith(route)
              && (path.length() == route.length() || path.charAt(route.length()) == '/');
      if (fits && (best == null || route.length() > best.length())) {
        best = route;
      }
    }
    return best;
  }

  private static boolean forbidden(String rest) {
    if (rest.indexOf('\0') >= 0 || rest.indexOf('\\') >= 0) {
      return true;
    }
    for (String part : rest.split("/", -1)) {
      if (part.startsWith(".")) { // ".." and hidden files
        return true;
      }
    }
    return false;
  }

  private static @Nullable Content fromClassPath(String base, String rest) throws IOException {
    String name = stripped(base) + rest;
    int slash = name.lastIndexOf('/');
    if (name.indexOf('.', slash + 1) < 0) { // a folder: files have an extension
      name = stripped(name) + "/" + INDEX;
    }
    ClassLoader loader = StaticFiles.class.getClassLoader();
    try (InputStream in = loader.getResourceAsStream(name)) {
      return in == null
          ? null
          : new Content(in.readNBytes(MAX_CLASSPATH_FILE), MediaTypes.of(name));
    }
  }
}
