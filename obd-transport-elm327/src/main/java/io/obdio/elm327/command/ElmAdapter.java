package io.obdio.elm327.command;

import io.obdio.elm327.link.ByteLink;
import io.obdio.elm327.reply.ElmError;
import io.obdio.elm327.reply.ElmReply;
import io.obdio.elm327.reply.RawReply;
import io.obdio.elm327.reply.ReplyReader;
import java.io.IOException;
import java.util.List;

/**
 * The adapter behind an open link: sends its own commands, accepts only replies of the expected
 * form, and records the commands that it lacks. Not thread-safe.
 */
public final class ElmAdapter {

  private static final int MAX_ATTEMPTS = 3;
  private static final long COMMAND_MILLIS = 1000;
  private static final long FOLLOWING_REPLY_MILLIS = 250;

  private final ByteLink link;
  private final Dialogue dialogue;
  private final Capabilities capabilities;
  private boolean settingsLost;
  private boolean echoOff;
  private boolean echoed;
  private boolean linefeeds = true;
  private boolean resetting;

  /** Creates an adapter with the capabilities that are known from earlier links. */
  public ElmAdapter(ByteLink link, Capabilities capabilities) {
    this.link = link;
    this.dialogue = new Dialogue(link);
    this.capabilities = capabilities;
  }

  /** Returns the link. */
  public ByteLink link() {
    return link;
  }

  /** Returns the dialogue over the link. */
  public Dialogue dialogue() {
    return dialogue;
  }

  /** Returns what is known about the adapter. */
  public Capabilities capabilities() {
    return capabilities;
  }

  /** Returns whether the adapter has restarted since its settings were made. */
  public boolean settingsLost() {
    return settingsLost;
  }

  /** Notes that the adapter has restarted, or that its settings were made. */
  public void setSettingsLost(boolean lost) {
    settingsLost = lost;
  }

  /** Notes that a reset was sent, or a command that was answered since. */
  void setResetting(boolean now) {
    resetting = now;
  }

  /** Notes that the link is lost. Some adapters drop a Bluetooth link on a reset: avoid it then. */
  public void linkLost() {
    if (resetting) {
      capabilities.lacks(AtCommand.RESET);
    }
  }

  /** Returns whether the adapter echoed the last command. */
  boolean echoed() {
    return echoed;
  }

  /** Returns whether the adapter's replies have linefeeds. */
  boolean hasLinefeeds() {
    return linefeeds;
  }

  /** Notes whether a reply has linefeeds. */
  void noteLinefeeds(RawReply reply) {
    linefeeds = reply.text().indexOf('\n') >= 0;
  }

  /** Sets whether an echo means that the adapter has restarted; some adapters always echo. */
  void setEchoOff(boolean off) {
    echoOff = off;
  }

  /** Notes whether a command was echoed, which shows an unnoticed restart. */
  public void noteEcho(boolean seen) {
    echoed = seen;
    if (seen && echoOff) {
      settingsLost = true;
    }
  }

  /**
   * Sends a command that is answered by {@code OK}.
   *
   * @return false if the adapter lacks it or did not answer {@code OK}
   */
  public boolean set(AtCommand command, String argument, long deadline) throws IOException {
    return ask(command, argument, Expect.OK, deadline) instanceof ElmReply.Ok;
  }

  /**
   * Sends a command and returns the line of the expected form.
   *
   * @return empty if the adapter lacks the command or printed no such line
   */
  public String read(AtCommand command, Expect expect, long deadline) throws IOException {
    return ask(command, "", expect, deadline) instanceof ElmReply.Words words
        ? expect.find(words.lines())
        : "";
  }

  /**
   * Sends a command unless the adapter is known to lack it. A reply of another form is taken for
   * the late answer to an earlier command: the right one may follow, else the command is sent
   * again. A first {@code ?} may be caused by noise on the line and is checked once.
   */
  public ElmReply ask(AtCommand command, String argument, Expect expect, long deadline)
      throws IOException {
    if (!capabilities.has(command)) {
      return new ElmReply.Unknown();
    }
    ElmReply last = new ElmReply.Blank();
    for (int attempt = 0; attempt < MAX_ATTEMPTS && deadline - dialogue.now() > 0; attempt++) {
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

  /** Returns whether the adapter is an STN chip; asks it the first time. */
  public boolean isStn(long deadline) throws IOException {
    String known = capabilities.stn();
    if (known == null) {
      known = read(AtCommand.STN_IDENTITY, Expect.STN, deadline);
      if (deadline - dialogue.now() > 0) {
        capabilities.identifyStn(known);
      }
    }
    return !known.isEmpty();
  }

  /** Reads the adapter's identity into its capabilities. */
  public void identify(long deadline) throws IOException {
    capabilities.identify(read(AtCommand.IDENTITY, Expect.IDENTITY, deadline));
  }

  /**
   * Sends a command that some adapters support with some arguments only, so that a refusal does not
   * show that it is lacking.
   *
   * @return whether the adapter answered {@code OK}
   */
  public boolean send(String text, long deadline) throws IOException {
    ElmReply reply = once(text, Expect.OK, deadline);
    if (!Expect.OK.accepts(reply)) {
      reply = once(text, Expect.OK, deadline);
    }
    return reply instanceof ElmReply.Ok;
  }

  /** Sends a command of the user and returns its reply, whatever it is. */
  public ElmReply raw(String text, long deadline) throws IOException {
    return once(text, Expect.ANY, deadline);
  }

  private ElmReply once(String text, Expect expect, long deadline) throws IOException {
    RawReply raw = dialogue.ask(text, deadline);
    noteLinefeeds(raw);
    noteEcho(ReplyReader.isEchoed(text, raw));
    resetting = resetting && !raw.prompt();
    while (true) {
      ElmReply reply = ReplyReader.adapter(text, raw);
      if (isReset(reply)) {
        settingsLost = true;
      }
      noteUnsolicited();
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
      raw = dialogue.await(dialogue.within(FOLLOWING_REPLY_MILLIS, deadline));
      if (!raw.prompt() && raw.text().isBlank()) {
        return reply;
      }
    }
  }

  /** Checks whether unsolicited text shows a restart. */
  public void noteUnsolicited() {
    String text = dialogue.takeUnsolicited();
    if (text.isBlank()) {
      return;
    }
    ElmReply reply = ReplyReader.adapter("", RawReply.of(text));
    if (isReset(reply) || isBanner(reply)) {
      settingsLost = true;
    }
  }

  private static boolean isReset(ElmReply reply) {
    return reply instanceof ElmReply.Failed failed && failed.error().kind() == ElmError.Kind.RESET;
  }

  /** Returns whether a reply is what an adapter prints when it starts. */
  public static boolean isBanner(ElmReply reply) {
    List<String> lines = reply instanceof ElmReply.Words words ? words.lines() : List.of();
    return lines.stream().anyMatch(line -> line.startsWith("ELM327") || line.startsWith("ELM 327"));
  }
}
