package io.obdio.socketio.app.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The content of the Debian package and of the archive for other systems. */
class PackageFilesTest {

  private static final Path DIST = Path.of("src", "dist");

  private static String text(String file) throws IOException {
    return Files.readString(Path.of(file));
  }

  @Test
  void everyFileIsInBothPackages() throws IOException {
    String pom = text("pom.xml");
    String tar = text("src/dist/tar.xml");
    List<Path> files;
    try (Stream<Path> walk = Files.walk(DIST)) {
      files = walk.filter(Files::isRegularFile).map(DIST::relativize).sorted().toList();
    }
    assertTrue(files.size() > 10, files.toString());
    for (Path file : files) {
      String folder = file.getParent() == null ? "" : file.getParent().toString();
      if (folder.isEmpty() || folder.equals("deb")) {
        continue;
      }
      assertTrue(pom.contains("src/dist/" + file + "<"), file + " is not in the .deb");
      boolean inTar = folder.equals("doc") || tar.contains("src/dist/" + folder + "<");
      assertTrue(inTar, file + " is not in the .tar.gz");
    }
  }

  @Test
  void theServiceKeepsWhatItsCommandNeeds() throws IOException {
    List<String> unit = Files.readAllLines(DIST.resolve("systemd/obdio.service"));
    assertTrue(unit.contains("ExecStart=/usr/bin/obdio serve --config /etc/obdio/obdio.yaml"));
    assertTrue(unit.contains("SuccessExitStatus=143"));
    assertTrue(unit.contains("User=obdio"));
    // The compiler of Java writes code; adapters may be connected after the start.
    assertTrue(unit.stream().noneMatch(line -> line.startsWith("MemoryDenyWriteExecute=yes")));
    assertTrue(unit.stream().noneMatch(line -> line.startsWith("PrivateDevices=yes")));
    assertTrue(unit.stream().noneMatch(line -> line.startsWith("DevicePolicy=")));
  }

  @Test
  void theSettingsAreAConffile() throws IOException {
    assertEquals("/etc/obdio/obdio.yaml", text("src/dist/deb/conffiles").strip());
  }
}
