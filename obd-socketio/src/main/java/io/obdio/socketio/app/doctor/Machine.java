package io.obdio.socketio.app.doctor;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The files of the operating system that probes read: {@code /proc}, {@code /sys}, {@code /dev},
 * {@code /run}. Every method returns nothing for what does not exist or cannot be read.
 *
 * @param root the root of the file system; another folder in tests
 * @param linux whether the system is Linux
 */
record Machine(Path root, boolean linux) {

  private static final int MAX_BYTES = 1 << 20;

  /** Returns the machine on which the program runs. */
  static Machine here() {
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    return new Machine(Path.of("/"), os.contains("linux"));
  }

  /** Returns a path below the root. */
  Path at(String path) {
    return root.resolve(path.replaceFirst("^/", ""));
  }

  /** Returns whether a file exists. */
  boolean exists(String path) {
    return Files.exists(at(path));
  }

  /** Returns the text of a small file, stripped. */
  String text(String path) {
    Path file = at(path);
    // Files of /proc and /sys report no size.
    try (var in = Files.newInputStream(file)) {
      return new String(in.readNBytes(MAX_BYTES), java.nio.charset.StandardCharsets.UTF_8).strip();
    } catch (IOException | SecurityException e) {
      return "";
    }
  }

  /** Returns the lines of a small file. */
  List<String> lines(String path) {
    return text(path).lines().toList();
  }

  /** Returns the number in a file; {@code otherwise} if there is none. */
  long number(String path, long otherwise) {
    try {
      return Long.decode(text(path));
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  /** Returns the names in a folder, sorted. */
  List<String> names(String folder) {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(at(folder))) {
      entries.forEach(entry -> names.add(String.valueOf(entry.getFileName())));
    } catch (IOException | java.nio.file.DirectoryIteratorException e) {
      return List.of();
    }
    names.sort(null);
    return names;
  }

  /** Returns the ids of all processes that are visible. */
  Stream<String> processes() {
    return names("/proc").stream().filter(name -> name.matches("\\d+"));
  }

  /** Returns the name of a process. */
  String processName(String pid) {
    String name = text("/proc/" + pid + "/comm");
    return name.isEmpty() ? "process" : name;
  }

  /** Returns the target of a link as it is written. */
  String link(String path) {
    try {
      return Files.readSymbolicLink(at(path)).toString();
    } catch (IOException | UnsupportedOperationException e) {
      return "";
    }
  }
}
