package io.obdio.core.diagnosis;

import java.util.ArrayList;
import java.util.List;

/** The data that service 04 deletes (SAE J1979 clause 7.4), for a confirmation by people. */
public final class ClearEffects {

  private ClearEffects() {}

  /**
   * Returns what is lost if the trouble codes are cleared, as phrases.
   *
   * @param codes the codes of the vehicle
   * @param freezeFrames the number of its freeze frames
   * @param readiness the readiness of its monitors
   */
  public static List<String> lost(VehicleCodes codes, int freezeFrames, Readiness readiness) {
    List<String> lost = new ArrayList<>();
    lost.add(
        count(codes.of(CodeKind.STORED).size(), "stored")
            + " and "
            + count(codes.of(CodeKind.PENDING).size(), "pending trouble code"));
    lost.add(count(freezeFrames, "freeze frame"));
    lost.add(
        "the readiness of "
            + count(readiness.complete().size(), "complete monitor")
            + ": the vehicle cannot pass an inspection until they have run again, which may take"
            + " days of driving");
    lost.add(
        "the results of the monitors' tests, and the distance and time since the last clearing");
    return lost;
  }

  /** Returns what remains although the codes are cleared; empty if there is nothing. */
  public static List<String> kept(VehicleCodes codes) {
    int permanent = codes.of(CodeKind.PERMANENT).size();
    return permanent == 0
        ? List.of()
        : List.of(
            count(permanent, "permanent trouble code")
                + ": only the vehicle deletes them, after the monitor has passed");
  }

  private static String count(int number, String noun) {
    return number + " " + noun + (number == 1 || noun.equals("stored") ? "" : "s");
  }
}
