package io.obdio.sim.ecu.obd;

import static io.obdio.sim.vehicle.VehicleSignal.*;

import io.obdio.sim.vehicle.TroubleMemory;

/** The PIDs of service 01 of the ECUs other than the engine ECU (SAE J1979-DA). */
public final class OtherPids {

  private static final Scaling SPEED_BYTE = Scaling.unsigned(1, 1);
  private static final Scaling MILLIVOLTS = Scaling.unsigned(2, 0.001);

  /** Ratio of each gear from the first on, in thousandths. */
  private static final int[] RATIOS = {4171, 2340, 1521, 1143, 867, 691};

  private OtherPids() {}

  private static PidTable common(TroubleMemory memory) {
    return new PidTable()
        .liveRow(0x01, StatusBytes.componentsOnly(memory))
        .liveRow(0x02, (car, to) -> to.add16(StatusBytes.frameCode(memory)))
        .constant(0x1C, 0x06)
        .row(0x42, VOLTAGE, MILLIVOLTS);
  }

  public static PidTable transmission(TroubleMemory memory) {
    return common(memory)
        .row(0x0C, RPM, Scaling.unsigned(2, 0.25))
        .row(0x0D, SPEED, SPEED_BYTE)
        .row(0x49, ACCELERATOR, Scaling.PERCENT, v -> 15 + 0.7 * v)
        .liveRow(
            0xA4,
            (car, to) -> {
              int gear = (int) Math.max(0, car.get(GEAR));
              int ratio = gear == 0 ? 0 : RATIOS[Math.min(gear, RATIOS.length) - 1];
              to.add(0x03, gear << 4).add16(ratio);
            });
  }

  public static PidTable abs(TroubleMemory memory) {
    return common(memory).row(0x0D, SPEED, SPEED_BYTE);
  }

  public static PidTable battery(TroubleMemory memory) {
    return common(memory).row(0x0D, SPEED, SPEED_BYTE).row(0x5B, BATTERY_CHARGE, Scaling.PERCENT);
  }
}
