package io.obdio.style;

import java.nio.file.Files;
import java.nio.file.Path;

/** The directory of the project's sources. */
final class Checkout {

  private Checkout() {}

  /** Returns the directory of the root POM: the current one, or the nearest above it. */
  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve("obd-core"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new AssertionError("the tests run outside a checkout of the project");
      }
    }
    return folder;
  }
}
