package io.obdio.elm327.command;

import io.obdio.elm327.link.ByteLink;
import io.obdio.elm327.reply.PromptParser;
import io.obdio.elm327.reply.RawReply;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Commands and replies over a link, one command at a time. Nothing is sent while the prompt of a
 * command is outstanding, because any character would interrupt the adapter ({@code STOPPED}). Only
 * a command without a single character of reply for {@link #SILENCE_NANOS} is considered lost.
 *
 * <p>Not thread-safe. Deadlines are in the link's time.
 */
public final class Dialogue {

  /** After this silence a command is considered lost, in nanoseconds. */
  public static final long SILENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(1000);

  private static final long QUIET_MILLIS = 60;

  /** The longest gap in a reply: the adapter's longest default timeout, and a late prompt. */
  private static final long STALL_NANOS = TimeUnit.MILLISECONDS.toNanos(1600);

  /** P2* of ISO 14229-2, and the adapter's own time. */
  private static final long PATIENT_NANOS = TimeUnit.MILLISECONDS.toNanos(6000);

  /** All protocols in turn, or a 5 baud initialisation. */
  private static final long SEARCH_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final ByteLink link;
  private final PromptParser parser = new PromptParser();
  private final byte[] in = new byte[2048];
  private int inFrom;
  private int inTo;
  private byte[] out = new byte[64];
  private int outstanding;
  private long sentAt;
  private long receivedAt;
  private boolean started;
  private boolean suspect;
  private boolean searching;
  private boolean patient;
  private String unsolicited = "";

  /** Creates a dialogue over a link that nothing else reads. */
  public Dialogue(ByteLink link) {
    this.link = link;
  }

  /** Returns the link's time in nanoseconds. */
  public long now() {
    return link.nanoTime();
  }

  /** Returns the time {@code millis} milliseconds from now, but not after {@code deadline}. */
  public long within(long millis, long deadline) {
    long then = now() + TimeUnit.MILLISECONDS.toNanos(millis);
    return then - deadline < 0 ? then : deadline;
  }

  /**
   * Sends a command and waits for its prompt.
   *
   * @return what was received until the prompt or the deadline
   * @throws IOException if the link is lost
   */
  public RawReply ask(String command, long deadline) throws IOException {
    return ask(command, command, deadline);
  }

  /**
   * Sends {@code wire} in place of a command, such as nothing to repeat it, and waits for the
   * prompt.
   */
  public RawReply ask(String command, String wire, long deadline) throws IOException {
    settle(deadline);
    if (suspect) {
      awaitQuiet(deadline);
    }
    if (outstanding > 0 && isBusy()) {
      return RawReply.nothing();
    }
    if (outstanding > 0 && !isSilentYet()) {
      wakeStalled(deadline);
    }
    outstanding = 0;
    send(wire);
    return await(deadline);
  }

  /**
   * Notes that replies and commands may be out of step: before the next command the driver waits
   * until nothing more is received.
   */
  public void suspect() {
    suspect = true;
  }

  private void awaitQuiet(long deadline) throws IOException {
    suspect = false;
    long until = within(QUIET_MILLIS, deadline);
    while (until - now() > 0) {
      if (receive(until)) {
        noteUnsolicited(true, null);
      }
      until = Math.max(until, Math.min(receivedAt + QUIET_MILLIS * 1_000_000, deadline));
    }
    noticeReply();
    if (outstanding == 0) {
      parser.take();
    } else {
      settle(deadline);
    }
  }

  /**
   * Notices text after the last prompt that belongs to no command: a reply has begun, and its
   * prompt will follow. What is received before the first command may be noise on the line, or the
   * reply to another program.
   */
  private void noticeReply() {
    if (outstanding == 0 && started && parser.hasReply()) {
      outstanding = 1;
    }
  }

  /** Returns whether the adapter is still working on a command, as far as can be seen. */
  public boolean isBusy() {
    return outstanding > 0 && patienceEnd() - now() > 0;
  }

  /** Returns when an outstanding command is considered lost, or its reply broken off. */
  private long patienceEnd() {
    if (isSilentYet()) {
      return sentAt + SILENCE_NANOS;
    }
    long patience = searching ? SEARCH_NANOS : patient ? PATIENT_NANOS : STALL_NANOS;
    return receivedAt + patience;
  }

  /** Sets whether responses may take as long as P2* (response pending). */
  public void setPatient(boolean patient) {
    this.patient = patient;
  }

  /** Sends a blank to an adapter whose reply broke off and whose prompt is overdue. */
  private void wakeStalled(long deadline) throws IOException {
    interrupt();
    long until = within(QUIET_MILLIS * 5, deadline);
    while (!parser.isComplete() && until - now() > 0) {
      receive(until);
    }
    parser.take();
  }

  /** Returns whether not a single character was received after the last command. */
  public boolean isSilent() {
    return outstanding > 0 && receivedAt - sentAt < 0;
  }

  /**
   * Takes unsolicited text, and the reply to a command that outlived its deadline if it is
   * completed in time.
   *
   * @return that late reply, or null
   */
  public @Nullable RawReply settle(long deadline) throws IOException {
    RawReply late = null;
    while ((inFrom < inTo || link.available() > 0) && deadline - now() > 0) {
      late = noteUnsolicited(receive(now()), late);
    }
    noticeReply();
    while (outstanding > 0) {
      long until = Math.min(deadline, patienceEnd());
      if (until - now() <= 0) {
        break;
      }
      late = noteUnsolicited(receive(until), late);
    }
    if (outstanding == 0 && parser.hasText()) {
      late = noteUnsolicited(true, late);
    }
    return late;
  }

  private boolean isSilentYet() {
    return receivedAt - sentAt < 0;
  }

  private @Nullable RawReply noteUnsolicited(boolean complete, @Nullable RawReply late) {
    if (!complete) {
      return late;
    }
    RawReply reply = parser.take();
    if (reply.prompt()) {
      outstanding = Math.max(0, outstanding - 1);
    }
    unsolicited = reply.text();
    // The prompt of a restart belongs to no command: one that was sent before is unanswered.
    suspect |= unsolicited.contains("RESET");
    return reply;
  }

  /** Returns the last unsolicited text, once; empty if there was none. */
  public String takeUnsolicited() {
    String text = unsolicited;
    unsolicited = "";
    return text;
  }

  /**
   * Takes unsolicited text without waiting; a closed connection shows here.
   *
   * @throws IOException if the link is lost
   */
  public void poll() throws IOException {
    noteUnsolicited(receive(now()), null);
  }

  /** Returns whether the prompt of a command is outstanding. */
  boolean isOutstanding() {
    return outstanding > 0;
  }

  /** Sends a line without waiting. */
  public void send(String wire) throws IOException {
    int n = wire.length();
    if (out.length <= n) {
      out = new byte[n + 1];
    }
    for (int i = 0; i < n; i++) {
      out[i] = (byte) wire.charAt(i);
    }
    out[n] = '\r';
    sentAt = now();
    receivedAt = sentAt - 1;
    searching = false;
    started = true;
    outstanding++;
    link.write(out, 0, n + 1);
  }

  /** Waits for the next prompt without sending. */
  public RawReply await(long deadline) throws IOException {
    while (!parser.isComplete()) {
      if (!receive(deadline) && deadline - now() <= 0) {
        // A reply that follows another one has begun: its prompt may be late.
        noticeReply();
        RawReply part = parser.take();
        searching = isSearching(part.text());
        return part;
      }
    }
    outstanding = Math.max(0, outstanding - 1);
    return parser.take();
  }

  /** Returns whether the last line is that of a search, which ends when the search ends. */
  private static boolean isSearching(String text) {
    String line = text.substring(Math.max(text.lastIndexOf('\r'), text.lastIndexOf('\n')) + 1);
    return line.contains("SEARCH") || line.contains("INIT");
  }

  /** Notes that no prompt will come: the adapter sleeps, or has changed its bit rate. */
  public void forget() {
    outstanding = 0;
    parser.take();
  }

  /** Sends one blank: it stops a monitor, and has no effect at a prompt. */
  public void interrupt() throws IOException {
    out[0] = ' ';
    link.write(out, 0, 1);
  }

  /**
   * Waits for the end of a line, as monitors print them, or for a prompt.
   *
   * @return null if neither was received in time
   */
  public @Nullable RawReply awaitLine(long deadline) throws IOException {
    while (!parser.endsLine() && !parser.isComplete()) {
      boolean dry = inFrom == inTo;
      if (dry && (!fill(deadline) || parser.isFull() && deadline - now() <= 0)) {
        return null;
      }
      int end = inFrom;
      while (end < inTo && in[end] != '\r' && in[end] != '>') {
        end++;
      }
      inFrom += parser.feed(in, inFrom, Math.min(end + 1, inTo) - inFrom);
    }
    if (parser.isComplete()) {
      outstanding = Math.max(0, outstanding - 1);
    }
    return parser.take();
  }

  /** Feeds the parser, waiting if there is no input; returns whether a prompt was received. */
  private boolean receive(long deadline) throws IOException {
    if (inFrom == inTo && !fill(deadline)) {
      return false;
    }
    inFrom += parser.feed(in, inFrom, inTo - inFrom);
    searching = searching && !parser.hasLineEnd();
    return parser.isComplete();
  }

  private boolean fill(long deadline) throws IOException {
    inFrom = 0;
    inTo = link.read(in, 0, in.length, deadline);
    if (inTo > 0) {
      receivedAt = now();
    }
    return inTo > 0;
  }
}
