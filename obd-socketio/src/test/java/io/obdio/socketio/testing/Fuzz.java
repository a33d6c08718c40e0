package io.obdio.socketio.testing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/** Inputs for fuzz tests; {@code -Dobdio.fuzz.inputs} and {@code -Dobdio.fuzz.seed} change them. */
public final class Fuzz {
  private static final long SEED = Long.getLong("obdio.fuzz.seed", 20_260_101L);

  private Fuzz() {}

  /** How many inputs, unless the property sets another number. */
  public static int inputs(int usual) {
    return Integer.getInteger("obdio.fuzz.inputs", usual);
  }

  /** For the failure message. */
  public static String seed() {
    return "seed " + SEED;
  }

  /** A source of randomness that can be repeated. */
  public static SplittableRandom random() {
    return new SplittableRandom(SEED);
  }

  /** Random bytes, or one of the seeds with a few mutations. */
  public static byte[] input(SplittableRandom random, List<String> seeds) {
    if (random.nextInt(4) == 0) {
      byte[] bytes = new byte[random.nextInt(64)];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) random.nextInt(256);
      }
      return bytes;
    }
    byte[] bytes = seeds.get(random.nextInt(seeds.size())).getBytes(StandardCharsets.UTF_8);
    for (int n = random.nextInt(4); n > 0; n--) {
      bytes = mutated(random, bytes);
    }
    return bytes;
  }

  /** One mutation. */
  public static byte[] mutated(SplittableRandom random, byte[] in) {
    if (in.length == 0) {
      return in;
    }
    int at = random.nextInt(in.length);
    switch (random.nextInt(4)) {
      case 0 -> { // another byte
        byte[] out = in.clone();
        out[at] = (byte) random.nextInt(256);
        return out;
      }
      case 1 -> { // cut off
        return java.util.Arrays.copyOf(in, at);
      }
      case 2 -> { // one byte out
        byte[] out = new byte[in.length - 1];
        System.arraycopy(in, 0, out, 0, at);
        System.arraycopy(in, at + 1, out, at, out.length - at);
        return out;
      }
      default -> { // a part twice
        byte[] out = new byte[in.length + in.length - at];
        System.arraycopy(in, 0, out, 0, in.length);
        System.arraycopy(in, at, out, in.length, in.length - at);
        return out;
      }
    }
  }
}
