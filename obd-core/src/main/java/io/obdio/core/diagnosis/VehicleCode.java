package io.obdio.core.diagnosis;

import io.obdio.core.message.EcuAddress;
import io.obdio.core.value.ReportedCode;
import io.obdio.core.value.TroubleCode;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A trouble code of one ECU.
 *
 * @param code the code
 * @param ecu the ECU that reports it
 * @param kinds the services that report it, at least one
 * @param reported the code with failure type and status; empty unless {@link CodeKind#UDS} is among
 *     the kinds
 */
public record VehicleCode(
    TroubleCode code, EcuAddress ecu, Set<CodeKind> kinds, Optional<ReportedCode> reported) {

  /** Copies the kinds. */
  public VehicleCode {
    kinds = Collections.unmodifiableSet(EnumSet.copyOf(kinds));
  }

  /** Returns whether the meaning of the code is specific to the manufacturer. */
  public boolean isManufacturer() {
    return !code.isGeneric();
  }

  /**
   * Returns the meaning for people; for a code without a known meaning, what its first characters
   * state. Never blank.
   */
  public String explanation() {
    String meaning = code.description();
    String failure =
        reported.filter(uds -> uds.failureType() != 0).map(ReportedCode::failure).orElse("");
    if (!meaning.isEmpty()) {
      return failure.isEmpty() ? meaning : meaning + " (" + failure + ")";
    }
    String system =
        switch (code.system()) {
          case POWERTRAIN -> "powertrain";
          case CHASSIS -> "chassis";
          case BODY -> "body";
          case NETWORK -> "network";
        };
    String origin =
        isManufacturer()
            ? "Manufacturer-specific code of the " + system
            : "Code of the " + system + " without an entry in the table";
    return failure.isEmpty() ? origin : origin + " (" + failure + ")";
  }

  /** Returns the code with its failure type, such as {@code P0104} or {@code P0104-13}. */
  public String text() {
    return reported
        .filter(uds -> uds.failureType() != 0)
        .map(uds -> code.code() + "-" + hex(uds.failureType()))
        .orElse(code.code());
  }

  private static String hex(int number) {
    return Integer.toHexString(0x100 | number).substring(1).toUpperCase(Locale.ROOT);
  }

  VehicleCode with(CodeKind kind) {
    EnumSet<CodeKind> more = EnumSet.copyOf(kinds);
    more.add(kind);
    return new VehicleCode(code, ecu, more, reported);
  }

  VehicleCode with(ReportedCode uds) {
    VehicleCode more = with(CodeKind.UDS);
    return new VehicleCode(code, ecu, more.kinds, Optional.of(uds));
  }
}
