package io.obdio.style;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The sizes of packages and files, and the names of types, in the main code of all modules. */
class SourceTreeTest {

  private static final int FILES_OF_A_PACKAGE = 40;
  private static final int LINES_OF_A_FILE = 400;
  private static final int MEDIAN_LINES = 120;

  private final List<Path> files = mainSources();

  @Test
  void noPackageHasMoreThan40Files() {
    Map<Path, Long> sizes =
        files.stream().collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));
    sizes.values().removeIf(size -> size <= FILES_OF_A_PACKAGE);
    assertEquals(Map.of(), sizes);
  }

  @Test
  void noFileHasMoreThan400LinesAndMostHaveLessThan120() {
    Map<Path, Integer> lines = new TreeMap<>();
    files.forEach(file -> lines.put(file, lines(file)));
    int median = lines.values().stream().sorted().toList().get(lines.size() / 2);
    lines.values().removeIf(count -> count <= LINES_OF_A_FILE);
    assertEquals(Map.of(), lines);
    assertTrue(median < MEDIAN_LINES, () -> "median " + median);
  }

  @Test
  void noSimpleNameIsUsedTwice() {
    Map<String, List<Path>> names =
        files.stream().collect(Collectors.groupingBy(file -> file.getFileName().toString()));
    names.remove("package-info.java");
    names.remove("module-info.java");
    names.values().removeIf(places -> places.size() == 1);
    assertEquals(Map.of(), names);
  }

  private static int lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return (int) lines.count();
    } catch (IOException e) {
      throw new AssertionError(file.toString(), e);
    }
  }

  private static List<Path> mainSources() {
    try (Stream<Path> modules = Files.list(Checkout.root())) {
      return modules
          .map(module -> module.resolve("src/main/java"))
          .filter(Files::isDirectory)
          .flatMap(SourceTreeTest::javaFiles)
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Stream<Path> javaFiles(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
