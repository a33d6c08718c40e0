package io.obdio.socketio.history;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The lock that lets only one server write to a history. Reading and deleting by other programs is
 * possible at the same time: SQLite coordinates that.
 */
final class FileGuard implements AutoCloseable {

  private final FileChannel channel;
  private final FileLock lock;

  private FileGuard(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Locks a history.
   *
   * @throws HistoryException if another server uses it, or the folder cannot be written
   */
  static FileGuard lock(Path file) throws HistoryException {
    Path name = file.resolveSibling(file.getFileName() + ".lock");
    FileChannel channel;
    try {
      channel = FileChannel.open(name, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new HistoryException(
          "the history "
              + file
              + " cannot be used: check that the folder exists and that this user may write to it ("
              + e
              + ")",
          e);
    }
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return new FileGuard(channel, lock);
      }
    } catch (IOException | OverlappingFileLockException e) {
      close(channel);
      throw inUse(file, e);
    }
    close(channel);
    throw inUse(file, null);
  }

  private static HistoryException inUse(Path file, @Nullable Exception e) {
    String message =
        "the history "
            + file
            + " is written by another server: stop that one, or choose another file with --history";
    return e == null ? new HistoryException(message) : new HistoryException(message, e);
  }

  private static void close(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // Nothing was written.
    }
  }

  @Override
  public void close() {
    try {
      lock.release();
    } catch (IOException e) {
      // Closing the channel releases it too.
    }
    close(channel);
  }
}
