package io.obdio.socketio.modules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A program of a user, compiled and run by the JDK of the test, each in a process of its own.
 *
 * @param folder receives its source files and classes
 * @param libraries the jars or class folders that it is compiled and run with
 */
record SmallProgram(Path folder, List<String> libraries) {

  /**
   * The end of a process.
   *
   * @param output of the standard output and the standard error
   */
  record Ended(int code, String output) {}

  /**
   * Selects the libraries of a program from the class path of the test.
   *
   * @param artifacts beginnings of file names, such as {@code netty-}; a module of this project is
   *     named by its artifact id
   */
  static SmallProgram with(Path folder, String... artifacts) {
    List<String> path = List.of(System.getProperty("java.class.path").split(File.pathSeparator));
    List<String> libraries =
        path.stream()
            .filter(entry -> Stream.of(artifacts).anyMatch(a -> isArtifact(entry, a)))
            .toList();
    for (String artifact : artifacts) {
      assertTrue(
          libraries.stream().anyMatch(entry -> isArtifact(entry, artifact)),
          () -> artifact + " is not on the class path: " + path);
    }
    return new SmallProgram(folder, libraries);
  }

  /** A module of the project is a jar, or a class folder if the tests run without packaging. */
  private static boolean isArtifact(String entry, String artifact) {
    Path path = Path.of(entry);
    String name = path.getFileName().toString();
    return !name.endsWith("-tests.jar")
        && (name.startsWith(artifact) || path.endsWith(Path.of(artifact, "target", "classes")));
  }

  /** Adds a source file. */
  void source(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  /** Compiles all source files with the libraries on the class path or the module path. */
  Ended compile(boolean modules) throws Exception {
    List<String> command = new ArrayList<>(List.of("-d", classes().toString(), "-Werror"));
    command.addAll(List.of(modules ? "--module-path" : "--class-path", path(libraries)));
    try (Stream<Path> files = Files.list(folder)) {
      files.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(command::add);
    }
    return run("javac", command);
  }

  /** Runs a compiled class from the class path. */
  String runOnClassPath(String main) throws Exception {
    return succeeded("java", jvm("--class-path", path(with(classes())), main));
  }

  /**
   * Runs a compiled module from the module path.
   *
   * @param main the module, a slash and the main class
   */
  String runOnModulePath(String main) throws Exception {
    return succeeded("java", jvm("--module-path", path(with(classes())), "--module", main));
  }

  private static List<String> jvm(String... arguments) {
    List<String> command =
        new ArrayList<>(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(Arrays.asList(arguments));
    return command;
  }

  private Path classes() {
    return folder.resolve("classes");
  }

  private List<String> with(Path classes) {
    return Stream.concat(Stream.of(classes.toString()), libraries.stream()).toList();
  }

  private static String path(List<String> entries) {
    return entries.stream().collect(Collectors.joining(File.pathSeparator));
  }

  private String succeeded(String tool, List<String> arguments) throws Exception {
    Ended ended = run(tool, arguments);
    assertEquals(0, ended.code(), ended.output());
    return ended.output();
  }

  private Ended run(String tool, List<String> arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", tool).toString());
    command.addAll(arguments);
    Path output = folder.resolve(tool + ".txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertTrue(
          process.waitFor(120, TimeUnit.SECONDS), () -> tool + " does not end: " + read(output));
    } finally {
      process.destroyForcibly();
    }
    return new Ended(process.exitValue(), read(output));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
