package io.obdio.socketio.app.kiosk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * A systemd unit that opens a page in Chromium on the full screen of the first console.
 *
 * @param display shows the window of the browser
 * @param browser path of Chromium
 * @param user account that the browser runs under
 * @param page address of the dashboard; http or https
 */
record KioskUnit(Display display, String browser, String user, URI page) {

  private static final String TEMPLATE = "obdio-kiosk.service";

  /** Returns the text of the unit. */
  String text() {
    return template()
        .replace("{user}", user)
        .replace("{host}", literal(host()))
        .replace("{port}", String.valueOf(port()))
        .replace("{command}", literal(display.command(browserCommand())));
  }

  private static String template() {
    try (InputStream in = KioskUnit.class.getResourceAsStream(TEMPLATE)) {
      if (in == null) {
        throw new IllegalStateException(TEMPLATE + " is not in the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns a text in which nothing is a specifier or a variable for systemd. */
  private static String literal(String text) {
    return text.replace("%", "%%").replace("$", "$$");
  }

  /** Returns the command line of the browser, which keeps nothing and asks nothing. */
  private String browserCommand() {
    return browser
        + " --kiosk --incognito --noerrdialogs --disable-infobars --no-first-run"
        + " --disable-session-crashed-bubble --password-store=basic "
        + page.toString().replace("'", "%27");
  }

  private String host() {
    return page.getHost().replaceAll("[\\[\\]]", "");
  }

  private int port() {
    if (page.getPort() >= 0) {
      return page.getPort();
    }
    return page.getScheme().equals("https") ? 443 : 80;
  }
}
