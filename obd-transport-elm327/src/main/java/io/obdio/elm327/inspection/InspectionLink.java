package io.obdio.elm327.inspection;

import io.obdio.elm327.link.ByteLink;
import io.obdio.elm327.link.ForwardingLink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A link that sends {@link PermittedCommand}s only, and measures the replies. Not thread-safe, as
 * {@link ByteLink} permits.
 */
final class InspectionLink extends ForwardingLink {

  private static final int MAX_TIMES = 1000;

  private final List<Double> replyMillis = new ArrayList<>();
  private final List<Double> promptMillis = new ArrayList<>();
  private String sent = "";
  private int commands;
  private int unanswered;
  private int strayBytes;
  private int doubledEchoes;
  private boolean answered = true;
  private boolean begun;
  private long sentAt;
  private long lastByteAt;
  private final StringBuilder firstLine = new StringBuilder();

  InspectionLink(ByteLink link) {
    super(link);
  }

  /**
   * Sends a line.
   *
   * @throws IllegalStateException if it is no permitted command; nothing is sent then
   */
  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    String line = new String(bytes, offset, length, StandardCharsets.ISO_8859_1).strip();
    PermittedCommand row =
        PermittedCommand.of(line)
            .orElseThrow(() -> new IllegalStateException("an inspection does not send " + line));
    link.write(bytes, offset, length);
    if (bytes[offset + length - 1] == '\r') {
      // The handshake of a bit rate and a repetition have no prompt of their own.
      noteSent(line, row != PermittedCommand.BIT_RATE && row != PermittedCommand.BLANK);
    }
  }

  private void noteSent(String line, boolean measured) {
    if (!answered) {
      unanswered++;
    }
    commands += measured ? 1 : 0;
    sent = line;
    answered = !measured;
    begun = false;
    sentAt = nanoTime();
    lastByteAt = sentAt;
    firstLine.setLength(0);
  }

  @Override
  public int read(byte[] target, int offset, int length, long deadlineNanos) throws IOException {
    int n = link.read(target, offset, length, deadlineNanos);
    for (int i = offset; i < offset + n; i++) {
      note(target[i]);
    }
    return n;
  }

  private void note(int b) {
    long now = nanoTime();
    if (b == 0 || b < 0) {
      strayBytes++;
    } else if (b == '>') {
      addTimes(now);
    }
    if (!answered && b > ' ' && firstLine.length() < 2 * sent.length() + 2) {
      firstLine.append((char) b);
    }
    if (b > ' ') {
      begun = true;
      lastByteAt = now;
    }
  }

  private void addTimes(long now) {
    if (answered || commands == 0) {
      return;
    }
    answered = true;
    if (replyMillis.size() < MAX_TIMES && (sent.startsWith("AT") || sent.startsWith("ST"))) {
      replyMillis.add((now - sentAt) / 1e6);
      promptMillis.add(begun ? (now - lastByteAt) / 1e6 : 0.0);
    }
    StringBuilder doubled = new StringBuilder();
    sent.chars().filter(c -> c > ' ').forEach(c -> doubled.append((char) c).append((char) c));
    if (sent.length() > 2 && firstLine.indexOf(doubled.toString()) >= 0) {
      doubledEchoes++;
    }
  }

  /** Returns what was measured; {@code repeated} is the number of repeated commands. */
  LineQuality quality(int repeated) {
    return new LineQuality(
        commands,
        unanswered + (answered ? 0 : 1),
        repeated,
        strayBytes,
        doubledEchoes,
        median(replyMillis),
        median(promptMillis));
  }

  private static double median(List<Double> times) {
    if (times.isEmpty()) {
      return 0;
    }
    List<Double> sorted = new ArrayList<>(times);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }
}
