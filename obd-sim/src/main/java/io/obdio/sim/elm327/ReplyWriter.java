package io.obdio.sim.elm327;

import io.obdio.sim.bus.Timeline;
import io.obdio.sim.fault.Fault;
import io.obdio.sim.fault.FaultInjector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The writer of replies in the format of the settings: lines that end with CR (and LF), a blank
 * line and the prompt. Faults of replies are applied here.
 */
final class ReplyWriter {

  private final ElmSettings settings;
  private final SerialLine line;
  private final FaultInjector faults;
  private final Timeline time;
  private final StringBuilder current = new StringBuilder();
  private String former = "";
  private boolean begun;
  private long heldUntil;

  ReplyWriter(ElmSettings settings, SerialLine line, FaultInjector faults, Timeline time) {
    this.settings = settings;
    this.line = line;
    this.faults = faults;
    this.time = time;
  }

  /** Echoes one byte of a command. */
  void echo(int b) {
    if (!settings.echo) {
      return;
    }
    byte[] bytes =
        b == '\r' && settings.linefeeds ? new byte[] {'\r', '\n'} : new byte[] {(byte) b};
    line.toHost(bytes, 0);
    if (b != '\r' && faults.active(Fault.DoubledEcho.class, time.now()) != null) {
      line.toHost(bytes, 0);
    }
  }

  /** Writes a line. */
  void line(String text) {
    send(text + end());
  }

  /** Writes a part of a line. */
  void part(String text) {
    send(text);
  }

  /** Ends a line. */
  void endLine() {
    send(end());
  }

  /** Writes a line that is a message of the adapter and not data. */
  void message(String text) {
    Fault.TruncatedText cut = faults.active(Fault.TruncatedText.class, time.now());
    line(cut == null ? text : text.substring(Math.min(cut.characters(), text.length() - 1)));
  }

  /** Writes the blank line and the prompt at the end of a reply. */
  void prompt() {
    begin();
    former = current.toString();
    Fault.LatePrompt late = faults.active(Fault.LatePrompt.class, time.now());
    if (late != null) {
      hold(late.by().toNanos());
    }
    write(end() + ">");
    current.setLength(0);
    begun = false;
  }

  /** Discards the state of the current reply. */
  void reset() {
    current.setLength(0);
    former = "";
    begun = false;
    heldUntil = 0;
  }

  private String end() {
    return settings.linefeeds ? "\r\n" : "\r";
  }

  private void send(String text) {
    begin();
    current.append(text);
    write(text);
  }

  private void write(String text) {
    line.toHost(text.getBytes(StandardCharsets.ISO_8859_1), Math.max(0, heldUntil - time.now()));
  }

  private void hold(long nanos) {
    heldUntil = Math.max(heldUntil, time.now()) + nanos;
  }

  /** Writes what faults put before a reply. */
  private void begin() {
    if (begun) {
      return;
    }
    begun = true;
    long now = time.now();
    if (faults.isQuiet()) {
      return;
    }
    Fault.Delay delay = faults.active(Fault.Delay.class, now);
    if (delay != null) {
      hold(delay.by().toNanos());
    }
    Fault.Nuls nuls = faults.active(Fault.Nuls.class, now);
    if (nuls != null) {
      write("\0".repeat(nuls.count()));
    }
    Fault.Garbage garbage = faults.active(Fault.Garbage.class, now);
    if (garbage != null) {
      line.toHost(faults.garbage(garbage.count()), Math.max(0, heldUntil - now));
      write(end());
    }
    for (String stray : strays(now)) {
      write(stray + end());
    }
    if (faults.active(Fault.StaleReply.class, now) != null) {
      write(former);
    }
  }

  private List<String> strays(long now) {
    List<String> texts = new ArrayList<>();
    faults.allActive(Fault.StrayAfterEcho.class, now).forEach(f -> texts.add(f.text()));
    faults.allActive(Fault.Chatter.class, now).forEach(f -> texts.add(f.text()));
    faults.allActive(Fault.StrayStopped.class, now).forEach(f -> texts.add("STOPPED"));
    return texts;
  }
}
