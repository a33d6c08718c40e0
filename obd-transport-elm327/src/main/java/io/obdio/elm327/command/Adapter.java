package io.obdio.elm327.command;

import io.obdio.elm327.link.ByteLink;
import io.obdio.elm327.reply.ElmError;
import io.obdio.elm327.reply.ElmReply;
import io.obdio.elm327.reply.RawReply;
import io.obdio.elm327.reply.ReplyReader;
import java.io.IOException;
import java.util.List;

/**
 * The adapter's own commands: sends one, takes the reply that fits it, remembers what the adapter
 * does not know. Not for several threads.
 */
public final class Adapter {

  private static final int ATTEMPTS = 3;
  private static final long COMMAND_MILLIS = 1000;
  private static final long LATE_MILLIS = 250;

  private final ByteLink link;
  private final Dialogue dialogue;
  private final Capabilities capabilities;
  private boolean settingsLost;
  private boolean echoOff;
  private boolean echoed;
  private boolean resetting;

  /** Over an open link; what is already known of the adapter stands in {@code capabilities}. */
  public Adapter(ByteLink link, Capabilities capabilities) {
    this.link = link;
    this.dialogue = new Dialogue(link);
    this.capabilities = capabilities;
  }

  /** The link. */
  public ByteLink link() {
    return link;
  }

  /** The commands' way. */
  public Dialogue dialogue() {
    return dialogue;
  }

  /** What the adapter is and lacks. */
  public Capabilities capabilities() {
    return capabilities;
  }

  /** True if the adapter has restarted since it was readied. */
  public boolean settingsLost() {
    return settingsLost;
  }

  /** The adapter has restarted, or was readied. */
  public void setSettingsLost(boolean lost) {
    settingsLost = lost;
  }

  /** A reset was sent, or something that was answered since. */
  void setResetting(boolean now) {
    resetting = now;
  }

  /** The link is gone: by a reset, as some do with Bluetooth? Then it goes without, next time. */
  public void linkLost() {
    if (resetting) {
      capabilities.lacks(AtCommand.RESET);
    }
  }

  /** True if the last command came back as an echo. */
  boolean echoed() {
    return echoed;
  }

  /** From now on an echo tells of a restart; or not, on an adapter that echoes in spite of all. */
  void setEchoOff(boolean off) {
    echoOff = off;
  }

  /** Takes note of an echo: where there should be none, the adapter has restarted unseen. */
  public void noteEcho(boolean seen) {
    echoed = seen;
    if (seen && echoOff) {
      settingsLost = true;
    }
  }

  /**
   * Sends a command and expects {@code OK}.
   *
   * @return false if the adapter lacks it or never said OK
   */
  public boolean set(AtCommand command, String argument, long deadline) throws IOException {
    return ask(command, argument, Expect.OK, deadline) instanceof ElmReply.Ok;
  }

  /**
   * Sends a command and returns the line that fits.
   *
   * @return "" if the adapter lacks it or said nothing that fits
   */
  public String read(AtCommand command, Expect expect, long deadline) throws IOException {
    return ask(command, "", expect, deadline) instanceof ElmReply.Words words
        ? expect.find(words.lines())
        : "";
  }

  /**
   * Sends a command unless the adapter is known to lack it. Replies that do not fit are taken for
   * late answers to earlier commands: its own may follow; if not, it is sent again. A first {@code
   * ?} is doubted once, since noise on the line draws it too.
   */
  public ElmReply ask(AtCommand command, String argument, Expect expect, long deadline)
      throws IOException {
    if (!capabilities.has(command)) {
      return new ElmReply.Unknown();
    }
    ElmReply last = new ElmReply.Blank();
    for (int attempt = 0; attempt < ATTEMPTS && deadline - dialogue.now() > 0; attempt++) {
      String text = command.text() + argument;
      last = once(text, expect, dialogue.within(COMMAND_MILLIS, deadline));
      if (last instanceof ElmReply.Unknown) {
        if (attempt > 0 || command == AtCommand.STN_IDENTITY) {
          capabilities.lacks(command);
          return last;
        }
      } else if (expect.accepts(last)) {
        return last;
      }
      if (settingsLost && command != AtCommand.DEFAULTS) {
        return last;
      }
    }
    return last;
  }

  /** Sends a command whose refusal says nothing of others of its name; true if it said OK. */
  public boolean tell(String text, long deadline) throws IOException {
    ElmReply reply = once(text, Expect.OK, deadline);
    if (!Expect.OK.accepts(reply)) {
      reply = once(text, Expect.OK, deadline);
    }
    return reply instanceof ElmReply.Ok;
  }

  /** Any text as a command, for the user. */
  public ElmReply raw(String text, long deadline) throws IOException {
    return once(text, Expect.ANY, deadline);
  }

  private ElmReply once(String text, Expect expect, long deadline) throws IOException {
    RawReply raw = dialogue.ask(text, deadline);
    noteEcho(ReplyReader.isEchoed(text, raw));
    resetting = resetting && !raw.prompt();
    while (true) {
      ElmReply reply = ReplyReader.adapter(text, raw);
      noteReset(reply);
      if (!raw.prompt()) {
        dialogue.suspect();
        return reply;
      }
      if (expect.accepts(reply)) {
        return reply;
      }
      dialogue.suspect();
      if (isReset(reply)) {
        return reply;
      }
      raw = dialogue.await(dialogue.within(LATE_MILLIS, deadline));
      if (!raw.prompt() && raw.text().isBlank()) {
        return reply;
      }
    }
  }

  private void noteReset(ElmReply reply) {
    if (isReset(reply)) {
      settingsLost = true;
    }
    if (isReset(dialogue.takeUnsolicited())) {
      settingsLost = true;
    }
  }

  /** Looks whether what came unasked tells of a restart, and remembers it. */
  public void noteUnsolicited() {
    if (isReset(dialogue.takeUnsolicited())) {
      settingsLost = true;
    }
  }

  private static boolean isReset(String text) {
    if (text.isBlank()) {
      return false;
    }
    ElmReply reply = ReplyReader.adapter("", RawReply.of(text));
    return isReset(reply) || isBanner(reply);
  }

  private static boolean isReset(ElmReply reply) {
    return reply instanceof ElmReply.Failed failed && failed.error().kind() == ElmError.Kind.RESET;
  }

  /** True if the reply is what an adapter says when it starts. */
  public static boolean isBanner(ElmReply reply) {
    List<String> lines = reply instanceof ElmReply.Words words ? words.lines() : List.of();
    return lines.stream().anyMatch(line -> line.startsWith("ELM327") || line.startsWith("ELM 327"));
  }
}
