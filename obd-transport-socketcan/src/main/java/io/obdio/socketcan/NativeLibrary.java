package io.obdio.socketcan;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tel.schich.javacan.JavaCAN;

/**
 * The native library of JavaCAN for this processor. The module contains one per processor, each in
 * a folder of its own; JavaCAN itself expects a single one, and treats every ARM as an ARMv7.
 */
public final class NativeLibrary {

  private static final String FILE_PROPERTY = "javacan.native.javacan-core.path";
  private static final String CLASS_PATH_PROPERTY = "javacan.native.javacan-core.classpath";

  /** The folders, by the value of {@code os.arch}. Code for ARMv6 runs on all 32 bit ARMs. */
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
   * Loads the library unless it is loaded.
   *
   * @throws LinkageError if there is none for this machine
   */
  public static synchronized void load() {
    String resource = resource(System.getProperty("os.arch", ""));
    boolean chosen =
        System.getProperty(FILE_PROPERTY) != null
            || System.getProperty(CLASS_PATH_PROPERTY) != null;
    if (!chosen && resource != null && NativeLibrary.class.getResource(resource) != null) {
      System.setProperty(CLASS_PATH_PROPERTY, resource);
    }
    JavaCAN.initialize();
  }

  /** Returns the path of the library for a processor; null if there is none. */
  static @Nullable String resource(String processor) {
    String folder = FOLDERS.get(processor.toLowerCase(Locale.ROOT));
    return folder == null ? null : "/io/obdio/socketcan/" + folder + "/native/libjavacan-core.so";
  }
}
