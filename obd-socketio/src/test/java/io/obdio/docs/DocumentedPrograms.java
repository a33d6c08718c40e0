package io.obdio.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The complete programs on pages of the documentation: extracted, compiled and run. */
final class DocumentedPrograms {

  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\n(.*?)^```");
  private static final Pattern CLASS = Pattern.compile("(?m)^public (?:final )?class (\\w+)");
  private static final long DEADLINE_S = 60;

  private final Path folder;

  private DocumentedPrograms(Path folder) {
    this.folder = folder;
  }

  /** Extracts and compiles all complete programs of some pages. */
  static DocumentedPrograms compile(Path folder, String... pages) throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String page : pages) {
      for (String program : blocks(page, "java")) {
        Matcher name = CLASS.matcher(program);
        if (name.find()) {
          sources.add(Files.writeString(folder.resolve(name.group(1) + ".java"), program));
        }
      }
    }
    assertTrue(!sources.isEmpty(), "no programs on " + List.of(pages));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of("-proc:none", "--release", "17", "-cp", classPath(), "-d", folder.toString());
      boolean compiled =
          compiler
              .getTask(
                  messages, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
              .call();
      assertTrue(compiled, messages.toString());
    }
    return new DocumentedPrograms(folder);
  }

  /** Returns the blocks of a language on a page, in their order. */
  static List<String> blocks(String page, String language) throws IOException {
    return BLOCK
        .matcher(Files.readString(root().resolve(page)))
        .results()
        .filter(block -> block.group(1).equals(language))
        .map(block -> block.group(2))
        .toList();
  }

  /** Starts a program in the folder of the classes. */
  Process start(String name, String... args) throws IOException {
    Path options =
        Files.writeString(
            folder.resolve(name + ".options"),
            "-Xmx256m -cp \"" + folder + System.getProperty("path.separator") + classPath() + "\"");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + options);
    command.add(name);
    command.addAll(List.of(args));
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectError(folder.resolve(name + ".err").toFile())
        .start();
  }

  /** Runs a program to its end, and returns the lines that it printed. */
  List<String> run(String name, String... args) throws IOException, InterruptedException {
    Process process = start(name, args);
    try (Stream<String> output = process.inputReader().lines()) {
      List<String> lines = output.toList();
      assertTrue(process.waitFor(DEADLINE_S, TimeUnit.SECONDS), name + " does not end");
      assertEquals(0, process.exitValue(), errors(name));
      return lines;
    } finally {
      process.destroyForcibly();
    }
  }

  private String errors(String name) throws IOException {
    return Files.readString(folder.resolve(name + ".err"));
  }

  /** The modules are on the class path of the tests; surefire puts it into a manifest. */
  private static String classPath() {
    String all = System.getProperty("surefire.test.class.path");
    return all == null ? System.getProperty("java.class.path") : all;
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve("obd-core"))) {
      folder = folder.getParent();
    }
    return folder;
  }
}
