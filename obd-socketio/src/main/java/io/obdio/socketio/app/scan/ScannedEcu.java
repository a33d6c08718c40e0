package io.obdio.socketio.app.scan;

import io.obdio.core.message.EcuAddress;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An ECU that answered a scan.
 *
 * @param address the address of its responses
 * @param name its name; "" if it reports none
 * @param calibrations its calibration ids and, separated by a blank, their verification numbers
 * @param uds whether it answers ISO 14229-1 TesterPresent
 * @param supported by service id, the commands that it supports: names, or hexadecimal digits of
 *     requests without a command
 */
record ScannedEcu(
    EcuAddress address,
    String name,
    List<String> calibrations,
    boolean uds,
    Map<Integer, List<String>> supported) {

  /** Copies the collections. */
  ScannedEcu {
    calibrations = List.copyOf(calibrations);
    supported = Collections.unmodifiableMap(new LinkedHashMap<>(supported));
  }

  /** Returns the number of supported commands. */
  int count() {
    return supported.values().stream().mapToInt(List::size).sum();
  }
}
