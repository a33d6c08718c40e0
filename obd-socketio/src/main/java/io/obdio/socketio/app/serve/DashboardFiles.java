package io.obdio.socketio.app.serve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * The list of the dashboard's files, and a version that changes with their content, by which a
 * browser that has installed the page notices a new one. The checksums are those of the jar's
 * directory, so that the files themselves are not read.
 *
 * @param paths relative to the page
 * @param version hexadecimal digits
 */
record DashboardFiles(List<String> paths, String version) {

  private static final String INDEX = "index.html";

  /**
   * Lists the files beside a page.
   *
   * @param folder of the class path
   * @return no files and an empty version if the class path cannot be listed
   */
  static DashboardFiles of(String folder) {
    URL index = DashboardFiles.class.getClassLoader().getResource(folder + "/" + INDEX);
    SortedMap<String, String> checksums = new TreeMap<>();
    try {
      if (index != null && index.getProtocol().equals("file")) {
        addFolder(Path.of(URI.create(index.toString()).resolve(".")), checksums);
      } else if (index != null && index.openConnection() instanceof JarURLConnection jar) {
        addJar(jar, folder + "/", checksums);
      }
    } catch (IOException | UncheckedIOException e) {
      checksums.clear(); // the page works without being installed
    }
    return new DashboardFiles(List.copyOf(checksums.keySet()), version(checksums));
  }

  private static void addFolder(Path folder, SortedMap<String, String> checksums)
      throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String path = folder.relativize(file).toString().replace('\\', '/');
        checksums.put(path, Files.size(file) + "-" + Files.getLastModifiedTime(file).toMillis());
      }
    }
  }

  private static void addJar(
      JarURLConnection jar, String prefix, SortedMap<String, String> checksums) throws IOException {
    URLConnection connection = jar;
    connection.setUseCaches(true); // the class loader's own file, which must stay open
    jar.getJarFile().stream()
        .filter(entry -> !entry.isDirectory() && entry.getName().startsWith(prefix))
        .forEach(entry -> checksums.put(entry.getName().substring(prefix.length()), sum(entry)));
  }

  private static String sum(JarEntry entry) {
    return entry.getSize() + "-" + Long.toHexString(entry.getCrc());
  }

  private static String version(SortedMap<String, String> checksums) {
    if (checksums.isEmpty()) {
      return "";
    }
    CRC32 all = new CRC32();
    all.update(checksums.toString().getBytes(StandardCharsets.UTF_8));
    return String.format("%08x", all.getValue());
  }
}
