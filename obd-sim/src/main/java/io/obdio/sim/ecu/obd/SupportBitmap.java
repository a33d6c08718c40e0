package io.obdio.sim.ecu.obd;

import java.util.SortedSet;

/**
 * The bit maps of supported PIDs, TIDs, MIDs and infotypes (SAE J1979): always made from what is
 * there, never written down.
 */
public final class SupportBitmap {

  private static final int SPAN = 0x20;

  private SupportBitmap() {}

  /** True for the ids that ask for a bit map: 00, 20, 40 and so on. */
  public static boolean isMapId(int id) {
    return id % SPAN == 0;
  }

  /** True if the ECU answers {@code id}: it is there, or it is a map with something behind it. */
  public static boolean isSupported(SortedSet<Integer> ids, int id) {
    if (isMapId(id)) {
      return id == 0 ? !ids.isEmpty() : !ids.tailSet(id + 1).isEmpty();
    }
    return ids.contains(id);
  }

  /** The four bytes of the map {@code mapId}: its first bit stands for the id after it. */
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
