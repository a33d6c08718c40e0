package io.obdio.core.recording;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of a recording: one after the other, none overwritten, the oldest deleted. If a file
 * cannot be written, the recording ends with one line in the log. Used by one thread at a time.
 */
final class RecordingFile {

  private static final Logger LOG = LoggerFactory.getLogger(RecordingTransport.class);

  /** The size of a file without {@link RecordingOptions#maxBytes}. */
  private static final long MAX_BYTES = 256L << 20;

  /** The highest number of a recording; bounds the search for a free name. */
  private static final int MAX_NUMBER = 9_999;

  private final RecordingOptions options;
  private final RecordingName name;
  private final InstantSource clock;
  private Path file;
  private long written;
  private long begun;
  private boolean created;
  private boolean stopped;
  private boolean regular;
  private @Nullable Writer writer;

  RecordingFile(RecordingOptions options, InstantSource clock) {
    this.options = options;
    this.name = new RecordingName(options.file());
    this.clock = clock;
    this.file = options.file();
  }

  /** Returns the current file. */
  Path file() {
    return file;
  }

  /** Returns whether lines are written. */
  boolean isOpen() {
    return writer != null;
  }

  /**
   * Opens the current file again, or creates the first one. Does nothing after a failure to write.
   *
   * @return whether a file was created
   * @throws IOException if the file cannot be opened
   */
  boolean open() throws IOException {
    if (writer != null || stopped) {
      return false;
    }
    if (created) {
      writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
      return false;
    }
    writer = create();
    created = true;
    deleteOldest();
    return true;
  }

  /**
   * Continues in a new file if the current one has reached its size or age.
   *
   * @return whether a new file was created
   */
  boolean rotate() {
    if (writer == null || !isDue()) {
      return false;
    }
    if (!options.rotates()) {
      LOG.warn("{} has grown to {} MB: recording ends", file, MAX_BYTES >> 20);
      stop();
      return false;
    }
    close();
    try {
      writer = create();
      deleteOldest();
      return true;
    } catch (IOException e) {
      LOG.warn("{} cannot be written, recording ends: {}", file, e.toString());
      stop();
      return false;
    }
  }

  private boolean isDue() {
    long limit = options.maxBytes() > 0 ? options.maxBytes() : MAX_BYTES;
    boolean old =
        !options.maxAge().isZero() && clock.millis() - begun >= options.maxAge().toMillis();
    return regular && (old || written >= limit) || written >= MAX_BYTES;
  }

  /** Creates a file, under another name if it exists; devices and pipes are written to. */
  private Writer create() throws IOException {
    Path named = name.at(clock.instant().atZone(ZoneId.systemDefault()));
    RecordingOptions.requireRecording(named);
    file = named;
    written = 0;
    begun = clock.millis();
    regular = !Files.exists(named) || Files.isRegularFile(named);
    if (!regular) {
      return Files.newBufferedWriter(named, StandardCharsets.UTF_8, StandardOpenOption.WRITE);
    }
    int number = options.rotates() ? highestNumber(named) : 0;
    if (number > 0) {
      file = RecordingName.numbered(named, ++number);
    }
    for (number = Math.max(2, number + 1); ; number++) {
      try {
        Writer made =
            Files.newBufferedWriter(
                file,
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE);
        LOG.info("recording to {}", file);
        return made;
      } catch (FileAlreadyExistsException e) {
        if (number > MAX_NUMBER) {
          throw e;
        }
        file = RecordingName.numbered(named, number);
      }
    }
  }

  /** Returns the highest number of the files of a name, 1 for the name itself, 0 if none exists. */
  private static int highestNumber(Path named) throws IOException {
    Pattern numbered = RecordingName.withNumber(named);
    int highest = 0;
    try (Stream<Path> files = Files.list(folder(named))) {
      for (Path each : files.toList()) {
        Matcher matcher = numbered.matcher(String.valueOf(each.getFileName()));
        if (matcher.matches()) {
          String number = matcher.group(1);
          highest = Math.max(highest, number == null ? 1 : Integer.parseInt(number));
        }
      }
    }
    return highest;
  }

  private static Path folder(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return folder == null ? Path.of("") : folder;
  }

  /** Deletes the oldest recordings of this name; other files are kept. */
  private void deleteOldest() {
    if (options.keep() == 0) {
      return;
    }
    Pattern all = name.all();
    try (Stream<Path> files = Files.list(folder(file))) {
      List<Path> recordings =
          files
              .filter(each -> all.matcher(String.valueOf(each.getFileName())).matches())
              .filter(each -> !each.getFileName().equals(file.getFileName()))
              .filter(RecordingFile::isRecording)
              .sorted(Comparator.comparing(RecordingFile::modified).reversed())
              .toList();
      int others = Math.min(options.keep() - 1, recordings.size());
      for (Path old : recordings.subList(others, recordings.size())) {
        Files.delete(old);
        LOG.info("deleted {}: {} recordings are kept", old, options.keep());
      }
    } catch (IOException e) {
      LOG.warn("old recordings cannot be deleted: {}", e.toString());
    }
  }

  private static boolean isRecording(Path file) {
    try {
      return Files.isRegularFile(file) && RecordingOptions.isRecording(file);
    } catch (IOException e) {
      return false;
    }
  }

  private static FileTime modified(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      return FileTime.fromMillis(0);
    }
  }

  /** Writes a line; after a failure none is written any more. */
  void write(String line) {
    Writer out = writer;
    if (out == null) {
      return;
    }
    try {
      out.write(line);
      out.write('\n');
      out.flush();
      written += line.length() + 1;
    } catch (IOException e) {
      LOG.warn("{} cannot be written, recording ends: {}", file, e.toString());
      stop();
    }
  }

  private void stop() {
    stopped = true;
    close();
  }

  /** Closes the file. */
  void close() {
    Writer out = writer;
    writer = null;
    if (out != null) {
      try {
        out.close();
      } catch (IOException e) {
        LOG.debug("closing {}", file, e);
      }
    }
  }
}
