package io.obdio.socketio.access;

import java.nio.file.Path;
import java.util.List;

/** The reader of key files. */
@FunctionalInterface
interface KeySource {

  /**
   * Reads all keys of a file.
   *
   * @throws KeyFileException if the file cannot be read or is invalid
   */
  List<AccessKey> read(Path file) throws KeyFileException;
}
