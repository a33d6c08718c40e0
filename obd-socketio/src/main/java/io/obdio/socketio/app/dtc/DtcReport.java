package io.obdio.socketio.app.dtc;

import io.obdio.core.command.ObdCommand;
import io.obdio.core.command.Service01;
import io.obdio.core.command.Service09;
import io.obdio.core.connection.ObdConnection;
import io.obdio.core.connection.ObdResponse;
import io.obdio.core.definition.ModelYears;
import io.obdio.core.diagnosis.FreezeFrameData;
import io.obdio.core.diagnosis.FreezeFrames;
import io.obdio.core.diagnosis.InspectionRule;
import io.obdio.core.diagnosis.Readiness;
import io.obdio.core.diagnosis.VehicleCodes;
import io.obdio.core.value.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * The trouble codes of a vehicle and what belongs to them.
 *
 * @param codes the codes of all services
 * @param frames the freeze frames
 * @param readiness the readiness of the monitors; empty if the vehicle does not report it
 * @param rules the rules of inspections that the readiness is compared with
 * @param since the distances and times since the codes were cleared and with the lamp on
 */
record DtcReport(
    VehicleCodes codes,
    List<FreezeFrameData> frames,
    Optional<Readiness> readiness,
    List<InspectionRule> rules,
    List<ObdResponse<?>> since) {

  private static final List<ObdCommand<?>> SINCE =
      List.of(
          Service01.DISTANCE_SINCE_DTC_CLEAR,
          Service01.WARMUPS_SINCE_DTC_CLEAR,
          Service01.TIME_SINCE_DTC_CLEARED,
          Service01.DISTANCE_W_MIL,
          Service01.RUN_TIME_MIL);

  /** Copies the lists. */
  DtcReport {
    frames = List.copyOf(frames);
    rules = List.copyOf(rules);
    since = List.copyOf(since);
  }

  /**
   * Reads a report from a vehicle.
   *
   * @param progress receives what is read
   */
  static DtcReport read(ObdConnection connection, Consumer<String> progress) {
    progress.accept("Reading the trouble codes");
    VehicleCodes codes = VehicleCodes.read(connection);
    progress.accept("Reading the freeze frames");
    List<FreezeFrameData> frames = FreezeFrames.read(connection);
    progress.accept("Reading the readiness");
    Status status = connection.query(Service01.STATUS).valueOrNull();
    List<ObdResponse<?>> since = new ArrayList<>(connection.queryAll(SINCE));
    since.removeIf(ObdResponse::isEmpty);
    String vin = connection.query(Service09.VIN).valueOrNull();
    OptionalInt year = vin == null ? OptionalInt.empty() : ModelYears.ofVin(vin);
    return new DtcReport(
        codes,
        frames,
        Optional.ofNullable(status).map(Readiness::of),
        List.of(InspectionRule.unitedStates(year), InspectionRule.ALL_COMPLETE),
        since);
  }
}
