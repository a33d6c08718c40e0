package io.obdio.socketcan;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tel.schich.javacan.JavaCAN;

/**
 * The selection of JavaCAN's native libraries. This module contains them in one folder for each
 * processor; JavaCAN itself expects one set only, and takes every ARM for an ARMv7.
 */
final class NativeLibrary {

  /** The libraries of JavaCAN; both are loaded with the first use of their classes. */
  static final List<String> LIBRARIES = List.of("javacan-core", "javacan-epoll");

  /** Java's names of processors, and the folders. ARMv6 code runs on all later 32-bit ARMs. */
  private static final Map<String, String> FOLDERS =
      Map.of(
          "amd64", "x86_64",
          "x86_64", "x86_64",
          "i386", "x86_32",
          "i686", "x86_32",
          "x86", "x86_32",
          "aarch64", "aarch64",
          "arm64", "aarch64",
          "arm", "armv6",
          "riscv64", "riscv64");

  private NativeLibrary() {}

  /**
   * Loads the library for sockets unless it is loaded, and selects the others.
   *
   * @throws LinkageError if there is none for this machine
   */
  static synchronized void load() {
    for (String library : LIBRARIES) {
      select(library);
    }
    JavaCAN.initialize();
  }

  private static void select(String library) {
    String file = "javacan.native." + library + ".path";
    String classPath = "javacan.native." + library + ".classpath";
    String resource = resource(System.getProperty("os.arch", ""), library);
    boolean selected =
        System.getProperty(file) != null || System.getProperty(classPath) != null;
    if (!selected && resource != null && NativeLibrary.class.getResource(resource) != null) {
      System.setProperty(classPath, resource);
    }
  }

  /** Returns the resource of a library for a processor; null if there is none. */
  static @Nullable String resource(String processor, String library) {
    String folder = FOLDERS.get(processor.toLowerCase(Locale.ROOT));
    return folder == null
        ? null
        : "/io/obdio/socketcan/" + folder + "/native/lib" + library + ".so";
  }
}
