package io.obdio.socketio.http;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * A file found below a folder. All methods read the disk and must not run on an event loop.
 *
 * @param path the file
 * @param size bytes
 * @param validators of its present state
 */
record DiskFile(Path path, long size, Validators validators) {
  private static final String INDEX = "index.html";

  /** Smaller ones are read whole; of larger ones a part at a time is in memory. */
  private static final int SMALL = 256 * 1024;

  /**
   * Looks for a file.
   *
   * @param target a folder, or a file
   * @param rest of the request's path, empty or with a slash at its beginning
   * @return the file; null when there is none or it lies outside the folder
   */
  static @Nullable DiskFile find(Path target, String rest) throws IOException {
    try {
      Path base = target.toRealPath();
      Path file = rest.isEmpty() || rest.equals("/") ? base : base.resolve(rest.substring(1));
      boolean folder = Files.isDirectory(file);
      if (folder) {
        file = file.resolve(INDEX);
      }
      if (rest.endsWith("/") && !folder
          || !Files.isRegularFile(file)
          || !file.toRealPath().startsWith(base)) {
        return null;
      }
      BasicFileAttributes state = Files.readAttributes(file, BasicFileAttributes.class);
      return new DiskFile(
          file, state.size(), Validators.of(state.size(), state.lastModifiedTime()));
    } catch (InvalidPathException e) {
      return null;
    }
  }

  /** Answers GET and HEAD. */
  void respond(HttpExchange exchange) throws IOException {
    String type = MediaTypes.of(path.toString());
    if (size <= SMALL) {
      new Content(Files.readAllBytes(path), type, validators).respond(exchange);
      return;
    }
    validators.addTo(exchange);
    if (validators.known(exchange)) {
      exchange.respond(304, "", "");
    } else {
      exchange.respondFile(type, FileChannel.open(path), size);
    }
  }
}
