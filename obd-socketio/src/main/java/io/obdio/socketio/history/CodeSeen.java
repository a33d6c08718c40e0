package io.obdio.socketio.history;

import java.util.Map;

/**
 * A trouble code that a vehicle has reported.
 *
 * @param vin vehicle identification number; empty if it is not known
 * @param code such as {@code P0301}, or {@code P0301-1C} with a failure type
 * @param kind {@code stored}, {@code pending}, {@code permanent} or {@code reported} (by service
 *     19)
 * @param ecu address of the ECU; empty if it is not known
 * @param firstSeen in ms since 1970-01-01 UTC
 * @param lastSeen in ms since 1970-01-01 UTC
 * @param times how often the code has appeared: once at first, once more each time that it comes
 *     back after it was absent
 * @param present whether it was in the latest list that the vehicle has sent
 * @param freezeFrame values when the code was stored, by the name of the command, each with its
 *     unit; empty if there is none
 */
public record CodeSeen(
    String vin,
    String code,
    String kind,
    String ecu,
    long firstSeen,
    long lastSeen,
    int times,
    boolean present,
    Map<String, String> freezeFrame) {

  /** Copies the freeze frame. */
  public CodeSeen {
    freezeFrame = Map.copyOf(freezeFrame);
  }
}
