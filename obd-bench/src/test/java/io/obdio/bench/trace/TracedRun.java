package io.obdio.bench.trace;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** The program {@code obdio} in a virtual machine of its own, with {@link TraceAgent}. */
final class TracedRun implements AutoCloseable {

  private static final long SECONDS = 60;

  private final Process process;
  private final BufferedReader out;
  private final Path record;

  /**
   * Starts the program.
   *
   * @param folder receives the agent and the record
   * @param args the program's arguments
   */
  TracedRun(Path folder, String... args) throws IOException {
    record = folder.resolve("trace.txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-javaagent:" + agent(folder) + "=" + record);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("io.obdio.socketio.app.Main");
    command.addAll(List.of(args));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    // Layouts and rules of the developer would change what the program does.
    builder
        .environment()
        .put("XDG_STATE_HOME", folder.resolve("state-home").toAbsolutePath().toString());
    process = builder.start();
    out = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Writes the jar that names the agent; its classes are on the class path. */
  private static Path agent(Path folder) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", TraceAgent.class.getName());
    Path jar = folder.resolve("agent.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(file, manifest)) {
      entries.finish();
    }
    return jar;
  }

  /** Returns the first line of the program's output that begins with {@code words}. */
  String line(String words) throws IOException {
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith(words)) {
        return line;
      }
    }
    throw new IOException("the program ended before it wrote '" + words + "'");
  }

  /** Waits until the program ends by itself and returns what it did. */
  Trace ended() throws IOException, InterruptedException {
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      throw new IOException("the program did not end within " + SECONDS + " s");
    }
    return Trace.read(record);
  }

  /** Ends the program and returns what it did. */
  Trace end() throws IOException, InterruptedException {
    process.destroy();
    return ended();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
