package io.obdio.socketio.app.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher of the packages, with programs in the place of Java that print their arguments. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {

  private static final Path SCRIPT = Path.of("src", "dist", "bin", "obdio");

  @TempDir Path root;

  private Path launcher;
  private Path library;

  @BeforeEach
  void install() throws IOException {
    // The real folder of JDKs has one that the launcher would find.
    String script = Files.readString(SCRIPT);
    assertTrue(script.contains(" /usr/lib/jvm/*"), script);
    launcher = root.resolve("usr/bin/obdio");
    write(launcher, script.replace("/usr/lib/jvm/*", root + "/jvm/*"));
    library = Files.createDirectories(root.resolve("usr/lib/obdio"));
  }

  private static void write(Path file, String script) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Makes a JDK; an empty version leaves its file "release" out. */
  private Path jdk(String name, String version) throws IOException {
    Path home = root.resolve(name);
    write(home.resolve("bin/java"), "#!/bin/sh\necho " + name + "\nfor a; do echo \"$a\"; done\n");
    if (!version.isEmpty()) {
      Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    }
    return home;
  }

  private record Result(int exit, List<String> lines) {}

  private Result run(String javaHome, String javaOpts, String... args) throws Exception {
    return run(launcher, javaHome, javaOpts, args);
  }

  private Result run(Path program, String javaHome, String javaOpts, String... args)
      throws Exception {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(Arrays.asList(args));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PATH", root.resolve("path") + ":" + tools());
    builder.environment().remove("JAVA_HOME");
    if (!javaHome.isEmpty()) {
      builder.environment().put("JAVA_HOME", root.resolve(javaHome).toString());
    }
    builder.environment().put("JAVA_OPTS", javaOpts);
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(20, TimeUnit.SECONDS), "still running");
    return new Result(process.exitValue(), text.lines().toList());
  }

  /** Returns a folder with the tools of the launcher, without Java. */
  private Path tools() throws IOException {
    Path tools = root.resolve("tools");
    for (String tool : List.of("readlink", "sed")) {
      Path real = Files.exists(Path.of("/usr/bin", tool)) ? Path.of("/usr/bin") : Path.of("/bin");
      write(tools.resolve(tool), "#!/bin/sh\nexec " + real.resolve(tool) + " \"$@\"\n");
    }
    return tools;
  }

  @Test
  void passesArgumentsUnchanged() throws Exception {
    jdk("home", "17.0.15");
    Result result = run("home", "", "query", "two words", "*", "");
    assertEquals(0, result.exit());
    int jar = result.lines().indexOf("-jar");
    assertEquals(
        List.of(library + "/obdio.jar", "query", "two words", "*", ""),
        result.lines().subList(jar + 1, result.lines().size()));
  }

  @Test
  void optionsOfTheUserFollowThoseOfTheLauncher() throws Exception {
    jdk("home", "17.0.15");
    List<String> lines = run("home", "-Xmx64m -Dx=y", "serve").lines();
    assertTrue(lines.contains("-XX:+UseSerialGC"), lines.toString());
    assertTrue(lines.contains("-XX:TieredStopAtLevel=1"), lines.toString());
    assertTrue(lines.indexOf("-Xmx256m") < lines.indexOf("-Xmx64m"), lines.toString());
    assertTrue(lines.indexOf("-Dx=y") < lines.indexOf("-jar"), lines.toString());
  }

  @Test
  void usesTheArchiveIfThereIsOne() throws Exception {
    jdk("home", "17.0.15");
    String option = "-XX:SharedArchiveFile=" + library + "/obdio.jsa";
    assertTrue(
        run("home", "", "serve").lines().stream().noneMatch(l -> l.contains("SharedArchiveFile")));
    Files.writeString(library.resolve("obdio.jsa"), "");
    assertTrue(run("home", "", "serve").lines().contains(option));
  }

  @Test
  void findsItsFilesThroughLinks() throws Exception {
    jdk("home", "17.0.15");
    Path first = Files.createSymbolicLink(root.resolve("first"), Path.of("usr/bin/obdio"));
    Path second = Files.createSymbolicLink(root.resolve("second"), first);
    assertTrue(run(second, "home", "", "serve").lines().contains(library + "/obdio.jar"));
  }

  @Test
  void prefersJavaHomeThenThePathThenTheFolderOfJdks() throws Exception {
    jdk("jvm/java-21", "21.0.1");
    assertEquals("jvm/java-21", run("", "", "serve").lines().get(0));
    jdk("path-jdk", "17");
    Path path = Files.createDirectories(root.resolve("path"));
    Files.createSymbolicLink(path.resolve("java"), root.resolve("path-jdk/bin/java"));
    assertEquals("path-jdk", run("", "", "serve").lines().get(0));
    jdk("home", "");
    assertEquals("home", run("home", "", "serve").lines().get(0));
  }

  @Test
  void skipsOlderVersions() throws Exception {
    jdk("home", "1.8.0_402");
    jdk("jvm/a-11", "11.0.2");
    jdk("jvm/b-17", "17.0.1");
    assertEquals("jvm/b-17", run("home", "", "serve").lines().get(0));
  }

  @Test
  void namesThePackageIfThereIsNoJava() throws Exception {
    jdk("home", "11.0.2");
    Result result = run("home", "", "serve");
    assertEquals(127, result.exit());
    assertEquals(1, result.lines().size(), result.lines().toString());
    assertTrue(result.lines().get(0).contains("openjdk-17-jre-headless"), result.toString());
  }
}
