package io.obdio.socketio.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The folder for state files that an environment has without the flag. */
class StateFlagsTest {

  @Test
  void systemdComesFirstThenTheBaseDirectoriesOfTheUser() {
    Map<String, String> systemd =
        Map.of("STATE_DIRECTORY", "/var/lib/obdio:/var/lib/x", "XDG_STATE_HOME", "/s");
    assertEquals(Path.of("/var/lib/obdio"), StateFlags.standard(systemd, "/home/a"));
    assertEquals(
        Path.of("/s/obdio"), StateFlags.standard(Map.of("XDG_STATE_HOME", "/s"), "/home/a"));
    assertEquals(
        Path.of("/home/a/.local/state/obdio"),
        StateFlags.standard(Map.of("XDG_STATE_HOME", "relative"), "/home/a"));
    assertEquals(Path.of("/home/a/.local/state/obdio"), StateFlags.standard(Map.of(), "/home/a"));
  }

  @Test
  void aUserWithoutAHomeHasNone() {
    assertNull(StateFlags.standard(Map.of(), null));
    assertNull(StateFlags.standard(Map.of(), "?"));
  }
}
