package io.obdio.socketio.access;

import io.obdio.core.util.SerialExecutors;
import io.obdio.socketio.json.JsonException;
import io.obdio.socketio.json.jackson.JacksonJson;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of JSON lines, written on a thread of its own. At {@value #MAX_BYTES} bytes it is renamed
 * to {@code FILE.1}, which replaces an older one. When {@value #CAPACITY} lines are pending,
 * further ones are dropped and the loss is logged.
 */
final class AuditFile implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(AuditFile.class);

  static final long MAX_BYTES = 1_000_000;
  private static final int CAPACITY = 10_000;

  private final Path file;
  private final long maxBytes;
  private final JacksonJson json = new JacksonJson();
  private final ExecutorService executor = SerialExecutors.rejecting("obdio-audit", CAPACITY);

  AuditFile(Path file) {
    this(file, MAX_BYTES);
  }

  AuditFile(Path file, long maxBytes) {
    this.file = file;
    this.maxBytes = maxBytes;
  }

  void append(Map<String, Object> line) {
    try {
      executor.execute(() -> write(line));
    } catch (RejectedExecutionException e) {
      log.warn("{} is not written fast enough: an entry is lost", file);
    }
  }

  private void write(Map<String, Object> line) {
    try {
      byte[] bytes = json.encode(line, new ArrayList<>());
      if (Files.exists(file) && Files.size(file) + bytes.length + 1 > maxBytes) {
        Files.move(
            file,
            file.resolveSibling(file.getFileName() + ".1"),
            StandardCopyOption.REPLACE_EXISTING);
      }
      try (OutputStream out =
          Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
        out.write(bytes);
        out.write('\n');
      }
    } catch (IOException | JsonException e) {
      log.warn("{} cannot be written: {}", file, e.toString());
    }
  }

  /** Writes what is pending; waits up to 5 s. */
  @Override
  public void close() {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(5, TimeUnit.SECONDS)) {
        log.warn("{} could not be written to the end", file);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
