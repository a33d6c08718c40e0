package io.obdio.sim.fleet;

/** Random numbers as pure functions of their arguments, by the function of SplitMix64. */
final class Mix {

  private Mix() {}

  /** Returns a number that depends on all bits of both arguments. */
  static long bits(long seed, long index) {
    long z = seed + 0x9E3779B97F4A7C15L * (index + 1);
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }

  /** Returns a number from 0 to less than 1. */
  static double fraction(long seed, long index) {
    return (bits(seed, index) >>> 11) * 0x1.0p-53;
  }
}
