package io.obdio.style;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The documentation names files, classes and packages that exist. */
class DocumentationTest {

  private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|#)([^)#\\s]+)[^)]*\\)");
  private static final Pattern TYPE = Pattern.compile("`([A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*)`");
  private static final Pattern PACKAGE = Pattern.compile("`(io\\.obdio(?:\\.[a-z0-9]+)+)`");

  /** Types of the JDK and of libraries. */
  private static final Set<String> FOREIGN = Set.of("ServiceLoader", "CompletionStage");

  @ParameterizedTest
  @MethodSource("pages")
  void everyLinkLeadsToAFile(Path page) throws IOException {
    List<String> missing = new ArrayList<>();
    Matcher matcher = LINK.matcher(Files.readString(page));
    while (matcher.find()) {
      if (!Files.exists(page.resolveSibling(matcher.group(1)))) {
        missing.add(matcher.group(1));
      }
    }
    assertEquals(List.of(), missing);
  }

  @ParameterizedTest
  @ValueSource(strings = {"CONTRIBUTING.md", "docs/architecture.md"})
  void everyTypeAndPackageExists(String name) throws IOException {
    String page = Files.readString(Checkout.root().resolve(name));
    List<String> types = names(TYPE, page);
    types.removeAll(sources(false));
    types.removeAll(FOREIGN);
    List<String> packages = names(PACKAGE, page);
    packages.removeAll(sources(true));
    assertEquals(List.of(), types);
    assertEquals(List.of(), packages);
  }

  /** The listing in docs/architecture.md: the packages of each root, after the layer's name. */
  @Test
  void theListingOfPackagesIsComplete() throws IOException {
    String page = Files.readString(Checkout.root().resolve("docs/architecture.md"));
    int start = page.indexOf("```", page.indexOf("## Packages"));
    Set<String> listed = new TreeSet<>();
    String root = "";
    for (String line : page.substring(start + 3, page.indexOf("```", start + 3)).split("\n", -1)) {
      String text = line.replaceFirst("^ +\\d \\w+ ", " ");
      if (text.startsWith("io.")) {
        root = text.split(" ", 2)[0];
        text = text.substring(root.length());
        listed.add(root);
      }
      for (String name : text.strip().split("\\s+", -1)) {
        listed.add(name.isEmpty() ? root : root + "." + name);
      }
    }
    Set<String> existing = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Checkout.root())) {
      files
          .map(Path::toString)
          .filter(file -> file.contains("/src/main/java/") && file.endsWith("/package-info.java"))
          .map(file -> file.replaceAll(".*/java/|/package-info.java$", "").replace('/', '.'))
          .filter(name -> !name.startsWith("io.obdio.bench"))
          .forEach(existing::add);
    }
    existing.addAll(Set.of("io.obdio.core", "io.obdio.isotp", "io.obdio.socketio"));
    assertEquals(String.join("\n", existing), String.join("\n", listed).strip());
  }

  @Test
  void thePagesAreFound() throws IOException {
    assertTrue(pages().count() > 8);
  }

  private static List<String> names(Pattern pattern, String page) {
    return pattern
        .matcher(page)
        .results()
        .map(match -> match.group(1))
        .distinct()
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static Stream<Path> pages() throws IOException {
    Path root = Checkout.root();
    List<Path> pages = new ArrayList<>();
    for (Path folder : List.of(root, root.resolve("docs"), root.resolve("obd-bench"))) {
      try (Stream<Path> files = Files.list(folder)) {
        files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
      }
    }
    return pages.stream();
  }

  /** Returns the simple names of all types with a file of their own, or the names of packages. */
  private static Set<String> sources(boolean packages) throws IOException {
    try (Stream<Path> files = Files.walk(Checkout.root())) {
      return files
          .map(Path::toString)
          .filter(file -> file.endsWith(".java") && file.contains("/src/"))
          .map(file -> file.substring(file.indexOf("/java/") + "/java/".length()))
          .filter(file -> file.contains("/"))
          .map(
              file ->
                  packages
                      ? file.substring(0, file.lastIndexOf('/')).replace('/', '.')
                      : file.substring(file.lastIndexOf('/') + 1, file.length() - 5))
          .collect(Collectors.toSet());
    }
  }
}
