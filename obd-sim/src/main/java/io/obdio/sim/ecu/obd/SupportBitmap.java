package io.obdio.sim.ecu.obd;

import java.util.SortedSet;

/**
 * The bit maps of supported PIDs, TIDs, MIDs and infotypes (SAE J1979). They are always computed
 * from the existing ids.
 */
public final class SupportBitmap {

  private static final int SPAN = 0x20;

  private SupportBitmap() {}

  /** Returns whether an id requests a bit map: 00, 20, 40 and so on. */
  public static boolean isMapId(int id) {
    return id % SPAN == 0;
  }

  /**
   * Returns whether the ECU answers {@code id}: the id exists, or it is a bit map with ids after
   * it.
   */
  public static boolean isSupported(SortedSet<Integer> ids, int id) {
    if (isMapId(id)) {
      return id == 0 ? !ids.isEmpty() : !ids.tailSet(id + 1).isEmpty();
    }
    return ids.contains(id);
  }

  /** Returns the four bytes of a bit map. Its first bit represents the id after {@code mapId}. */
  public static int[] bytes(SortedSet<Integer> ids, int mapId) {
    int[] bytes = new int[4];
    for (int i = 0; i < SPAN; i++) {
      if (mapId + 1 + i <= 0xFF && isSupported(ids, mapId + 1 + i)) {
        bytes[i / 8] |= 0x80 >> i % 8;
      }
    }
    return bytes;
  }
}
