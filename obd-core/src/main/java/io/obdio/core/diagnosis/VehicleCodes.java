package io.obdio.core.diagnosis;

import io.obdio.core.command.ObdCommand;
import io.obdio.core.command.Service03;
import io.obdio.core.command.Service07;
import io.obdio.core.command.Service0A;
import io.obdio.core.command.Uds;
import io.obdio.core.connection.NoValue;
import io.obdio.core.connection.ObdConnection;
import io.obdio.core.connection.ObdResponse;
import io.obdio.core.message.EcuAddress;
import io.obdio.core.value.ReportedCode;
import io.obdio.core.value.TroubleCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All trouble codes of a vehicle, one entry for each code of each ECU.
 *
 * @param codes in the order of the services and of the responses
 * @param missing the services that did not answer, with the reason
 */
public record VehicleCodes(List<VehicleCode> codes, Map<CodeKind, NoValue> missing) {

  /** The status bits of codes that matter: failed, pending, confirmed, warning indicator. */
  private static final int STATUS_MASK = 0x8D;

  private static final Map<CodeKind, ObdCommand<List<TroubleCode>>> SERVICES =
      new EnumMap<>(
          Map.of(
              CodeKind.STORED, Service03.GET_DTC,
              CodeKind.PENDING, Service07.GET_CURRENT_DTC,
              CodeKind.PERMANENT, Service0A.GET_PERMANENT_DTC));

  /** Copies the collections. */
  public VehicleCodes {
    codes = List.copyOf(codes);
    missing = Collections.unmodifiableMap(new EnumMap<>(missing));
  }

  /**
   * Requests the codes of services 03, 07 and 0A, and on CAN those of ISO 14229-1. Waits for the
   * bus.
   */
  public static VehicleCodes read(ObdConnection connection) {
    Map<CodeKind, ObdResponse<List<TroubleCode>>> responses = new EnumMap<>(CodeKind.class);
    SERVICES.forEach((kind, command) -> responses.put(kind, connection.force(command)));
    Optional<ObdResponse<List<ReportedCode>>> uds =
        connection.protocol().can()
            ? Optional.of(connection.force(Uds.codesByStatus(STATUS_MASK)))
            : Optional.empty();
    return of(responses, uds);
  }

  /**
   * Returns the codes in the responses of the services.
   *
   * @param responses the responses of services 03, 07 and 0A
   * @param uds the response of ReadDTCInformation; empty if it was not requested
   */
  public static VehicleCodes of(
      Map<CodeKind, ObdResponse<List<TroubleCode>>> responses,
      Optional<ObdResponse<List<ReportedCode>>> uds) {
    List<VehicleCode> codes = new ArrayList<>();
    Map<CodeKind, NoValue> missing = new EnumMap<>(CodeKind.class);
    responses.forEach(
        (kind, response) -> {
          response.noValue().ifPresent(why -> missing.put(kind, why));
          response
              .byEcu()
              .forEach((ecu, list) -> list.forEach(code -> add(codes, ecu, code, kind)));
        });
    uds.ifPresent(
        response -> {
          response.noValue().ifPresent(why -> missing.put(CodeKind.UDS, why));
          response.byEcu().forEach((ecu, list) -> list.forEach(code -> add(codes, ecu, code)));
        });
    return new VehicleCodes(codes, missing);
  }

  private static void add(
      List<VehicleCode> codes, EcuAddress ecu, TroubleCode code, CodeKind kind) {
    for (int i = 0; i < codes.size(); i++) {
      VehicleCode known = codes.get(i);
      if (known.code().equals(code) && known.ecu().equals(ecu)) {
        codes.set(i, known.with(kind));
        return;
      }
    }
    codes.add(new VehicleCode(code, ecu, EnumSet.of(kind), Optional.empty()));
  }

  /** Adds a code of ISO 14229-1; several failure types of one code are entries of their own. */
  private static void add(List<VehicleCode> codes, EcuAddress ecu, ReportedCode uds) {
    for (int i = 0; i < codes.size(); i++) {
      VehicleCode known = codes.get(i);
      if (known.code().equals(uds.code())
          && known.ecu().equals(ecu)
          && known.reported().isEmpty()) {
        codes.set(i, known.with(uds));
        return;
      }
    }
    codes.add(new VehicleCode(uds.code(), ecu, EnumSet.of(CodeKind.UDS), Optional.of(uds)));
  }

  /** Returns the codes that a service reports. */
  public List<VehicleCode> of(CodeKind kind) {
    return codes.stream().filter(code -> code.kinds().contains(kind)).toList();
  }

  /** Returns whether the stored codes are not known: service 03 did not answer. */
  public boolean isStoredMissing() {
    return missing.containsKey(CodeKind.STORED);
  }
}
