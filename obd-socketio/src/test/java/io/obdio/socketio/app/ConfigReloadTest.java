package io.obdio.socketio.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.app.failure.UserError;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The configuration that is read again while the server runs. */
class ConfigReloadTest {

  private final List<ServeCommand> applied = new ArrayList<>();
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void write() throws Exception {
    file = folder.resolve("obdio.yaml");
    write("port: 0\nallowed-hosts: [car.example.org]\nallow-clear: true\n");
  }

  private void write(String text) throws Exception {
    Files.writeString(file, text);
  }

  private ConfigReload reload(String... flags) {
    List<String> arguments = new ArrayList<>(List.of("--config", file.toString()));
    arguments.addAll(List.of(flags));
    return new ConfigReload(
        arguments,
        () -> ConfigFlag.settings(arguments.toArray(new String[0]), Map.of()),
        applied::add);
  }

  @Test
  void reportsWhatChangesAndWhatNeedsARestart() throws Exception {
    ConfigReload reload = reload("--ping-timeout", "1000");
    write("port: 1\nallowed-hosts: [a.org, b.org]\nping-timeout: 5000\nseed: 3\n");
    assertEquals(
        List.of(
            "allow-clear: true -> (default)",
            "allowed-hosts: car.example.org -> a.org,b.org",
            "ping-timeout: the flag on the command line remains in effect",
            "port: the change takes effect after a restart"),
        reload.reload());
    assertEquals(List.of("a.org", "b.org"), applied.get(0).access.options().allowedHosts());
    assertTrue(applied.get(0).allowClear);
    assertEquals(List.of(), reload.reload(), "a second time nothing has changed");
  }

  @Test
  void aFileWithMistakesChangesNothing() throws Exception {
    ConfigReload reload = reload();
    for (String broken :
        List.of("port: [1", "prot: 1", "port: many", "allowed-hosts: [http://x]", "log: a=loud")) {
      write("allow-clear: false\n" + broken + "\n");
      UserError e = assertThrows(UserError.class, reload::reload, broken);
      assertTrue(e.getMessage().contains("obdio.yaml:2"), e.getMessage());
      reload.run(); // logs the mistake
    }
    Files.delete(file);
    assertThrows(UserError.class, reload::reload);
    assertEquals(List.of(), applied);
    write("port: 0\nallowed-hosts: [car.example.org]\nallow-clear: false\n");
    assertEquals(List.of("allow-clear: true -> false"), reload.reload());
    assertFalse(applied.get(0).allowClear);
  }

  /**
   * In a process of its own: one that was started by nohup ignores the signal, as its user asks.
   */
  @Test
  @EnabledOnOs(OS.LINUX)
  @Timeout(60)
  void theSignalRunsTheAction() throws Exception {
    Process program =
        new ProcessBuilder(
                "env",
                "--default-signal=HUP",
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                HangupProbe.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader lines = program.inputReader()) {
      assertEquals("ready", lines.readLine());
      for (int i = 0; i < 2; i++) {
        Process kill =
            new ProcessBuilder("kill", "-HUP", String.valueOf(program.pid())).inheritIO().start();
        assertEquals(0, kill.waitFor());
        assertEquals("HUP", lines.readLine());
      }
    } finally {
      program.destroyForcibly();
    }
  }
}
