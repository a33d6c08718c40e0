package io.obdio.socketio.app.kiosk;

/** The program that shows the window of the browser on the screen. */
enum Display {
  /** Cage, a Wayland compositor for one window. */
  CAGE("/usr/bin/cage -s -- %s --ozone-platform=wayland", "cage"),
  /** An X server without window manager. */
  X("/usr/bin/xinit %s -- /usr/bin/X :0 vt1 -keeptty -nocursor", "xinit xserver-xorg");

  private final String command;
  private final String packages;

  Display(String command, String packages) {
    this.command = command;
    this.packages = packages;
  }

  /** Returns the command line that starts the display and the browser in it. */
  String command(String browser) {
    return String.format(command, browser);
  }

  /** Returns the Debian packages that it needs, separated by spaces. */
  String packages() {
    return packages;
  }
}
