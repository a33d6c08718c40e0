package io.obdio.socketio.vehicle;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.obdio.core.transport.TransportException;
import io.obdio.core.transport.TransportUri;
import io.obdio.core.transport.Transports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectRulesTest {

  @TempDir Path folder;

  private static void check(ConnectRules rules, String uri) throws Exception {
    TransportUri parsed = TransportUri.parse(uri);
    rules.check(parsed, Transports.resources(parsed));
  }

  private static String refusal(ConnectRules rules, String uri) {
    RequestException refusal = assertThrows(RequestException.class, () -> check(rules, uri), uri);
    assertEquals(ErrorCode.NOT_ALLOWED, refusal.code());
    return String.valueOf(refusal.getMessage());
  }

  @Test
  void regularFilesInTheFoldersAreAllowed() throws Exception {
    Path inside = Files.createDirectory(folder.resolve("inside"));
    Path file = Files.writeString(inside.resolve("drive.txt"), "");
    Path outside = Files.writeString(folder.resolve("outside.txt"), "");
    Path link = Files.createSymbolicLink(inside.resolve("link.txt"), outside);
    ConnectRules rules = new ConnectRules(List.of(inside), List.of());
    assertDoesNotThrow(() -> check(rules, "replay:" + file));
    assertDoesNotThrow(() -> check(rules, "sim:?scenario=" + file));
    String refusal = refusal(rules, "replay:" + outside);
    for (String other :
        List.of(
            "replay:" + folder.resolve("missing.txt"),
            "replay:" + inside.resolve("missing.txt"),
            "replay:" + inside.resolve("../outside.txt"),
            "replay:" + inside,
            "replay:" + link,
            "replay:/dev/zero",
            "sim:?scenario=/etc/passwd")) {
      assertEquals(refusal, refusal(rules, other), "the message must not reveal what exists");
    }
  }

  @Test
  void noFileIsAllowedByDefault() throws IOException {
    Path file = Files.writeString(folder.resolve("drive.txt"), "");
    refusal(ConnectRules.NONE, "replay:" + file);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "elm327://adapter.local",
        "elm327://ADAPTER.local:2000",
        "elm327://10.0.0.5:35000",
        "elm327://[fe80::1]:35000",
        "isotpserver:10.0.0.5:35000",
        "sim:",
        "socketcan:can0"
      })
  void hostsThatAreNamed(String uri) {
    ConnectRules rules =
        new ConnectRules(List.of(), List.of("Adapter.local", "10.0.0.5:35000", "[fe80::1]:35000"));
    assertDoesNotThrow(() -> check(rules, uri));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "elm327://10.0.0.5:22",
        "elm327://10.0.0.6:35000",
        "elm327://localhost:35000",
        "isotpserver:127.0.0.1:22",
        "isotpserver:[::1]:22"
      })
  void otherHosts(String uri) {
    refusal(new ConnectRules(List.of(), List.of("10.0.0.5:35000")), uri);
  }

  @Test
  void theHostOfTheConfiguredTransport() throws TransportException.BadUri {
    ConnectRules rules =
        ConnectRules.NONE.with(
            Transports.resources(TransportUri.parse("elm327://192.168.0.10:35000")));
    assertDoesNotThrow(() -> check(rules, "elm327://192.168.0.10"));
    refusal(rules, "elm327://192.168.0.10:22");
  }

  @Test
  void devicesAreNamesOrDeviceFiles() throws IOException {
    assumeTrue(Files.exists(Path.of("/dev/null")), "there is no /dev/null");
    assertDoesNotThrow(() -> check(ConnectRules.NONE, "elm327:COM3"));
    assertDoesNotThrow(() -> check(ConnectRules.NONE, "elm327:/dev/null"));
    assertDoesNotThrow(() -> check(ConnectRules.NONE, "elm327:/dev/no-such-port"));
    Path file = Files.writeString(folder.resolve("file"), "");
    assertEquals(
        refusal(ConnectRules.NONE, "elm327:" + file),
        refusal(ConnectRules.NONE, "elm327:" + folder.resolve("missing")));
  }
}
