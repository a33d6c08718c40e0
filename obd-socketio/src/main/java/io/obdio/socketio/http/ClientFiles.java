package io.obdio.socketio.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A handler that serves the official client under the server's path, as Node's server does. */
public final class ClientFiles implements RequestHandler {
  private static final String FOLDER = "client/";
  private static final java.util.Set<String> NAMES =
      java.util.Set.of("socket.io.js", "socket.io.min.js", "socket.io.esm.min.js");

  private final String prefix;
  private final Map<String, Content> loaded = new ConcurrentHashMap<>(4);

  /**
   * Creates a handler.
   *
   * @param path the Socket.IO path, without a slash at its end
   */
  public ClientFiles(String path) {
    this.prefix = path + "/";
  }

  @Override
  public List<String> routes() {
    return NAMES.stream().map(name -> "GET " + prefix + name).toList();
  }

  @Override
  public boolean handle(HttpExchange exchange) throws IOException {
    String path = exchange.path();
    if (!path.startsWith(prefix) || !NAMES.contains(path.substring(prefix.length()))) {
      return false;
    }
    String name = path.substring(prefix.length());
    Content content = loaded.get(name);
    if (content == null) {
      content = load(name);
      loaded.put(name, content);
    }
    content.respond(exchange);
    return true;
  }

  private static Content load(String name) throws IOException {
    try (InputStream in = ClientFiles.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IOException(
            "the file of the client, " + name + " is missing from the class path");
      }
      return new Content(in.readAllBytes(), MediaTypes.of(name));
    }
  }
}
