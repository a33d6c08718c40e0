package io.obdio.elm327;

import java.util.Map;

/**
 * How many lines each request draws, learnt, so that the adapter need not wait for more: the one
 * hex digit behind a request. Used after two equal answers, checked again from time to time, and
 * given up on an adapter or a vehicle that does not like it. Not for several threads.
 */
final class CountDigits {

  private static final int LEARN = 2;
  private static final int CHECK_EVERY = 64;
  private static final int MAX_FAILURES = 3;

  private static final class Learnt {
    private int lines;
    private int seen;
    private int used;
    private boolean refused;
  }

  private final Map<String, Learnt> byRequest = new RecentRequests<>();
  private int failures;

  /** The digit for a request; 0 for none. */
  int of(String request) {
    Learnt learnt = byRequest.get(request);
    if (learnt == null || learnt.refused || learnt.seen < LEARN || failures >= MAX_FAILURES) {
      return 0;
    }
    return ++learnt.used % CHECK_EVERY == 0 ? 0 : learnt.lines;
  }

  /** A request without digit was answered whole, in so many good lines. */
  void answered(String request, int lines) {
    Learnt learnt = byRequest.computeIfAbsent(request, key -> new Learnt());
    if (lines > 0xF || lines == 0) {
      learnt.refused = true;
    } else if (lines != learnt.lines) {
      // An ECU more or less than before: start again.
      learnt.lines = lines;
      learnt.seen = Math.min(learnt.seen + 1, 1);
    } else {
      learnt.seen++;
    }
  }

  /** A request with digit was answered. */
  void worked() {
    failures = 0;
  }

  /** A request with digit failed where the same without it did not. */
  void failed(String request) {
    byRequest.computeIfAbsent(request, key -> new Learnt()).seen = -LEARN;
    failures++;
  }

  /** The number of lines of a request has changed: learn it anew. */
  void unlearn(String request) {
    byRequest.remove(request);
  }
}
