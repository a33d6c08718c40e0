package io.obdio.socketio.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The content of the program with the clients of Redis and Kafka, which obdio.jar is without. */
class FleetProgramJarIT {

  private static final Path FLEET = Path.of("target", "obdio-fleet.jar");
  private static final Path PROGRAM = Path.of("target", "obdio.jar");

  /** The client of Kafka and its compression libraries are half of it. */
  private static final long MAX_BYTES = 48_000_000;

  @Test
  void isNotLargerThanItsLibrariesRequire() throws IOException {
    assertTrue(Files.size(FLEET) <= MAX_BYTES, FLEET + ": " + Files.size(FLEET) + " bytes");
  }

  @Test
  void hasEverythingOfTheProgram() throws IOException {
    Set<String> missing = new TreeSet<>(ProgramJarIT.entries(PROGRAM));
    missing.removeAll(ProgramJarIT.entries(FLEET));
    assertEquals(Set.of(), missing);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "io/lettuce/core/RedisClient.class",
        "reactor/core/publisher/Flux.class",
        "org/apache/kafka/clients/producer/KafkaProducer.class",
        "org/xerial/snappy/native/Linux/aarch64/libsnappyjava.so",
      })
  void hasTheClientsThatTheProgramIsWithout(String entry) throws IOException {
    assertTrue(ProgramJarIT.entries(FLEET).contains(entry));
    assertFalse(ProgramJarIT.entries(PROGRAM).contains(entry));
  }

  @Test
  void listsTheLicenceOfEveryLibrary() throws IOException {
    Set<String> fleet = ProgramJarIT.entries(FLEET);
    List<String> missing = new ArrayList<>();
    try (JarFile jar = new JarFile(FLEET.toFile())) {
      List<String> listed =
          Stream.of("META-INF/THIRD-PARTY.txt", "META-INF/THIRD-PARTY-fleet.txt")
              .flatMap(name -> rows(jar, name).stream())
              .toList();
      for (Path library : ProgramJarIT.jars()) {
        String name = library.getFileName().toString();
        boolean included =
            ProgramJarIT.entries(library).stream()
                .anyMatch(e -> e.endsWith(".class") && fleet.contains(e));
        if (included && listed.stream().noneMatch(name::startsWith) && !name.startsWith("obd-")) {
          missing.add(name);
        }
      }
    }
    assertEquals(
        List.of(), missing, "add them to obd-socketio/src/main/program/THIRD-PARTY-fleet.txt");
  }

  private static List<String> rows(JarFile jar, String name) {
    try {
      return ProgramJarIT.text(jar, name)
          .lines()
          .filter(line -> line.contains("|"))
          .map(line -> line.split("\\|")[1].strip())
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void hasEveryProviderOfTheProgram() throws IOException {
    try (JarFile fleet = new JarFile(FLEET.toFile());
        JarFile program = new JarFile(PROGRAM.toFile())) {
      for (JarEntry entry : program.stream().filter(ProgramJarIT::isServiceFile).toList()) {
        JarEntry same = fleet.getJarEntry(entry.getName());
        assertTrue(
            ProgramJarIT.lines(fleet, same).containsAll(ProgramJarIT.lines(program, entry)),
            entry.getName());
      }
    }
  }

  @Test
  void starts() throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process =
        new ProcessBuilder(java.toString(), "-jar", FLEET.toString(), "--version")
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), output);
    assertTrue(output.startsWith("obdio "), output);
  }
}
