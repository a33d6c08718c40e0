package io.obdio.core.value;

import java.util.ArrayList;
import java.util.List;

/**
 * Which 32 PIDs, OBDMIDs, TIDs or infotypes are supported (SAE J1979 PIDs 00, 20, 40 ...).
 *
 * @param base the number that was asked: the map speaks of {@code base+1} to {@code base+32}
 * @param bits most significant bit first, as sent
 */
public record SupportedPids(int base, int bits) {

  /** True if {@code pid} is in this map's range and supported. */
  public boolean supports(int pid) {
    int index = pid - base - 1;
    return index >= 0 && index < 32 && (bits >>> (31 - index) & 1) != 0;
  }

  /** True if the next map can be asked for. */
  public boolean hasNext() {
    return supports(base + 32);
  }

  /** The supported numbers, ascending. */
  public List<Integer> pids() {
    List<Integer> pids = new ArrayList<>();
    for (int pid = base + 1; pid <= base + 32; pid++) {
      if (supports(pid)) {
        pids.add(pid);
      }
    }
    return pids;
  }

  /** 32 flags, that of {@code base+1} first. */
  public List<Boolean> flags() {
    List<Boolean> flags = new ArrayList<>(32);
    for (int pid = base + 1; pid <= base + 32; pid++) {
      flags.add(supports(pid));
    }
    return List.copyOf(flags);
  }

  /** What this or {@code other}, a map of the same base, supports. */
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
