package io.obdio.socketio.history;

import java.util.concurrent.CompletableFuture;

/**
 * The frames of a history for programs that send them elsewhere. Each such reader has a name, under
 * which the database keeps its position.
 *
 * <p>Threads: the methods may be called by any thread and do not block.
 */
public final class HistoryFrames {

  private final HistoryWriter writer;
  private final HistoryClock clock;

  HistoryFrames(HistoryWriter writer, HistoryClock clock) {
    this.writer = writer;
    this.clock = clock;
  }

  /**
   * Keeps the frames that a reader has not acknowledged, within the limits of the retention, until
   * the history is closed. The position of a reader that was not registered in this run stays in
   * the database, but nothing is kept for it.
   *
   * @param reader name of lower-case letters, such as {@code mqtt}
   * @param everything whether a new reader begins with the oldest frame; otherwise with the next
   *     one
   * @return completes when the reader has a position; fails with {@link HistoryException}
   */
  public CompletableFuture<Boolean> keepFor(String reader, boolean everything) {
    if (reader.isEmpty() || !reader.chars().allMatch(c -> c >= 'a' && c <= 'z')) {
      throw new IllegalArgumentException("invalid name of a reader: '" + reader + "'");
    }
    return writer.addReader(reader, everything);
  }

  /**
   * Notes that a reader has processed everything up to a position. It is written with the next
   * transaction, so that it costs no transaction of its own; a position of another epoch is
   * ignored.
   */
  public void acknowledge(String reader, HistoryPosition position) {
    writer.acknowledge(reader, position);
  }

  /** Adds a listener that is called after each transaction, by the writing thread. */
  public void addListener(Runnable committed) {
    writer.addListener(committed);
  }

  /** Removes a listener. */
  public void removeListener(Runnable committed) {
    writer.removeListener(committed);
  }

  /** Writes the pending rows soon instead of at the end of the interval. */
  public void commitSoon() {
    writer.commitSoon();
  }

  /**
   * Returns the time since the first sample of a frame in ms, by the monotonic clock; -1 if the
   * computer was started again since.
   */
  public long age(HistoryFrame frame) {
    return frame.boot().isEmpty() || !frame.boot().equals(clock.boot())
        ? -1
        : Math.max(0, clock.monotonic() - frame.bootMillis() - frame.from());
  }

  /**
   * Gives the database another epoch: another copy of it has used the numbers of this one.
   *
   * @return the new epoch; fails with {@link HistoryException}
   */
  public CompletableFuture<Long> renewEpoch() {
    return writer.renewEpoch();
  }
}
