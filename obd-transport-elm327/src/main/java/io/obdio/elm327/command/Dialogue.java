package io.obdio.elm327.command;

import io.obdio.elm327.link.ByteLink;
import io.obdio.elm327.reply.PromptParser;
import io.obdio.elm327.reply.RawReply;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One command in flight: nothing is sent while a prompt is owed, so that the adapter never has to
 * say {@code STOPPED} because of us. Only a command that drew not one character for {@link
 * #SILENCE_NANOS} is taken for lost on the way.
 *
 * <p>Not for several threads. Deadlines are in the link's time.
 */
public final class Dialogue {

  /** After so much silence a command is taken for lost, in nanoseconds. */
  public static final long SILENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(1000);

  private static final long QUIET_MILLIS = 60;

  /** A reply that has begun goes on within the chip's longest default wait, or a late prompt's. */
  private static final long STALL_NANOS = TimeUnit.MILLISECONDS.toNanos(1600);

  /** P2* of ISO 14229-2, and the chip's own time. */
  private static final long LONG_NANOS = TimeUnit.MILLISECONDS.toNanos(6000);

  /** All protocols in turn, or a 5 baud initialisation. */
  private static final long SEARCH_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final ByteLink link;
  private final PromptParser parser = new PromptParser();
  private final byte[] in = new byte[2048];
  private int inFrom;
  private int inTo;
  private byte[] out = new byte[64];
  private int owed;
  private long sentAt;
  private long heardAt;
  private boolean asked;
  private boolean suspect;
  private boolean searching;
  private boolean patientlyWaiting;
  private String unsolicited = "";

  /** Over a link that nobody else reads. */
  public Dialogue(ByteLink link) {
    this.link = link;
  }

  /** The link's clock. */
  public long now() {
    return link.nanoTime();
  }

  /** So many milliseconds from now, but not after {@code deadline}. */
  public long within(long millis, long deadline) {
    long then = now() + TimeUnit.MILLISECONDS.toNanos(millis);
    return then - deadline < 0 ? then : deadline;
  }

  /**
   * Sends a command and waits for its prompt.
   *
   * @return what came until the prompt or the deadline
   * @throws IOException if the link is gone
   */
  public RawReply ask(String command, long deadline) throws IOException {
    return ask(command, command, deadline);
  }

  /** The same, where {@code wire} (such as nothing, to repeat) is sent in place of the command. */
  public RawReply ask(String command, String wire, long deadline) throws IOException {
    settle(deadline);
    if (suspect) {
      listen(deadline);
    }
    if (owed > 0 && isBusy()) {
      return RawReply.nothing();
    }
    if (owed > 0 && !isSilentYet()) {
      wakeStalled(deadline);
    }
    owed = 0;
    send(wire);
    return await(deadline);
  }

  /** Replies and commands may be out of step: listen until it is quiet before the next command. */
  public void suspect() {
    suspect = true;
  }

  private void listen(long deadline) throws IOException {
    suspect = false;
    long until = within(QUIET_MILLIS, deadline);
    while (until - now() > 0) {
      if (receive(until)) {
        noteUnsolicited(true, null);
      }
      until = Math.max(until, Math.min(heardAt + QUIET_MILLIS * 1_000_000, deadline));
    }
    noticeReply();
    if (owed == 0) {
      parser.take();
    } else {
      settle(deadline);
    }
  }

  /**
   * Text since the last prompt, that nobody asked for: a reply is under way, and its prompt due.
   * What is there before anything was asked may be a line's noise, or meant for somebody else.
   */
  private void noticeReply() {
    if (owed == 0 && asked && parser.hasReply()) {
      owed = 1;
    }
  }

  /** True if a command is still being worked on, as far as can be told. */
  public boolean isBusy() {
    return owed > 0 && patienceEnd() - now() > 0;
  }

  /** When a command whose prompt is owed is taken for lost, or its reply for broken off. */
  private long patienceEnd() {
    if (isSilentYet()) {
      return sentAt + SILENCE_NANOS;
    }
    long patience = searching ? SEARCH_NANOS : patientlyWaiting ? LONG_NANOS : STALL_NANOS;
    return heardAt + patience;
  }

  /** Answers may be a long time coming (response pending), or no longer. */
  public void setPatient(boolean patient) {
    patientlyWaiting = patient;
  }

  /** A reply broke off and no prompt came for long: one blank frees such an adapter. */
  private void wakeStalled(long deadline) throws IOException {
    interrupt();
    long until = within(QUIET_MILLIS * 5, deadline);
    while (!parser.isComplete() && until - now() > 0) {
      receive(until);
    }
    parser.take();
  }

  /** True if the last command drew not one character. */
  public boolean isSilent() {
    return owed > 0 && heardAt - sentAt < 0;
  }

  /**
   * Takes what came unasked, and the reply to a command that outlived its deadline if it comes in
   * time.
   *
   * @return that late reply, or null
   */
  public @Nullable RawReply settle(long deadline) throws IOException {
    RawReply late = null;
    while ((inFrom < inTo || link.available() > 0) && deadline - now() > 0) {
      late = noteUnsolicited(receive(now()), late);
    }
    noticeReply();
    while (owed > 0) {
      long until = Math.min(deadline, patienceEnd());
      if (until - now() <= 0) {
        break;
      }
      late = noteUnsolicited(receive(until), late);
    }
    if (owed == 0 && parser.hasText()) {
      late = noteUnsolicited(true, late);
    }
    return late;
  }

  private boolean isSilentYet() {
    return heardAt - sentAt < 0;
  }

  private @Nullable RawReply noteUnsolicited(boolean complete, @Nullable RawReply late) {
    if (!complete) {
      return late;
    }
    RawReply reply = parser.take();
    if (reply.prompt()) {
      owed = Math.max(0, owed - 1);
    }
    unsolicited = reply.text();
    // Its own prompt is no command's: one that was on its way then is still to be answered.
    suspect |= unsolicited.contains("RESET");
    return reply;
  }

  /** What came last without being asked for, once; "" if nothing did. */
  public String takeUnsolicited() {
    String text = unsolicited;
    unsolicited = "";
    return text;
  }

  /**
   * Takes what came unasked without waiting for more; this is how a closed connection shows.
   *
   * @throws IOException if the link has ended
   */
  public void poll() throws IOException {
    noteUnsolicited(receive(now()), null);
  }

  /** True if the prompt of a command did not come. */
  boolean owesPrompt() {
    return owed > 0;
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
    heardAt = sentAt - 1;
    searching = false;
    asked = true;
    owed++;
    link.write(out, 0, n + 1);
  }

  /** Waits for the next prompt without sending. */
  public RawReply await(long deadline) throws IOException {
    while (!parser.isComplete()) {
      if (!receive(deadline) && deadline - now() <= 0) {
        RawReply part = parser.take();
        searching = isSearching(part.text());
        return part;
      }
    }
    owed = Math.max(0, owed - 1);
    return parser.take();
  }

  /** The line of SEARCHING or BUS INIT is ended when the search is. */
  private static boolean isSearching(String text) {
    String line = text.substring(Math.max(text.lastIndexOf('\r'), text.lastIndexOf('\n')) + 1);
    return line.contains("SEARCH") || line.contains("INIT");
  }

  /** No prompt is owed any more: the adapter has gone to sleep, or to another bit rate. */
  public void forget() {
    owed = 0;
    parser.take();
  }

  /** Sends one blank: it stops a monitor, and does nothing at a prompt. */
  public void interrupt() throws IOException {
    out[0] = ' ';
    link.write(out, 0, 1);
  }

  /**
   * Waits for the end of a line or a prompt, as monitors print them; null if none comes in time.
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
      owed = Math.max(0, owed - 1);
    }
    return parser.take();
  }

  /** Feeds the parser with what there is, waiting if there is nothing; true if a prompt came. */
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
      heardAt = now();
    }
    return inTo > 0;
  }
}
