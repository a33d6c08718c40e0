package io.obdio.core.value;

/**
 * The readiness of an on-board monitor (SAE J1979 PIDs 01 and 41).
 *
 * @param name such as {@code MISFIRE_MONITORING}
 * @param available whether the vehicle has this monitor
 * @param complete whether it has been completed since the codes were cleared (01), or in this drive
 *     cycle (41); without meaning if the monitor is not available
 */
public record ReadinessTest(String name, boolean available, boolean complete) {

  @Override
  public String toString() {
    return name + ": " + (available ? (complete ? "complete" : "incomplete") : "not available");
  }
}
