package io.obdio.socketio.fleet.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of a node: {@code 00000001-2026-11-29.jsonl}, or with the extension {@code .gz} when it is
 * complete.
 *
 * @param number ascending, from 1 on
 * @param path of the file
 * @param compressed whether it is compressed
 */
record Segment(long number, Path path, boolean compressed) {

  private static final Logger log = LoggerFactory.getLogger(Segment.class);

  static final String COMPRESSED = ".gz";

  /** The largest number of a file; the pattern of the names has as many digits. */
  static final long MAX_NUMBER = 999_999_999_999_999_999L;

  private static final Pattern NAME =
      Pattern.compile("(\\d{8,18})-\\d{4}-\\d{2}-\\d{2}\\.jsonl(\\.gz)?");
  private static final int BUFFER = 1 << 16;

  /** Returns the file of a number and a day, which need not exist. */
  static Segment of(Path folder, long number, LocalDate day) {
    return new Segment(number, folder.resolve("%08d-%s.jsonl".formatted(number, day)), false);
  }

  /**
   * Returns the files of a folder by their numbers. Of a file and its compressed form the latter is
   * taken, because it has its name only when it is complete.
   */
  static TreeMap<Long, Segment> list(Path folder) throws IOException {
    TreeMap<Long, Segment> all = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
        if (name.matches()) {
          long number = Long.parseLong(name.group(1));
          boolean compressed = name.group(2) != null;
          if (compressed || !all.containsKey(number)) {
            all.put(number, new Segment(number, file, compressed));
          }
        }
      }
    }
    return all;
  }

  /** Returns the size of all files in bytes. */
  static long size(Map<Long, Segment> segments) throws IOException {
    long sum = 0;
    for (Segment segment : segments.values()) {
      sum += Files.size(segment.path());
    }
    return sum;
  }

  /** Opens the file, or its compressed form if it was compressed since it was listed. */
  InputStream reopen() throws IOException {
    try {
      return open();
    } catch (NoSuchFileException e) {
      Path other = path.resolveSibling(path.getFileName() + COMPRESSED);
      return new Segment(number, other, true).open();
    }
  }

  /** Opens the file; a damaged one whose beginning is not that of a compressed file is empty. */
  InputStream open() throws IOException {
    InputStream file = Files.newInputStream(path);
    if (!compressed) {
      return file;
    }
    try {
      return new GZIPInputStream(file, BUFFER);
    } catch (EOFException | ZipException e) {
      file.close();
      log.warn("{} is not a compressed file and is left out", path);
      return InputStream.nullInputStream();
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }
}
