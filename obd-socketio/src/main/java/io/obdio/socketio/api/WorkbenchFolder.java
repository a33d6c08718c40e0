package io.obdio.socketio.api;

import io.obdio.socketio.state.AtomicFile;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder with definition files, at most {@value #MAX_FILES}. Only files directly in it are read
 * and written; links are not followed. The methods access the disk.
 */
public final class WorkbenchFolder {

  static final int MAX_FILES = 200;

  /** Bytes of a file. */
  static final int MAX_BYTES = 256 * 1024;

  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9 _.-]{0,80}[.](csv|json)");

  private final @Nullable Path folder;

  /**
   * Creates a view of a folder.
   *
   * @param folder null if none is configured
   */
  public WorkbenchFolder(@Nullable Path folder) {
    this.folder = folder;
  }

  /**
   * Checks the name of a definition file.
   *
   * @throws RequestException {@link ErrorCode#BAD_ARGUMENT} if it is not one
   */
  static String checked(String name) throws RequestException {
    if (NAME.matcher(name).matches()) {
      return name;
    }
    throw new RequestException(
        ErrorCode.BAD_ARGUMENT,
        "name: must be the name of a file with the extension .csv or .json");
  }

  /** Returns the names of the files, sorted; none without a folder. */
  List<String> names() throws IOException {
    if (folder == null || !Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> NAME.matcher(name).matches())
          .sorted()
          .limit(MAX_FILES)
          .toList();
    }
  }

  /** Returns whether a folder is configured. */
  boolean isConfigured() {
    return folder != null;
  }

  /**
   * Returns the text of a file.
   *
   * @throws RequestException {@link ErrorCode#NOT_SUPPORTED} if there is no such file, {@link
   *     ErrorCode#BAD_ARGUMENT} if it is larger than {@value #MAX_BYTES} bytes
   */
  String read(String name) throws RequestException, IOException {
    Path file = file(name);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new RequestException(ErrorCode.NOT_SUPPORTED, "there is no file '" + name + "'");
    }
    if (Files.size(file) > MAX_BYTES) {
      throw new RequestException(
          ErrorCode.BAD_ARGUMENT, name + " has more than " + MAX_BYTES + " bytes");
    }
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  /**
   * Creates or replaces a file in one step.
   *
   * @throws RequestException {@link ErrorCode#BAD_ARGUMENT} if there are too many files or the text
   *     is too long
   */
  void write(String name, String text) throws RequestException, IOException {
    Path file = file(name);
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    if (content.length > MAX_BYTES) {
      throw new RequestException(
          ErrorCode.BAD_ARGUMENT, "the text has more than " + MAX_BYTES + " bytes");
    }
    if (!Files.exists(file) && names().size() >= MAX_FILES) {
      throw new RequestException(
          ErrorCode.BAD_ARGUMENT, "the folder has " + MAX_FILES + " files already");
    }
    AtomicFile.write(file, content);
  }

  private Path file(String name) throws RequestException {
    if (folder == null) {
      throw new RequestException(
          ErrorCode.NOT_SUPPORTED,
          "no folder is configured; start the server with --workbench-folder");
    }
    return folder.resolve(checked(name));
  }
}
