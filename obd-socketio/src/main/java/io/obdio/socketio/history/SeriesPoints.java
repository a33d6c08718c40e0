package io.obdio.socketio.history;

import java.util.Arrays;

/**
 * A signal over time: for each interval the smallest, the mean and the largest value, or single
 * values, for which these are equal.
 */
public final class SeriesPoints {

  private long[] times = new long[64];
  private double[] lows = new double[64];
  private double[] means = new double[64];
  private double[] highs = new double[64];
  private long[] counts = new long[64];
  private int size;

  /** Creates a series without points. */
  SeriesPoints() {}

  /** Adds a point, or merges it with the last one if that has the same time. */
  void add(long millis, double low, double mean, double high, long count) {
    int last = size - 1;
    if (last >= 0 && times[last] == millis) {
      lows[last] = Math.min(lows[last], low);
      highs[last] = Math.max(highs[last], high);
      means[last] = (means[last] * counts[last] + mean * count) / Math.max(1, counts[last] + count);
      counts[last] += count;
      return;
    }
    if (size == times.length) {
      times = Arrays.copyOf(times, size * 2);
      lows = Arrays.copyOf(lows, size * 2);
      means = Arrays.copyOf(means, size * 2);
      highs = Arrays.copyOf(highs, size * 2);
      counts = Arrays.copyOf(counts, size * 2);
    }
    times[size] = millis;
    lows[size] = low;
    means[size] = mean;
    highs[size] = high;
    counts[size] = count;
    size++;
  }

  /** Returns the number of points. */
  public int size() {
    return size;
  }

  /** Returns the time of a point, in ms since the beginning of the trip. */
  public long millis(int index) {
    return times[index];
  }

  /** Returns the smallest value of a point. */
  public double low(int index) {
    return lows[index];
  }

  /** Returns the mean value of a point. */
  public double mean(int index) {
    return means[index];
  }

  /** Returns the largest value of a point. */
  public double high(int index) {
    return highs[index];
  }

  /** Returns the number of samples of a point. */
  public long count(int index) {
    return counts[index];
  }
}
