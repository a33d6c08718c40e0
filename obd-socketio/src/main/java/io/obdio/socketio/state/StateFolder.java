package io.obdio.socketio.state;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.socketio.json.JsonCodec;
import io.obdio.socketio.json.JsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of small JSON files, each an object of at most {@value #MAX_BYTES} bytes: the layouts of
 * the dashboard, for example. A file is replaced as a whole, so that a power failure leaves the
 * former or the new content. The folder is created when the first file is written. Without a folder
 * nothing is kept after the end of the program.
 *
 * <p>Threads: all methods may be called by any thread. {@link #read} and {@link #close} access the
 * disk, so they must not run on an event loop; {@link #write} does so on a thread of its own, which
 * ends when it is idle. Of several contents of one file that are waiting, the newest is written.
 */
public final class StateFolder implements AutoCloseable {

  /** The largest size of a file, in bytes. */
  public static final int MAX_BYTES = 4 * 1024 * 1024;

  private static final Logger log = LoggerFactory.getLogger(StateFolder.class);
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,40}\\.json");
  private static final int IDLE_SECONDS = 10;
  private static final int CLOSE_SECONDS = 5;

  /** A content that waits to be written. */
  private static final class Pending {
    final byte[] content;
    final CompletableFuture<@Nullable Void> written = new CompletableFuture<>();

    Pending(byte[] content) {
      this.content = content;
    }
  }

  private final @Nullable Path folder;
  private final JsonCodec json;
  private final ThreadPoolExecutor writer;

  /** By file name; bounded by the number of names, which are constants of the program. */
  @GuardedBy("itself")
  private final Map<String, Pending> pending = new LinkedHashMap<>();

  /**
   * Creates a view of a folder.
   *
   * @param folder null to keep nothing
   */
  public StateFolder(@Nullable Path folder, JsonCodec json) {
    this.folder = folder;
    this.json = json;
    this.writer =
        new ThreadPoolExecutor(
            1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), StateFolder::thread);
    writer.allowCoreThreadTimeOut(true);
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "obdio-state");
    thread.setDaemon(true);
    return thread;
  }

  /** Returns whether files are kept after the end of the program. */
  public boolean isPersistent() {
    return folder != null;
  }

  /**
   * Reads a file. One that cannot be read as a JSON object is renamed to {@code NAME.broken} and
   * reported in the log.
   *
   * @param name lower-case letters, digits and hyphens, with the extension {@code .json}
   * @return the object; empty if there is no file
   */
  public Map<String, @Nullable Object> read(String name) {
    Path file = file(name);
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    if (file == null || !Files.exists(file)) {
      return object;
    }
    try {
      decode(file).forEach((key, value) -> object.put(String.valueOf(key), value));
    } catch (IOException | JsonException e) {
      log.warn("{} cannot be read: {}", file, String.valueOf(e.getMessage()));
      setAside(file);
    }
    return object;
  }

  private Map<?, ?> decode(Path file) throws IOException, JsonException {
    if (Files.size(file) > MAX_BYTES) {
      throw new IOException("it has more than " + MAX_BYTES + " bytes");
    }
    byte[] bytes = Files.readAllBytes(file);
    if (json.decode(bytes, 0, bytes.length) instanceof Map<?, ?> map) {
      return map;
    }
    throw new IOException("it is not a JSON object");
  }

  private static void setAside(Path file) {
    Path aside = file.resolveSibling(file.getFileName() + ".broken");
    try {
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
      log.warn("it was renamed to {}; the program continues without it", aside);
    } catch (IOException e) {
      log.warn("{} cannot be renamed: {}", file, e.toString());
    }
  }

  /**
   * Replaces a file.
   *
   * @param name as for {@link #read}
   * @param object a JSON object, encoded before the return
   * @return completes when the file is on the disk, at once without a folder; fails with {@link
   *     IOException} if it cannot be written
   */
  public CompletableFuture<@Nullable Void> write(String name, Map<String, ?> object) {
    Path file = file(name);
    byte[] content;
    try {
      content = json.encode(object, new ArrayList<>());
    } catch (JsonException e) {
      return CompletableFuture.failedFuture(new IOException(e));
    }
    if (content.length > MAX_BYTES) {
      return CompletableFuture.failedFuture(
          new IOException(name + " would have more than " + MAX_BYTES + " bytes"));
    }
    return file == null ? CompletableFuture.completedFuture(null) : enqueue(file, name, content);
  }

  private CompletableFuture<@Nullable Void> enqueue(Path file, String name, byte[] content) {
    Pending newest = new Pending(content);
    Pending superseded;
    synchronized (pending) {
      superseded = pending.put(name, newest);
    }
    if (superseded != null) { // its task is still queued, and writes the newer content
      var unused =
          newest.written.whenComplete((done, failure) -> complete(superseded.written, failure));
      return newest.written;
    }
    try {
      writer.execute(() -> writeNewest(file, name));
    } catch (RejectedExecutionException e) {
      synchronized (pending) {
        pending.remove(name, newest); // no task writes it: the next call must not wait for one
      }
      newest.written.completeExceptionally(new IOException("the program ends"));
    }
    return newest.written;
  }

  private void writeNewest(Path file, String name) {
    Pending newest;
    synchronized (pending) {
      newest = pending.remove(name);
    }
    if (newest == null) {
      return;
    }
    try {
      AtomicFile.write(file, newest.content);
      complete(newest.written, null);
    } catch (IOException e) {
      log.warn("{} cannot be written: {}", file, e.toString());
      complete(newest.written, e);
    }
  }

  private static void complete(
      CompletableFuture<@Nullable Void> future, @Nullable Throwable failure) {
    if (failure == null) {
      future.complete(null);
    } else {
      future.completeExceptionally(failure);
    }
  }

  private @Nullable Path file(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("'" + name + "' is not the name of a state file");
    }
    return folder == null ? null : folder.resolve(name);
  }

  /** Waits up to {@value #CLOSE_SECONDS} s until everything is written. */
  @Override
  public void close() {
    writer.shutdown();
    try {
      if (!writer.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        log.warn("not all state files were written");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
