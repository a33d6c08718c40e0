package io.obdio.socketio.fleet.file;

import io.obdio.core.util.DaemonThreads;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The complete files of a node: compresses them and deletes the oldest ones if all are larger than
 * the limit, on a thread of its own that ends when it is idle.
 */
final class ClosedSegments implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ClosedSegments.class);

  private static final String INCOMPLETE = ".new";
  private static final int IDLE_SECONDS = 10;

  private final Path folder;
  private final long maxBytes;
  private final ThreadPoolExecutor worker =
      new ThreadPoolExecutor(
          1,
          1,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          DaemonThreads.factory("obdio-fleet-files"));

  /** The first number that is not complete; set before each task. */
  private volatile long open;

  ClosedSegments(Path folder, long maxBytes) {
    this.folder = folder;
    this.maxBytes = maxBytes;
    worker.allowCoreThreadTimeOut(true);
  }

  /** Deletes what an earlier run has left incomplete. */
  static void clean(Path folder) throws IOException {
    try (var files = Files.newDirectoryStream(folder, "*" + INCOMPLETE)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
    for (Segment segment : Segment.list(folder).values()) {
      if (segment.compressed()) {
        Files.deleteIfExists(plain(segment.path()));
      }
    }
  }

  private static Path plain(Path compressed) {
    String name = String.valueOf(compressed.getFileName());
    return compressed.resolveSibling(
        name.substring(0, name.length() - Segment.COMPRESSED.length()));
  }

  /** Begins to compress all files below a number. */
  void completedBefore(long number) {
    open = number;
    if (worker.getQueue().isEmpty()) { // a task that waits takes all of them
      worker.execute(this::tidy);
    }
  }

  private void tidy() {
    try {
      try {
        compressAll();
      } finally {
        limit(); // a full disk, which prevents the compression, needs it most
      }
    } catch (IOException | RuntimeException e) {
      log.warn("the files in {} cannot be compressed: {}", folder, e.toString());
    }
  }

  private void compressAll() throws IOException {
    Map<Long, Segment> complete = Segment.list(folder).headMap(open);
    for (Segment segment : complete.values()) {
      if (!segment.compressed() && !worker.isShutdown()) {
        compress(segment.path());
      }
    }
  }

  private static void compress(Path file) throws IOException {
    Path target = file.resolveSibling(file.getFileName() + Segment.COMPRESSED);
    Path incomplete = file.resolveSibling(target.getFileName() + INCOMPLETE);
    try {
      write(file, incomplete);
    } catch (IOException e) {
      Files.deleteIfExists(incomplete); // the disk may be full
      throw e;
    }
    Files.move(incomplete, target, StandardCopyOption.ATOMIC_MOVE);
    Files.delete(file);
  }

  private static void write(Path file, Path incomplete) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        OutputStream out = new Fast(Files.newOutputStream(incomplete))) {
      in.transferTo(out);
    }
    try (FileChannel channel = FileChannel.open(incomplete, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** A compression that takes a third of the time of the usual one. */
  private static final class Fast extends GZIPOutputStream {
    Fast(OutputStream out) throws IOException {
      super(out, 1 << 16);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }

  private void limit() throws IOException {
    TreeMap<Long, Segment> all = Segment.list(folder);
    while (maxBytes > 0 && all.size() > 1 && Segment.size(all) > maxBytes) {
      Segment oldest = all.pollFirstEntry().getValue();
      if (oldest.number() >= open) {
        return;
      }
      log.info("{} is deleted: the files are larger than {} bytes", oldest.path(), maxBytes);
      Files.delete(oldest.path());
    }
  }

  /** Waits up to 5 s for the end of a compression; the next start repeats an incomplete one. */
  @Override
  public void close() {
    worker.shutdown();
    try {
      boolean unused = worker.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
