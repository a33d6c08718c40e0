package io.obdio.socketio.fleet.file;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.obdio.socketio.fleet.AckWindow;
import io.obdio.socketio.fleet.EpochWindows;
import io.obdio.socketio.fleet.HistorySink;
import io.obdio.socketio.json.JsonCodec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of one node, and the positions of the vehicles in them. Used by one thread at a time.
 */
final class NodeFiles implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(NodeFiles.class);

  private final Path folder;
  private final long fileBytes;
  private final JsonCodec json;
  private final FileChannel lockFile;
  private final PositionFile positionFile;
  private final ClosedSegments closed;
  private final StoredPositions positions;

  private @Nullable OpenSegment segment;
  private long nextNumber;

  private NodeFiles(Path folder, FileSinkOptions options, JsonCodec json, FileChannel lockFile) {
    this.folder = folder;
    this.fileBytes = options.fileBytes();
    this.json = json;
    this.lockFile = lockFile;
    this.positionFile = new PositionFile(folder, json);
    this.positions = new StoredPositions(options.maxVehicles());
    this.closed = new ClosedSegments(folder, options.maxBytes());
  }

  /**
   * Opens the folder of a node, which is created if necessary, and reads the positions.
   *
   * @throws IOException if it cannot be used, or another process uses it
   */
  static NodeFiles open(FileSinkOptions options, JsonCodec json) throws IOException {
    Path folder = options.folder().resolve(options.node());
    Files.createDirectories(folder);
    FileChannel lockFile =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      lock(lockFile, folder);
      NodeFiles files = new NodeFiles(folder, options, json, lockFile);
      files.read();
      return files;
    } catch (IOException | RuntimeException e) {
      lockFile.close(); // releases the lock
      throw e;
    }
  }

  private static void lock(FileChannel file, Path folder) throws IOException {
    @Nullable FileLock lock = null;
    try {
      lock = file.tryLock();
    } catch (OverlappingFileLockException e) {
      log.debug("{} is in use in this process", folder);
    }
    if (lock == null) {
      throw new IOException(
          folder + " is in use by another process: give each node a name of its own");
    }
  }

  private void read() throws IOException {
    ClosedSegments.clean(folder);
    Map<Long, Segment> all = Segment.list(folder);
    long from = positionFile.read(positions);
    for (Segment each : all.values()) {
      nextNumber = each.number() + 1;
      if (each.number() >= from) {
        read(each);
      }
    }
    nextNumber = Math.max(Math.max(nextNumber, from), 1);
    if (!all.isEmpty()) {
      closed.completedBefore(nextNumber);
    }
  }

  private void read(Segment each) throws IOException {
    long broken = 0;
    long end;
    try (LineReader lines = new LineReader(each.open())) {
      while (lines.next()) {
        Optional<StoredLine> line = StoredLine.parse(lines.line(), lines.length(), json);
        line.ifPresent(found -> record(found.vehicle(), found.epoch(), found.seq()));
        broken += line.isPresent() ? 0 : 1;
      }
      end = lines.end();
    }
    if (broken > 0) {
      log.warn("{}: {} lines cannot be read and are left out", each.path(), broken);
    }
    if (!each.compressed() && Files.size(each.path()) > end) {
      log.info("{}: the last line is not complete and is removed", each.path());
      try (FileChannel file = FileChannel.open(each.path(), StandardOpenOption.WRITE)) {
        file.truncate(end);
        file.force(true);
      }
    }
  }

  @CanIgnoreReturnValue
  private AckWindow record(String vehicle, long epoch, long seq) {
    AckWindow window = positions.computeIfAbsent(vehicle, id -> new EpochWindows()).of(epoch);
    boolean unused = window.add(seq); // without room it may be stored twice
    return window;
  }

  /** Reports the positions. */
  void restore(HistorySink.Positions receiver) {
    positions.forEach(
        (vehicle, windows) -> {
          List<AckWindow> all = windows.all();
          for (int i = all.size() - 1; i >= 0; i--) {
            receiver.stored(vehicle, all.get(i).acknowledgement());
          }
        });
  }

  /**
   * Stores batches; they are on the disk when the method returns.
   *
   * @param day of the file in UTC
   * @throws IOException if that fails; none is stored then
   */
  void append(List<WaitingBatch> batches, LocalDate day) throws IOException {
    OpenSegment target = segment(day);
    ByteBuffer[] lines = batches.stream().map(WaitingBatch::line).toArray(ByteBuffer[]::new);
    try {
      target.append(lines);
    } catch (IOException e) {
      abandon(target);
      throw e;
    }
    for (WaitingBatch each : batches) {
      AckWindow window = record(each.vehicle(), each.epoch(), each.seq());
      window.settle(each.first());
    }
  }

  private OpenSegment segment(LocalDate day) throws IOException {
    OpenSegment current = segment;
    if (current != null && (current.size() >= fileBytes || !current.day().equals(day))) {
      leave(current);
      positionFile.write(nextNumber, positions);
      current = null;
    }
    if (current == null) {
      current = OpenSegment.create(folder, nextNumber, day);
      nextNumber++;
      segment = current;
    }
    return current;
  }

  /** Leaves a file after a failure: its end is not certain, so later lines need a new one. */
  private void abandon(OpenSegment current) throws IOException {
    if (current.size() > 0) {
      leave(current);
    } else { // a full disk would get an empty file with each attempt
      segment = null;
      current.delete();
    }
  }

  private void leave(OpenSegment current) throws IOException {
    segment = null;
    current.close();
    closed.completedBefore(nextNumber);
  }

  @Override
  public void close() throws IOException {
    try {
      OpenSegment current = segment;
      if (current != null) {
        segment = null;
        current.close();
        positionFile.write(nextNumber, positions);
      }
      closed.close();
    } finally {
      lockFile.close(); // releases the lock
    }
  }
}
