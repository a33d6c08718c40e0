package io.obdio.socketio.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.spi.ToolProvider;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The content of the packaged program, from which unused classes of some libraries are removed. */
class ProgramJarIT {

  private static final Path JAR = Path.of("target", "obdio.jar");

  /** The goal is 12 MB, 6.8 MB for SQLite with its libraries, and 4 MB for MQTT. */
  private static final long MAX_BYTES = 25_000_000;

  /** The artifacts without filter in the configuration of the shade plugin. */
  private static final List<String> MINIMISED =
      List.of(
          "guava",
          "dagger",
          "failureaccess",
          "javax.inject",
          "jctools-core",
          "listenablefuture",
          "netty-codec-base",
          "netty-codec-compression",
          "netty-codec-http",
          "netty-handler",
          "reactive-streams",
          "rxjava");

  /** Packages without optional parts: whatever is referred to must be there. */
  private static final List<String> COMPLETE =
      List.of(
          "io.obdio.",
          "io.netty.buffer.",
          "io.netty.channel.",
          "io.netty.handler.",
          "io.netty.util.",
          "com.google.common.",
          "com.google.inject.",
          "tools.jackson.",
          "com.fasterxml.jackson.",
          "org.snakeyaml.",
          "org.slf4j.",
          "picocli.");

  @Test
  void isSmall() throws IOException {
    assertTrue(Files.size(JAR) <= MAX_BYTES, JAR + ": " + Files.size(JAR) + " bytes");
  }

  @Test
  void hasEveryClassOfTheOtherLibraries() throws IOException {
    Set<String> program = entries(JAR);
    List<String> missing = new ArrayList<>();
    int libraries = 0;
    for (Path library : libraries()) {
      Set<String> classes = entries(library);
      classes.removeIf(name -> !name.endsWith(".class") || name.endsWith("module-info.class"));
      if (classes.stream().anyMatch(program::contains)) {
        libraries++;
        classes.removeAll(program);
        classes.stream().limit(3).forEach(name -> missing.add(library.getFileName() + ": " + name));
      }
    }
    assertEquals(List.of(), missing, "add a filter to the shade plugin in obd-socketio/pom.xml");
    assertTrue(libraries > 15, libraries + " libraries found");
  }

  @Test
  void hasEveryClassThatItRefersTo() {
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out);
    ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
    jdeps.run(writer, writer, "--missing-deps", "--multi-release", "17", JAR.toString());
    List<String> references = out.toString().lines().filter(line -> line.contains("->")).toList();
    assertTrue(references.size() > 100, out.toString());
    List<String> missing =
        references.stream()
            .filter(line -> COMPLETE.stream().anyMatch(isTargetOf(line)))
            // The client of MQTT has a form through proxies, which the program does not use.
            .filter(line -> !isTargetOf(line).test("io.netty.handler.proxy."))
            .toList();
    assertEquals(List.of(), missing);
  }

  /** The Debian package is one for all architectures, so that the jar has the libraries of each. */
  @ParameterizedTest
  @CsvSource({
    "amd64, Linux/x86_64, x86_64",
    "arm64, Linux/armv8_64, aarch64",
    "armhf, Linux/armv7hf, armv6"
  })
  void hasTheNativeLibraries(String architecture, String serial, String can) throws IOException {
    Set<String> program = entries(JAR);
    assertTrue(program.contains(serial + "/libjSerialComm.so"), architecture);
    String name = "io/obdio/socketcan/" + can + "/native/libjavacan-core.so";
    assertTrue(program.contains(name), architecture);
  }

  @Test
  void hasEveryProviderThatItNames() throws IOException {
    Set<String> program = entries(JAR);
    List<String> missing = new ArrayList<>();
    try (JarFile jar = new JarFile(JAR.toFile())) {
      for (JarEntry entry : jar.stream().filter(ProgramJarIT::isServiceFile).toList()) {
        for (String provider : lines(jar, entry)) {
          if (!program.contains(provider.replace('.', '/') + ".class")) {
            missing.add(entry.getName() + ": " + provider);
          }
        }
      }
    }
    // A detector of blocking calls, for a tool that is not in the program.
    missing.removeIf(line -> line.contains("blockhound"));
    assertEquals(List.of(), missing);
  }

  @Test
  void hasLicencesAndNotices() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      assertTrue(text(jar, "META-INF/LICENSE").contains("Apache License"));
      assertTrue(text(jar, "META-INF/licenses/javacan.txt").contains("MIT License"));
      String notice = text(jar, "META-INF/NOTICE");
      assertTrue(notice.contains("Copyright 2026 The OBDio developers"), notice);
      assertTrue(notice.contains("Jackson"), notice);
    }
  }

  @Test
  void listsTheLicenceOfEveryLibrary() throws IOException {
    Set<String> program = entries(JAR);
    try (JarFile jar = new JarFile(JAR.toFile())) {
      List<String> listed =
          text(jar, "META-INF/THIRD-PARTY.txt")
              .lines()
              .filter(line -> line.contains("|"))
              .map(line -> line.split("\\|")[1].strip())
              .toList();
      List<String> missing = new ArrayList<>();
      for (Path library : jars()) {
        String name = library.getFileName().toString();
        boolean included =
            entries(library).stream().anyMatch(e -> e.endsWith(".class") && program.contains(e));
        if (included && listed.stream().noneMatch(name::startsWith) && !name.startsWith("obd-")) {
          missing.add(name);
        }
      }
      assertEquals(List.of(), missing, "add them to obd-socketio/src/main/program/THIRD-PARTY.txt");
    }
  }

  private static Predicate<String> isTargetOf(String line) {
    String name = line.substring(line.indexOf("->") + 2).strip();
    return name::startsWith;
  }

  private static List<Path> libraries() {
    return jars().stream()
        .filter(path -> MINIMISED.stream().noneMatch(path.getFileName().toString()::startsWith))
        .toList();
  }

  static List<Path> jars() {
    String classPath = System.getProperty("surefire.test.class.path");
    String all = classPath == null ? System.getProperty("java.class.path") : classPath;
    return Arrays.stream(all.split(File.pathSeparator))
        .filter(path -> path.endsWith(".jar"))
        .map(Path::of)
        .toList();
  }

  static boolean isServiceFile(ZipEntry entry) {
    return entry.getName().startsWith("META-INF/services/") && !entry.isDirectory();
  }

  static Set<String> entries(Path file) throws IOException {
    try (JarFile jar = new JarFile(file.toFile())) {
      Set<String> names = new HashSet<>();
      jar.stream().map(ZipEntry::getName).forEach(names::add);
      return names;
    }
  }

  static List<String> lines(JarFile jar, JarEntry entry) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(jar.getInputStream(entry), StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .map(line -> line.replaceAll("#.*", "").strip())
          .filter(line -> !line.isEmpty())
          .toList();
    }
  }

  static String text(JarFile jar, String name) throws IOException {
    JarEntry entry = jar.getJarEntry(name);
    assertTrue(entry != null, name + " is missing");
    return new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
  }
}
