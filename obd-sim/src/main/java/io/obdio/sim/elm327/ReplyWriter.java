package io.obdio.sim.elm327;

import io.obdio.sim.bus.Timeline;
import io.obdio.sim.fault.Fault;
import io.obdio.sim.fault.FaultInjector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes replies as the settings want them: lines that end with CR (and LF), a blank line and the
 * prompt. The faults that spoil a reply strike here.
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

  /** One byte of a command, back to the host. */
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

  /** A whole line. */
  void line(String text) {
    send(text + end());
  }

  /** A part of a line. */
  void part(String text) {
    send(text);
  }

  /** Ends a line. */
  void endLine() {
    send(end());
  }

  /** A line that is no data but a word of the adapter. */
  void message(String text) {
    Fault.TruncatedText cut = faults.active(Fault.TruncatedText.class, time.now());
    line(cut == null ? text : text.substring(Math.min(cut.characters(), text.length() - 1)));
  }

  /** The blank line and the prompt that end each reply. */
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

  /** Nothing of a reply is under way any more. */
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

  /** What stands before a reply when something is wrong. */
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
