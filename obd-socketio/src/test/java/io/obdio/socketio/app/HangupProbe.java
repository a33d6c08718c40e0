package io.obdio.socketio.app;

import io.obdio.socketio.app.log.Hangup;
import java.io.PrintStream;

/** A program that prints a line at each SIGHUP, until its standard input ends. */
final class HangupProbe {
  private HangupProbe() {}

  public static void main(String[] args) throws Exception {
    PrintStream out = System.out;
    if (Hangup.on(() -> out.println("HUP"))) {
      out.println("ready");
    }
    while (System.in.read() >= 0) {
      // until the end
    }
  }
}
