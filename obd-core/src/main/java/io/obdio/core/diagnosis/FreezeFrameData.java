package io.obdio.core.diagnosis;

import io.obdio.core.command.ObdCommand;
import io.obdio.core.message.EcuAddress;
import io.obdio.core.value.TroubleCode;
import java.util.List;

/**
 * The values that an ECU stored when a trouble code occurred (SAE J1979 service 02).
 *
 * @param number the frame number, 0..255
 * @param ecu the ECU
 * @param code the code that caused the frame
 * @param values the values, in the order of their PIDs
 */
public record FreezeFrameData(
    int number, EcuAddress ecu, TroubleCode code, List<FrozenValue> values) {

  /** Copies the values. */
  public FreezeFrameData {
    values = List.copyOf(values);
  }

  /**
   * A value of a freeze frame.
   *
   * @param command the command of service 01 whose value it is
   * @param value the value
   */
  public record FrozenValue(ObdCommand<?> command, Object value) {}
}
