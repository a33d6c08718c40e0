package io.obdio.socketio.app.kiosk;

import java.net.URI;

/**
 * A systemd unit that opens a page in Chromium on the full screen of the first console.
 *
 * @param display draws the window
 * @param browser path of Chromium
 * @param user account that the browser runs under
 * @param page address of the dashboard; http or https
 */
record KioskUnit(Display display, String browser, String user, URI page) {

  private static final String TEMPLATE =
      """
      [Unit]
      Description=OBDio dashboard on the full screen
      Documentation=man:obdio(1)
      Wants=obdio.service dbus.socket systemd-logind.service
      After=obdio.service dbus.socket systemd-logind.service systemd-user-sessions.service
      After=plymouth-quit-wait.service getty@tty1.service
      Conflicts=getty@tty1.service
      ConditionPathExists=/dev/tty0

      [Service]
      User=%s
      # Opens a session of the user on the console, which may use the screen and the input devices.
      PAMName=login
      TTYPath=/dev/tty1
      TTYReset=yes
      TTYVHangup=yes
      TTYVTDisallocate=yes
      StandardInput=tty-fail
      StandardOutput=journal
      UtmpIdentifier=tty1
      UtmpMode=user
      # The browser would show an error until it is reloaded: wait until the server listens.
      ExecStartPre=/bin/bash -c 'until (: </dev/tcp/%s/%d) 2>/dev/null; do sleep 0.5; done'
      ExecStart=%s
      TimeoutStartSec=120
      Restart=always
      RestartSec=2

      [Install]
      WantedBy=multi-user.target
      """;

  /** Returns the text of the unit. */
  String text() {
    return String.format(
        TEMPLATE, user, literal(host()), port(), literal(display.command(browserCommand())));
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
