package io.obdio.style;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the sources of all modules and the documentation, and collects what breaks a rule. */
final class StyleCheck {

  /** The rules, in the order of the report's columns. */
  private static final List<String> RULES =
      List.of("message", "javadoc", "comment", "name", "summary", "text");

  /** Code and values in Markdown, which are not prose. */
  private static final Pattern CODE =
      Pattern.compile("(?ms)^ *```.*?^ *```|`[^`\\n]+`|\\]\\([^)\\n]*\\)|<[^>\\n]+>");

  private static final Pattern XML_COMMENT = Pattern.compile("(?s)<!--.*?-->|<description>.*?<");
  private static final Pattern SCRIPT_COMMENT =
      Pattern.compile("(?m)^\\s*#.*(?:\\n\\s*#.*)*|\\s# .*$");

  private final Path root;
  private final List<Finding> findings = new ArrayList<>();

  private StyleCheck(Path root) {
    this.root = root;
  }

  /**
   * Checks a checkout of the project.
   *
   * @param root the directory of the root POM
   */
  static List<Finding> check(Path root) throws IOException {
    StyleCheck check = new StyleCheck(root);
    for (Path file : files(root)) {
      check.file(file);
    }
    return check.findings;
  }

  private static List<Path> files(Path root) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.list(root)) {
      files.addAll(all.filter(Files::isRegularFile).filter(StyleCheck::isText).toList());
    }
    for (String folder : List.of("docs", "dev", ".ci")) {
      addAll(root.resolve(folder), files);
    }
    try (Stream<Path> modules = Files.list(root)) {
      for (Path module :
          modules.filter(path -> Files.exists(path.resolve("pom.xml"))).sorted().toList()) {
        files.add(module.resolve("pom.xml"));
        if (Files.exists(module.resolve("README.md"))) {
          files.add(module.resolve("README.md"));
        }
        addAll(module.resolve("src/main/java"), files);
        addAll(module.resolve("src/test/java"), files);
      }
    }
    return files;
  }

  private static void addAll(Path folder, List<Path> files) throws IOException {
    if (Files.isDirectory(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        files.addAll(
            all.filter(Files::isRegularFile)
                .filter(StyleCheck::isText)
                .filter(path -> !path.toString().contains("node_modules"))
                .sorted()
                .toList());
      }
    }
  }

  private static boolean isText(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".java")
        || name.endsWith(".md")
        || name.equals("pom.xml")
        || name.endsWith(".py")
        || name.endsWith(".mjs")
        || !name.contains(".");
  }

  private void file(Path file) throws IOException {
    String name = file.getFileName().toString();
    if (name.equals("LICENSE")) {
      return;
    }
    String text = Files.readString(file);
    Path relative = root.relativize(file);
    if (name.endsWith(".java")) {
      java(relative, new JavaSource(text));
    } else if (name.endsWith(".md")) {
      prose(relative, text, blank(CODE, text));
    } else {
      prose(relative, text, keep(name.endsWith(".xml") ? XML_COMMENT : SCRIPT_COMMENT, text));
    }
  }

  /** Checks a source file; the texts and summaries of tests are free. */
  private void java(Path file, JavaSource source) {
    boolean test = file.toString().contains("src/test/java");
    if (test && file.getParent().endsWith("style")) {
      return; // the words themselves
    }
    for (JavaSource.Piece piece : source.pieces()) {
      if (test && piece.kind() == JavaSource.Kind.STRING) {
        continue;
      }
      String rule =
          switch (piece.kind()) {
            case JAVADOC -> "javadoc";
            case COMMENT -> "comment";
            case STRING -> "message";
            case CODE -> "name";
          };
      if (piece.kind() == JavaSource.Kind.CODE) {
        Wording.checkNames(
            piece.text(), (at, found) -> add(file, source.line(piece.start() + at), rule, found));
      } else if (piece.kind() != JavaSource.Kind.STRING || piece.text().contains(" ")) {
        Wording.check(
            piece.text(), (at, found) -> add(file, source.line(piece.start() + at), rule, found));
      }
      if (!test && piece.kind() == JavaSource.Kind.JAVADOC) {
        Summaries.check(piece.text(), source.codeAfter(piece.start() + piece.text().length()))
            .ifPresent(found -> add(file, source.line(piece.start()), "summary", found));
      }
    }
  }

  private void prose(Path file, String text, String prose) {
    JavaSource lines = new JavaSource(text);
    Wording.check(prose, (at, found) -> add(file, lines.line(at), "text", found));
  }

  private void add(Path file, int line, String rule, String found) {
    findings.add(new Finding(file, line, rule, found));
  }

  private static String blank(Pattern pattern, String text) {
    return pattern.matcher(text).replaceAll(match -> match.group().replaceAll("[^\\n]", " "));
  }

  private static String keep(Pattern pattern, String text) {
    StringBuilder kept = new StringBuilder(text.replaceAll("[^\\n]", " "));
    pattern.matcher(text).results().forEach(m -> kept.replace(m.start(), m.end(), m.group()));
    return kept.toString();
  }

  /**
   * Prints the findings, and their number for each module.
   *
   * @param args the directory of the root POM
   */
  public static void main(String[] args) throws IOException {
    List<Finding> findings = check(Path.of(args[0]));
    System.out.printf("%-26s", "module");
    RULES.forEach(rule -> System.out.printf("%9s", rule));
    System.out.println();
    Map<String, List<Finding>> modules =
        findings.stream()
            .collect(Collectors.groupingBy(Finding::module, TreeMap::new, Collectors.toList()));
    modules.put("total", findings);
    modules.forEach(
        (module, found) -> {
          System.out.printf("%-26s", module);
          for (String rule : RULES) {
            System.out.printf("%9d", found.stream().filter(f -> f.rule().equals(rule)).count());
          }
          System.out.println();
        });
    System.out.println();
    findings.forEach(System.out::println);
  }
}
