package io.obdio.socketio.api;

import io.obdio.core.command.ObdCommand;
import io.obdio.core.diagnosis.FreezeFrameData;
import io.obdio.core.diagnosis.VehicleCodes;
import io.obdio.core.value.Monitor;
import io.obdio.core.value.Status;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The state of a vehicle: codes, freeze frames, readiness and the monitors' tests.
 *
 * @param time when the last part was read
 * @param vin empty if the vehicle does not report it
 * @param status the monitor status; empty if the vehicle does not report it
 * @param codes the trouble codes
 * @param frames the freeze frames
 * @param monitors the results of service 06 by command, in the order of the OBDMIDs
 */
record Diagnosis(
    Instant time,
    String vin,
    Optional<Status> status,
    VehicleCodes codes,
    List<FreezeFrameData> frames,
    Map<ObdCommand<?>, Monitor> monitors) {

  /** Copies the collections, keeping their order. */
  Diagnosis {
    frames = List.copyOf(frames);
    monitors = Collections.unmodifiableMap(new LinkedHashMap<>(monitors));
  }
}
