package io.obdio.elm327.request;

import java.util.Map;

/**
 * The number of response lines of each request, learnt, so that the adapter does not wait for more:
 * the hex digit that may follow a request (ELM327 data sheet, "Setting the number of responses").
 * It is used after two equal replies, checked regularly, and no longer used on an adapter or a
 * vehicle that does not accept it. Not thread-safe.
 */
final class ResponseCounts {

  private static final int MIN_EQUAL_REPLIES = 2;
  private static final int CHECK_INTERVAL = 64;
  private static final int MAX_FAILURES = 3;
  private static final int MAX_COUNT = 0xF;

  private static final class Learnt {
    private int lines;
    private int seen;
    private int used;
    private boolean unusable;
  }

  private final Map<String, Learnt> byRequest = new RecentRequests<>();
  private int failures;

  /** Returns the number to append to a request, 1..15; 0 to append none. */
  int expected(String request) {
    Learnt learnt = byRequest.get(request);
    if (learnt == null
        || learnt.unusable
        || learnt.seen < MIN_EQUAL_REPLIES
        || failures >= MAX_FAILURES) {
      return 0;
    }
    return ++learnt.used % CHECK_INTERVAL == 0 ? 0 : learnt.lines;
  }

  /** Notes that a request without a number was answered completely, in {@code lines} lines. */
  void answered(String request, int lines) {
    Learnt learnt = byRequest.computeIfAbsent(request, key -> new Learnt());
    if (lines > MAX_COUNT || lines == 0) {
      learnt.unusable = true;
    } else if (lines != learnt.lines) {
      // The number of ECUs has changed: start again.
      learnt.lines = lines;
      learnt.seen = Math.min(learnt.seen + 1, 1);
    } else {
      learnt.seen++;
    }
  }

  /** Notes that a request with a number was answered. */
  void worked() {
    failures = 0;
  }

  /** Notes that a request with a number failed, and succeeded without it. */
  void failed(String request) {
    byRequest.computeIfAbsent(request, key -> new Learnt()).seen = -MIN_EQUAL_REPLIES;
    failures++;
  }

  /** Forgets the number of a request, which has changed. */
  void forget(String request) {
    byRequest.remove(request);
  }
}
