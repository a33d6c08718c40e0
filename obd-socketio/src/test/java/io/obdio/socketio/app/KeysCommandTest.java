package io.obdio.socketio.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.socketio.access.AccessKey;
import io.obdio.socketio.access.KeyFileEditor;
import io.obdio.socketio.access.KeyHash;
import io.obdio.socketio.access.Scope;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** {@code obdio keys new}, {@code list} and {@code revoke}. */
class KeysCommandTest {

  private record Result(int exit, String out, String err) {}

  @TempDir Path folder;

  private Result run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    List<String> all = new ArrayList<>(List.of("keys"));
    all.addAll(List.of(args));
    all.add("--keys=" + file());
    int exit = Main.run(line, all.toArray(String[]::new));
    return new Result(exit, out.toString(), err.toString());
  }

  private Path file() {
    return folder.resolve("keys.yaml");
  }

  @Test
  void aNewKeyIsPrintedOnceAndItsHashStored() throws Exception {
    Result made =
        run(
            "new",
            "--name=garage",
            "--scopes=read,watch",
            "--from=192.168.1.0/24",
            "--vehicles=VAN-*,truck-7",
            "--expires=2999-12-31");
    assertEquals(0, made.exit, made.err);
    String key = made.out.strip();
    assertTrue(key.matches("obd_[a-z2-7]{52}"), key);
    assertFalse(Files.readString(file()).contains(key));
    AccessKey stored = new KeyFileEditor(file()).list().get(0);
    assertEquals(KeyHash.of(key), stored.hash());
    assertEquals(EnumSet.of(Scope.READ, Scope.WATCH), stored.scopes());
    assertNotEquals(key, run("new", "--name=other", "--scopes=read").out.strip());

    String listed = run("list").out;
    assertTrue(
        listed.contains("garage") && listed.contains("read,watch  until 3000-01-01T00:00:00Z"),
        listed);
    assertTrue(listed.contains("192.168.1.0/24]  vehicles [VAN-*, truck-7]"), listed);
    assertFalse(listed.contains("expired") || listed.contains(stored.hash().toHex()), listed);

    assertEquals(0, run("revoke", "garage").exit);
    assertFalse(run("list").out.contains("garage"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "new --name=a --scopes=reed | unknown scope 'reed'; there are read, watch, query",
        "new --name=a --scopes=read --expires=soon | --expires soon: expected a date such as",
        "new --name=a --scopes=read --from=car.example | 'car.example' is not an IP address",
        "new --name=a/b --scopes=read | name 'a/b': expected 1 to 64 letters",
        "new --scopes=read | Missing required option: '--name=NAME'",
        "revoke other | there is no key 'other'"
      })
  void aMistakeIsOneMessageAndExitCode2(String args, String message) {
    Result result = run(args.split(" "));
    assertEquals(2, result.exit);
    assertTrue(result.err.contains(message), result.err);
    assertFalse(Files.exists(file()));
  }
}
