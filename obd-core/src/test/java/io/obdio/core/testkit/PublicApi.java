package io.obdio.core.testkit;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The public API of a module, compared with the list in its file {@code api.txt}.
 *
 * <p>The list names the public and protected types and members of the packages that {@code
 * module-info.java} exports to every module; without that file, of all packages that are not
 * internal. An API change therefore shows up in the diff of a commit. {@code -Dapi.write=true}
 * rewrites the file.
 */
public final class PublicApi {

  private static final Pattern EXPORT = Pattern.compile("(?m)^\\s*exports\\s+([\\w.]+)\\s*;");

  private PublicApi() {}

  /**
   * Compares the API of the module in the current directory with its {@code api.txt}.
   *
   * @throws AssertionError naming the lines that differ and the command that rewrites the file
   */
  public static void check() throws IOException {
    check(Path.of(""), Boolean.getBoolean("api.write"));
  }

  static void check(Path module, boolean write) throws IOException {
    Path file = module.resolve("api.txt");
    List<String> current = list(module);
    if (write) {
      Files.write(file, current);
      return;
    }
    List<String> listed = Files.exists(file) ? Files.readAllLines(file) : List.of();
    if (!listed.equals(current)) {
      fail(difference(module, listed, current));
    }
  }

  private static String difference(Path module, List<String> listed, List<String> current) {
    List<String> lines = new ArrayList<>();
    addMissing("+ ", current, listed, lines);
    addMissing("- ", listed, current, lines);
    if (lines.isEmpty()) {
      lines.add("  (only the order of the lines differs)");
    }
    return "The public API differs from api.txt (- listed, + now):\n"
        + String.join("\n", lines)
        + "\nIf the change is intended, rewrite the list and commit it:\n  mvn -pl "
        + module.toAbsolutePath().getFileName()
        + " -am test -Dtest=PublicApiTest -Dsurefire.failIfNoSpecifiedTests=false -Dapi.write=true";
  }

  private static void addMissing(
      String sign, List<String> lines, List<String> others, List<String> found) {
    TreeSet<String> known = new TreeSet<>(others);
    String type = "";
    for (String line : lines) {
      if (!line.startsWith(" ")) {
        type = line.substring(0, line.indexOf(':'));
      }
      if (!known.contains(line)) {
        found.add(sign + (line.startsWith(" ") ? type + ":" : "") + line);
      }
    }
  }

  /**
   * Returns the lines of the API: each type, followed by its members, all in alphabetical order.
   */
  static List<String> list(Path module) throws IOException {
    Path sources = module.resolve("src/main/java");
    List<String> lines = new ArrayList<>();
    for (String exported : exports(sources)) {
      for (Class<?> type : types(sources, exported)) {
        ApiLines.add(type, lines);
      }
    }
    return lines;
  }

  private static List<String> exports(Path sources) throws IOException {
    TreeSet<String> exports = new TreeSet<>();
    Path moduleInfo = sources.resolve("module-info.java");
    if (!Files.exists(moduleInfo)) {
      return packages(sources);
    }
    Matcher matcher = EXPORT.matcher(Files.readString(moduleInfo));
    while (matcher.find()) {
      exports.add(matcher.group(1));
    }
    return List.copyOf(exports);
  }

  private static List<String> packages(Path sources) throws IOException {
    try (Stream<Path> files = Files.walk(sources)) {
      return files
          .filter(file -> file.endsWith("package-info.java"))
          .map(file -> sources.relativize(file.getParent()).toString().replace('/', '.'))
          .filter(name -> !name.contains(".internal"))
          .sorted()
          .toList();
    }
  }

  private static List<Class<?>> types(Path sources, String exported) throws IOException {
    try (Stream<Path> files = Files.list(sources.resolve(exported.replace('.', '/')))) {
      List<Class<?>> types = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".java") && !name.equals("package-info.java")) {
          types.add(load(exported + "." + name.substring(0, name.length() - ".java".length())));
        }
      }
      return types;
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, PublicApi.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(name + " has a source file and no class", e);
    }
  }
}
