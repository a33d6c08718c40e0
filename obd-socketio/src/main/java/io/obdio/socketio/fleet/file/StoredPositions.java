package io.obdio.socketio.fleet.file;

import io.obdio.socketio.fleet.EpochWindows;
import java.io.Serial;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The positions of the vehicles whose batches were stored last, up to a limit: those of the others
 * are dropped, so that a batch that such a vehicle sends again is stored twice. Not safe for use by
 * several threads.
 */
final class StoredPositions extends LinkedHashMap<String, EpochWindows> {

  @Serial private static final long serialVersionUID = 1L;

  private static final int CAPACITY = 16;
  private static final float LOAD_FACTOR = 0.75f;

  private final int maxVehicles;

  StoredPositions(int maxVehicles) {
    super(CAPACITY, LOAD_FACTOR, true);
    this.maxVehicles = maxVehicles;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<String, EpochWindows> eldest) {
    return size() > maxVehicles;
  }
}
