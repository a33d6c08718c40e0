package io.obdio.elm327;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;

/**
 * How replies are cut into chunks.
 *
 * @param name for the test's name
 * @param sizes makes, for one link, the sizes of its reads
 */
record Chunking(String name, java.util.function.Supplier<IntSupplier> sizes) {

  /** Whole, in equal pieces, cut once at each place, and at random. */
  static List<Chunking> all() {
    List<Chunking> all = new ArrayList<>();
    all.add(new Chunking("whole", () -> () -> Integer.MAX_VALUE));
    for (int size : new int[] {1, 2, 3, 5, 8, 13}) {
      all.add(new Chunking("by " + size, () -> () -> size));
    }
    for (int cut = 1; cut <= 12; cut++) {
      int first = cut;
      all.add(
          new Chunking(
              "cut after " + cut,
              () -> {
                boolean[] begin = {false};
                return () -> {
                  begin[0] = !begin[0];
                  return begin[0] ? first : Integer.MAX_VALUE;
                };
              }));
    }
    for (long seed = 1; seed <= 4; seed++) {
      long of = seed;
      all.add(
          new Chunking(
              "random, seed " + seed,
              () -> {
                SplittableRandom random = new SplittableRandom(of);
                return () -> random.nextInt(1, 9);
              }));
    }
    return all;
  }

  @Override
  public String toString() {
    return name;
  }
}
