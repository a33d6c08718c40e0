package io.obdio.socketio.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files that other users of the computer must not read. */
public final class SecretFile {

  private static final Logger log = LoggerFactory.getLogger(SecretFile.class);

  private static final int MAX_BYTES = 1 << 16;
  private static final int MAX_WARNED = 1_000;

  /** The files that a warning was logged for: some are read several times during a start. */
  private static final Set<Path> warned = ConcurrentHashMap.newKeySet();

  private SecretFile() {}

  /**
   * Returns the first line of a file, such as a password.
   *
   * @throws IOException with the name of the file if it cannot be read, or its first line is empty
   */
  public static String firstLine(Path file) throws IOException {
    String text;
    try {
      if (!Files.isRegularFile(file) && Files.exists(file)) {
        throw new IOException("is not a regular file");
      }
      if (Files.size(file) > MAX_BYTES) {
        throw new IOException("has more than " + MAX_BYTES + " bytes");
      }
      text = Files.readString(file, StandardCharsets.UTF_8);
      warnIfReadableByOthers(file);
    } catch (NoSuchFileException e) {
      throw new IOException(file + ": no such file", e);
    } catch (IOException e) {
      throw new IOException(file + ": cannot be read: " + e.getMessage(), e);
    }
    String line = text.lines().findFirst().orElse("");
    if (line.isEmpty()) {
      throw new IOException(file + ": the first line is empty");
    }
    return line;
  }

  /**
   * Logs a warning if users other than the owner have permissions on a file; once, until the file
   * is found without them.
   *
   * @throws IOException if the permissions cannot be read
   */
  public static void warnIfReadableByOthers(Path file) throws IOException {
    try {
      Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
      Set<PosixFilePermission> owner =
          EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
      if (owner.containsAll(mode)) {
        warned.remove(file);
      } else if (warned.size() < MAX_WARNED && warned.add(file)) {
        log.warn("{} can be accessed by other users; run 'chmod 600 {}'", file, file);
      }
    } catch (UnsupportedOperationException e) {
      log.debug("{} is on a file system without permissions", file, e);
    }
  }
}
