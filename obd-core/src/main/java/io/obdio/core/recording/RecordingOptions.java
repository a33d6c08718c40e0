package io.obdio.core.recording;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZonedDateTime;

/**
 * The options of a recording.
 *
 * @param file a name, in which {@code %Y %m %d %H %M %S} are replaced by the time of the begin; it
 *     gets a number if there is such a recording
 * @param maxBytes the size from which the recording continues in a new file; 0 for no limit
 * @param maxAge the time after which it continues in a new file; zero for no limit
 * @param keep the number of files that are kept, the newest; 0 for all
 */
public record RecordingOptions(Path file, long maxBytes, Duration maxAge, int keep) {

  private static final int FIRST_LINES = 50;

  /** Checks the ranges. */
  public RecordingOptions {
    if (maxBytes < 0 || maxAge.isNegative() || keep < 0) {
      throw new IllegalArgumentException("the limits of a recording are at least 0");
    }
    RecordingName unused = new RecordingName(file);
  }

  /** Returns the options of a recording in one file. */
  public static RecordingOptions of(Path file) {
    return new RecordingOptions(file, 0, Duration.ZERO, 0);
  }

  /** Returns whether the recording continues in a new file. */
  boolean rotates() {
    return maxBytes > 0 || !maxAge.isZero();
  }

  /**
   * Checks that a recording that begins at a time can be created.
   *
   * @throws IOException if there is no such folder, it is not writable, or the file exists and is
   *     not a recording; the message names it
   */
  public void check(ZonedDateTime time) throws IOException {
    Path named = new RecordingName(file).at(time);
    requireRecording(named);
    Path folder = named.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      throw new IOException(file + " cannot be written: there is no folder " + folder);
    }
    if (folder != null && !Files.exists(named) && !Files.isWritable(folder)) {
      throw new IOException(file + " cannot be written: permission denied for " + folder);
    }
  }

  /**
   * Checks that a file is a recording or empty, or does not exist, or is a device or a pipe.
   *
   * @throws IOException if it is another file, which must not be overwritten
   */
  static void requireRecording(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + " is a folder: name a file for the recording");
    }
    if (Files.isRegularFile(file)
        && Files.size(file) > 0
        && !isRecording(file)
        && !isWrittenByHand(file)) {
      throw new IOException(file + " exists and is not a recording: choose another name");
    }
  }

  /**
   * Returns whether a file does not exist, is empty, or is a recording or a trace.
   *
   * @throws IOException if it cannot be read
   */
  public static boolean isReplaceable(Path file) throws IOException {
    return !Files.isDirectory(file)
        && (!Files.isRegularFile(file) || Files.size(file) == 0 || isRecording(file));
  }

  /** Returns whether the first lines of a file are those of a recording without its title. */
  private static boolean isWrittenByHand(Path file) throws IOException {
    StringBuilder begin = new StringBuilder();
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      String line = reader.readLine();
      for (int i = 0; i < FIRST_LINES && line != null; i++) {
        begin.append(line).append('\n');
        line = reader.readLine();
      }
    }
    try {
      return !RecordingFormat.parse(begin.toString()).exchanges().isEmpty();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Returns whether a file begins as a recording does. */
  static boolean isRecording(Path file) throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      char[] begin = new char[RecordingFormat.TITLE.length()];
      int count = reader.read(begin);
      return count == begin.length && new String(begin).equals(RecordingFormat.TITLE);
    }
  }
}
