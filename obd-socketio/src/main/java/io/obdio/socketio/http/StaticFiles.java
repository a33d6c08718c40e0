package io.obdio.socketio.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Serves files by routes: {@code /} to a folder, {@code /favicon.ico} to a file, {@code /ui} to
 * {@code classpath:web/ui}. The longest route that fits counts; a folder serves its {@code
 * index.html}. What lies outside the folder cannot be reached, by {@code ..} or by a link. Files
 * are read when they are asked for, on the event loop: they are small and local; larger ones than
 * the bound are refused.
 */
public final class StaticFiles implements RequestHandler {
  private static final String CLASSPATH = "classpath:";
  private static final String INDEX = "index.html";
  private static final int MAX_FILE = 16 * 1024 * 1024;

  private final Map<String, String> routes = new LinkedHashMap<>();

  /**
   * Serves what the routes name.
   *
   * @param routes path to file, folder or {@code classpath:} folder or file
   * @throws IllegalArgumentException if a path has no slash at its beginning, or a target is not
   *     there
   */
  public StaticFiles(Map<String, String> routes) {
    routes.forEach(
        (route, target) -> {
          if (!route.startsWith("/")) {
            throw new IllegalArgumentException("route '" + route + "' must begin with a slash");
          }
          if (!target.startsWith(CLASSPATH) && !Files.exists(Path.of(target))) {
            throw new IllegalArgumentException(
                "route '" + route + "': there is no file or folder '" + target + "'");
          }
          this.routes.put(stripped(route), target);
        });
  }

  private static String stripped(String route) {
    return route.endsWith("/") ? route.substring(0, route.length() - 1) : route;
  }

  @Override
  public boolean handle(HttpExchange exchange) throws IOException {
    String path = exchange.path();
    String route = route(path);
    String target = route == null ? null : routes.get(route);
    if (route == null || target == null) {
      return false;
    }
    String rest = path.substring(route.length());
    Content content =
        forbidden(rest)
            ? null
            : target.startsWith(CLASSPATH)
                ? fromClassPath(target.substring(CLASSPATH.length()), rest)
                : fromDisk(Path.of(target), rest);
    if (content == null) {
      return false;
    }
    content.respond(exchange);
    return true;
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

  private static @Nullable Content fromDisk(Path target, String rest) throws IOException {
    Path base = target.toRealPath();
    Path file;
    try {
      file = rest.isEmpty() || rest.equals("/") ? base : base.resolve(rest.substring(1));
      boolean folder = Files.isDirectory(file);
      if (folder) {
        file = file.resolve(INDEX);
      }
      if (rest.endsWith("/") && !folder
          || !Files.isRegularFile(file)
          || !file.toRealPath().startsWith(base)) {
        return null;
      }
    } catch (InvalidPathException e) {
      return null;
    }
    if (Files.size(file) > MAX_FILE) {
      throw new IOException(file + " has more than " + MAX_FILE + " bytes");
    }
    return new Content(Files.readAllBytes(file), MediaTypes.of(file.toString()));
  }

  private static @Nullable Content fromClassPath(String base, String rest) throws IOException {
    String name = stripped(base) + rest;
    int slash = name.lastIndexOf('/');
    if (name.indexOf('.', slash + 1) < 0) { // a folder: files have an extension
      name = stripped(name) + "/" + INDEX;
    }
    ClassLoader loader = StaticFiles.class.getClassLoader();
    try (InputStream in = loader.getResourceAsStream(name)) {
      return in == null ? null : new Content(in.readNBytes(MAX_FILE), MediaTypes.of(name));
    }
  }
}
