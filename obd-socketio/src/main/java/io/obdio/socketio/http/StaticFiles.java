package io.obdio.socketio.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves files by route: a single file, a folder, or {@code classpath:folder}. Of routes that fit
 * the longest wins; a folder without a name in it gives its {@code index.html}.
 *
 * <p>Threads: requests come on event loops; files are read on a thread of its own behind a bounded
 * queue (503 when it is full). What is on the class path does not change and is kept in memory.
 */
public final class StaticFiles implements RequestHandler {

  private static final Logger log = LoggerFactory.getLogger(StaticFiles.class);
  private static final String CLASSPATH = "classpath:";
  private static final int MOST_WAITING = 1_000;
  private static final long MAX_BYTES = 64L << 20;

  private sealed interface Source {
    /** The bytes under a name, or null if there are none. */
    byte @Nullable [] read(String name) throws IOException;
  }

  private record OneFile(Path file) implements Source {
    @Override
    public byte @Nullable [] read(String name) throws IOException {
      return name.isEmpty() ? readFile(file) : null;
    }
  }

  private record Folder(Path root) implements Source {
    @Override
    public byte @Nullable [] read(String name) throws IOException {
      Path file = root.resolve(name);
      if (Files.isDirectory(file)) {
        file = file.resolve("index.html");
      }
      // A link may lead anywhere: what counts is where the file really is.
      if (!Files.isRegularFile(file) || !file.toRealPath().startsWith(root.toRealPath())) {
        return null;
      }
      return readFile(file);
    }
  }

  private record Resources(String folder) implements Source {
    @Override
    public byte @Nullable [] read(String name) throws IOException {
      String resource = folder + "/" + (name.isEmpty() ? "index.html" : name);
      try (InputStream in = StaticFiles.class.getClassLoader().getResourceAsStream(resource)) {
        return in == null || name.endsWith("/") ? null : in.readAllBytes();
      }
    }
  }

  private record Route(String prefix, Source source) {}

  private final List<Route> routes;
  private final Map<String, Content> resources = new ConcurrentHashMap<>();
  private final ThreadPoolExecutor reader;

  private StaticFiles(List<Route> routes) {
    this.routes = routes;
    reader =
        new ThreadPoolExecutor(
            1,
            1,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            task -> {
              Thread thread = new Thread(task, "obdio-files");
              thread.setDaemon(true);
              return thread;
            });
    reader.allowCoreThreadTimeOut(true);
  }

  /**
   * Files by route.
   *
   * @param routes from a path such as {@code /} or {@code /logo.png} to a file, a folder or {@code
   *     classpath:folder}
   * @throws IllegalArgumentException if a route has no slash at its start, or there is no such file
   */
  public static StaticFiles of(Map<String, String> routes) {
    List<Route> list = new ArrayList<>();
    routes.forEach((prefix, target) -> list.add(new Route(prefix(prefix), source(target))));
    list.sort(Comparator.comparing((Route route) -> -route.prefix.length()));
    return new StaticFiles(List.copyOf(list));
  }

  private static String prefix(String route) {
    if (!route.startsWith("/")) {
      throw new IllegalArgumentException("route '" + route + "' must start with a slash");
    }
    return route.endsWith("/") ? route.substring(0, route.length() - 1) : route;
  }

  private static Source source(String target) {
    if (target.startsWith(CLASSPATH)) {
      return new Resources(target.substring(CLASSPATH.length()));
    }
    Path path = Path.of(target);
    if (Files.isDirectory(path)) {
      return new Folder(path);
    }
    if (Files.isRegularFile(path)) {
      return new OneFile(path);
    }
    throw new IllegalArgumentException(target + ": there is no such file or folder to serve");
  }

  @Override
  public boolean handle(HttpExchange exchange) {
    String path = exchange.path();
    for (Route route : routes) {
      if (path.equals(route.prefix) || path.startsWith(route.prefix + "/")) {
        String name = path.substring(route.prefix.length()).replaceFirst("^/", "");
        if (!isPlain(name)) {
          return false;
        }
        serve(exchange, route.source, name);
        return true;
      }
    }
    return false;
  }

  /** No way out of the folder, and nothing hidden. */
  private static boolean isPlain(String name) {
    if (name.indexOf('\\') >= 0 || name.indexOf('\0') >= 0 || name.startsWith("/")) {
      return false;
    }
    for (String part : name.split("/", -1)) {
      if (part.startsWith(".")) {
        return false;
      }
    }
    return true;
  }

  private void serve(HttpExchange exchange, Source source, String name) {
    Content known = source instanceof Resources ? resources.get(key(source, name)) : null;
    if (known != null) {
      known.respond(exchange);
      return;
    }
    try {
      reader.execute(() -> read(exchange, source, name));
    } catch (RejectedExecutionException e) {
      exchange.respond(503, "text/plain; charset=utf-8", "Too many requests for files\n");
    }
  }

  private void read(HttpExchange exchange, Source source, String name) {
    try {
      byte[] bytes = source.read(name);
      if (bytes == null) {
        exchange.respond(404, "text/plain; charset=utf-8", "Not found\n");
        return;
      }
      Content content = new Content(bytes, MediaTypes.of(fileName(source, name)));
      if (source instanceof Resources) {
        resources.put(key(source, name), content);
      }
      content.respond(exchange);
    } catch (IOException | RuntimeException e) {
      log.warn("cannot serve '{}': {}", name, e.toString());
      exchange.respond(500, "text/plain; charset=utf-8", "The file cannot be read\n");
    }
  }

  private static String key(Source source, String name) {
    return source + "#" + name;
  }

  private static String fileName(Source source, String name) {
    if (source instanceof OneFile one) {
      return one.file.toString();
    }
    return name.isEmpty() || name.lastIndexOf('.') <= name.lastIndexOf('/') ? "index.html" : name;
  }

  private static byte[] readFile(Path file) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw new IOException(file + " is longer than " + MAX_BYTES + " bytes");
    }
    return Files.readAllBytes(file);
  }
}
