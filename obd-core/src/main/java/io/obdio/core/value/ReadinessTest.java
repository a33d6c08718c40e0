package io.obdio.core.value;

/**
 * One on-board monitor's readiness (SAE J1979 PIDs 01 and 41).
 *
 * @param name such as {@code MISFIRE_MONITORING}
 * @param available the vehicle has this monitor
 * @param complete it has run to its end since the codes were cleared (01), or in this drive cycle
 *     (41); says nothing where the monitor is not available
 */
public record ReadinessTest(String name, boolean available, boolean complete) {

  @Override
  public String toString() {
    return name + ": " + (available ? (complete ? "complete" : "incomplete") : "not available");
  }
}
