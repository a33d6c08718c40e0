package io.obdio.socketio.app.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The unit that {@code obdio kiosk} writes. */
class KioskCommandTest {

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return new CommandLine(new KioskCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(args);
  }

  private String unit(String... args) {
    List<String> all = new ArrayList<>(List.of("--output", "-", "--user", "pi"));
    all.addAll(Arrays.asList(args));
    assertEquals(0, run(all.toArray(String[]::new)), err.toString());
    return out.toString();
  }

  private static String value(String unit, String key) {
    return unit.lines()
        .filter(line -> line.startsWith(key + "="))
        .map(line -> line.substring(key.length() + 1))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void opensTheDashboardInCage() {
    String unit = unit("--browser", "/usr/bin/chromium");
    assertEquals("pi", value(unit, "User"));
    String start = value(unit, "ExecStart");
    assertTrue(start.startsWith("/usr/bin/cage -s -- /usr/bin/chromium --kiosk "), start);
    assertTrue(start.contains(" http://127.0.0.1:48484/"), start);
    assertTrue(value(unit, "ExecStartPre").contains("/dev/tcp/127.0.0.1/48484"), unit);
  }

  @Test
  void opensTheDashboardInX() {
    String start = value(unit("--display", "x", "--browser", "/opt/chromium"), "ExecStart");
    assertTrue(start.startsWith("/usr/bin/xinit /opt/chromium --kiosk "), start);
    assertTrue(start.endsWith(" -- /usr/bin/X :0 vt1 -keeptty -nocursor"), start);
  }

  @ParameterizedTest
  @CsvSource({
    "http://car.local/, /dev/tcp/car.local/80",
    "https://car.local/, /dev/tcp/car.local/443",
    "https://[::1]:8443/car/, /dev/tcp/::1/8443"
  })
  void waitsForTheServerOfTheUrl(String url, String waits) {
    assertTrue(
        value(unit("--url", url), "ExecStartPre").contains("</dev/tcp/" + waits.substring(9)));
  }

  @Test
  void charactersOfSystemdAreLiteral() {
    String start = value(unit("--url", "http://car/a%20b?$c='d'"), "ExecStart");
    assertTrue(start.contains("http://car/a%%20b?$$c=%%27d%%27"), start);
  }

  @Test
  void writesTheFileAndPrintsHowToEnableIt() throws Exception {
    Path file = folder.resolve("screen.service");
    assertEquals(0, run("--user", "pi", "--output", file.toString()), err.toString());
    assertTrue(Files.readString(file).startsWith("[Unit]\n"));
    assertTrue(out.toString().contains("Wrote " + file), out.toString());
    assertTrue(
        out.toString().contains("sudo systemctl enable --now screen.service"), out.toString());
    assertTrue(out.toString().contains("sudo apt install --no-install-recommends cage chromium"));
    assertFalse(out.toString().contains("[Unit]"), out.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "--user, a b, is not the name of an account",
    "--url, ftp://car/, expected an address such as",
    "--url, /page, expected an address such as",
    "--browser, chromium, expected an absolute path",
    "--browser, /opt/my chromium, expected an absolute path"
  })
  void aWrongValueIsAnError(String flag, String value, String message) {
    List<String> args = new ArrayList<>(List.of("--output", "-", flag, value));
    if (!flag.equals("--user")) {
      args.add("--user=pi");
    }
    assertEquals(2, run(args.toArray(String[]::new)));
    assertTrue(err.toString().contains(message), err.toString());
    assertEquals("", out.toString());
  }
}
