package io.obdio.core.value;

import java.util.ArrayList;
import java.util.List;

/**
 * A bit map of 32 supported PIDs, OBDMIDs, TIDs or infotypes (SAE J1979 PIDs 00, 20, 40 ...).
 *
 * @param base the PID of the request; the map is of {@code base+1} to {@code base+32}
 * @param bits the map, the most significant bit first
 */
public record SupportedPids(int base, int bits) {

  /** Returns whether {@code pid} is in the range of this map and supported. */
  public boolean supports(int pid) {
    int index = pid - base - 1;
    return index >= 0 && index < 32 && (bits >>> (31 - index) & 1) != 0;
  }

  /** Returns whether the next map is supported. */
  public boolean hasNext() {
    return supports(base + 32);
  }

  /** Returns the supported PIDs, ascending. */
  public List<Integer> pids() {
    List<Integer> pids = new ArrayList<>();
    for (int pid = base + 1; pid <= base + 32; pid++) {
      if (supports(pid)) {
        pids.add(pid);
      }
    }
    return pids;
  }

  /** Returns 32 flags, that of {@code base+1} first. */
  public List<Boolean> flags() {
    List<Boolean> flags = new ArrayList<>(32);
    for (int pid = base + 1; pid <= base + 32; pid++) {
      flags.add(supports(pid));
    }
    return List.copyOf(flags);
  }

  /** Returns the union with {@code other}, a map of the same base. */
  public SupportedPids or(SupportedPids other) {
    return new SupportedPids(base, bits | other.bits);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(32);
    flags().forEach(flag -> text.append(flag ? '1' : '0'));
    return text.toString();
  }
}
