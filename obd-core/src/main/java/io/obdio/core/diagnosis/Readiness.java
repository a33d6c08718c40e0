package io.obdio.core.diagnosis;

import io.obdio.core.value.ReadinessTest;
import io.obdio.core.value.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The readiness of a vehicle for an inspection, from the monitor status (SAE J1979 PID 01).
 *
 * @param mil whether the malfunction indicator lamp is on
 * @param storedCodes the number of confirmed trouble codes, 0..127
 * @param ignition {@code spark} or {@code compression}
 * @param complete the available monitors that are complete, by the names of {@link ReadinessTest}
 * @param incomplete the available monitors that are not
 */
public record Readiness(
    boolean mil, int storedCodes, String ignition, List<String> complete, List<String> incomplete) {

  /** The abbreviations in the names of monitors, in the spelling for people. */
  private static final Map<String, String> ABBREVIATIONS =
      Map.of("egr", "EGR", "vvt", "VVT", "nmhc", "NMHC", "nox", "NOx", "scr", "SCR", "pm", "PM");

  /** Copies the lists. */
  public Readiness {
    complete = List.copyOf(complete);
    incomplete = List.copyOf(incomplete);
  }

  /** Returns the readiness that a monitor status states. */
  public static Readiness of(Status status) {
    List<String> complete = new ArrayList<>();
    List<String> incomplete = new ArrayList<>();
    for (ReadinessTest test : status.tests()) {
      if (test.available()) {
        (test.complete() ? complete : incomplete).add(test.name());
      }
    }
    return new Readiness(
        status.mil(), status.dtcCount(), status.ignitionType(), complete, incomplete);
  }

  /**
   * The result of a rule.
   *
   * @param rule the rule
   * @param passes whether the vehicle meets it
   * @param reasons why it does not, as sentences without a full stop; empty if it does
   */
  public record Verdict(InspectionRule rule, boolean passes, List<String> reasons) {

    /** Copies the reasons. */
    public Verdict {
      reasons = List.copyOf(reasons);
    }
  }

  /** Returns whether the vehicle would pass by a rule. */
  public Verdict judge(InspectionRule rule) {
    List<String> reasons = new ArrayList<>();
    if (mil) {
      reasons.add("the malfunction indicator lamp is on");
    }
    if (incomplete.size() > rule.maxIncomplete()) {
      reasons.add(
          incomplete.size()
              + (incomplete.size() == 1 ? " monitor is" : " monitors are")
              + " incomplete, "
              + (rule.maxIncomplete() == 0 ? "none" : rule.maxIncomplete())
              + " may be: "
              + String.join(", ", incomplete.stream().map(Readiness::monitor).toList()));
    }
    return new Verdict(rule, reasons.isEmpty(), reasons);
  }

  /**
   * Returns the name of a monitor for people: {@code oxygen sensor heater} for {@code
   * OXYGEN_SENSOR_HEATER_MONITORING}.
   */
  public static String monitor(String name) {
    List<String> words = new ArrayList<>();
    for (String word : name.toLowerCase(Locale.ROOT).split("_", -1)) {
      if (!word.equals("monitoring")) {
        words.add(ABBREVIATIONS.getOrDefault(word, word));
      }
    }
    return String.join(" ", words);
  }
}
