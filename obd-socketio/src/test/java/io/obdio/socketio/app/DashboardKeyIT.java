package io.obdio.socketio.app;

import io.obdio.socketio.access.AccessKey;
import io.obdio.socketio.access.KeyFileEditor;
import io.obdio.socketio.access.KeyHash;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.testing.ClientProcess;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard asks for a key where the server requires one. */
@Timeout(300)
class DashboardKeyIT {

  private static final String KEY = "obd_a_key_that_is_long_enough";

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> asksForTheKeyOnceATab() throws Exception {
    String chromium = ClientProcess.chromium();
    Path file = folder.resolve("keys.yaml");
    new KeyFileEditor(file)
        .add(
            new AccessKey(
                "dashboard",
                KeyHash.of(KEY),
                EnumSet.of(Scope.READ, Scope.WATCH, Scope.QUERY),
                null,
                List.of()));
    try (InProcessServer server = new InProcessServer("--keys=" + file);
        ClientProcess script = ClientProcess.node("obd/key.mjs", server.url("/"), chromium, KEY)) {
      return script.checks();
    }
  }
}
