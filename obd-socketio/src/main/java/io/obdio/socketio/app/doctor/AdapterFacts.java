package io.obdio.socketio.app.doctor;

import io.obdio.elm327.inspection.AdapterReport;
import org.jspecify.annotations.Nullable;

/**
 * The adapter and the vehicle behind it.
 *
 * @param skipped why nothing was opened; empty if something was
 * @param failure why no adapter or interface could be opened; empty if one was
 * @param name what was opened, such as {@code /dev/ttyUSB0} or {@code can0}
 * @param adapter the report of the inspection; null for CAN interfaces and simulated vehicles, and
 *     for an adapter that is in use by the server
 * @param live what an adapter that the server uses has reported; null if there is none
 * @param similar the emulated identity that answers like this adapter; null without a report
 * @param vehicle the vehicle; null if nothing was opened
 */
record AdapterFacts(
    String skipped,
    String failure,
    String name,
    @Nullable AdapterReport adapter,
    @Nullable LiveAdapter live,
    @Nullable Similarity similar,
    @Nullable ObservedVehicle vehicle) {

  /**
   * An adapter that the server uses.
   *
   * @param identity the answer to {@code AT I}; empty if there was none
   * @param volts the supply voltage in V; NaN if it is not known
   */
  record LiveAdapter(String identity, double volts) {}

  /**
   * The emulated adapter that resembles an adapter most.
   *
   * @param name such as {@code ELM327 v1.5}
   * @param differences the number of commands that only one of them has
   */
  record Similarity(String name, int differences) {}

  static AdapterFacts skipped(String why) {
    return new AdapterFacts(why, "", "", null, null, null, null);
  }

  static AdapterFacts failed(String name, String why) {
    return new AdapterFacts("", why, name, null, null, null, null);
  }
}
