package io.obdio.socketio.fleet.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file to which a node appends. Used by one thread. */
final class OpenSegment implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(OpenSegment.class);

  private final Segment segment;
  private final LocalDate day;
  private final FileChannel channel;
  private long size;

  private OpenSegment(Segment segment, LocalDate day, FileChannel channel) {
    this.segment = segment;
    this.day = day;
    this.channel = channel;
  }

  /** Creates a file, whose entry in the folder is on the disk when the method returns. */
  static OpenSegment create(Path folder, long number, LocalDate day) throws IOException {
    Segment segment = Segment.of(folder, number, day);
    FileChannel channel =
        FileChannel.open(segment.path(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    force(folder);
    return new OpenSegment(segment, day, channel);
  }

  private static void force(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      log.debug("the folder {} cannot be forced to the disk: {}", folder, e.toString()); // Windows
    }
  }

  /**
   * Appends lines; they are on the disk when the method returns.
   *
   * @throws IOException if that fails; the file ends before these lines then, or is unusable
   */
  void append(ByteBuffer[] lines) throws IOException {
    long length = 0;
    for (ByteBuffer line : lines) {
      length += line.remaining();
    }
    try {
      long written = 0;
      while (written < length) {
        written += channel.write(lines);
      }
      channel.force(false);
    } catch (IOException e) {
      channel.truncate(size);
      channel.position(size);
      throw e;
    }
    size += length;
  }

  Segment segment() {
    return segment;
  }

  LocalDate day() {
    return day;
  }

  long size() {
    return size;
  }

  /** Closes and deletes the file. */
  void delete() throws IOException {
    try (channel) {
      Files.deleteIfExists(segment.path());
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
