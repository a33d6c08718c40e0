package io.obdio.sim.vehicle;

/** Smooth pseudo-random noise as a pure function of seed, channel and time. */
final class Noise {

  private final long seed;

  Noise(long seed) {
    this.seed = seed;
  }

  /**
   * Returns a value between -1 and 1 that changes smoothly.
   *
   * @param channel the channel; channels are independent
   * @param seconds the time
   * @param period seconds between two independent values
   */
  double at(int channel, double seconds, double period) {
    double position = seconds / period;
    long step = (long) Math.floor(position);
    double part = position - step;
    double weight = part * part * (3 - 2 * part);
    return random(channel, step) * (1 - weight) + random(channel, step + 1) * weight;
  }

  /** Mixes seed, channel and step by the function of SplitMix64. */
  private double random(int channel, long step) {
    long z = seed + 0x9E3779B97F4A7C15L * (step * 131 + channel + 1);
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    z ^= z >>> 31;
    return (z >> 11) * 0x1.0p-52;
  }
}
