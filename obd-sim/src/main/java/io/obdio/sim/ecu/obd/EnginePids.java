package io.obdio.sim.ecu.obd;

import static io.obdio.sim.vehicle.VehicleSignal.*;

import io.obdio.sim.ecu.service.ByteList;
import io.obdio.sim.vehicle.TroubleMemory;
import io.obdio.sim.vehicle.VehicleSignal;

/** The PIDs of service 01 of the engine ECU, one row per PID (SAE J1979-DA). */
public final class EnginePids {

  private static final Scaling BYTE = Scaling.unsigned(1, 1);
  private static final Scaling WORD = Scaling.unsigned(2, 1);
  private static final Scaling TEN_KPA = Scaling.unsigned(2, 10);
  private static final Scaling CATALYST = new Scaling(2, 0.1, -40, false);
  private static final Scaling O2_VOLTAGE = Scaling.unsigned(1, 0.005);
  private static final Scaling WIDE_VOLTAGE = Scaling.unsigned(2, 8.0 / 65536);
  private static final Scaling WIDE_CURRENT = new Scaling(2, 1.0 / 256, -128, false);
  private static final double STANDING_THROTTLE = 12;
  private static final int NOT_USED = 0xFF;

  private EnginePids() {}

  public static PidTable table(TroubleMemory memory) {
    PidTable table = new PidTable();
    first(table, memory);
    second(table, memory);
    third(table, memory);
    rest(table);
    return table;
  }

  /** Adds PIDs 01 to 1F. */
  private static void first(PidTable table, TroubleMemory memory) {
    table
        .liveRow(0x01, StatusBytes.sinceCleared(memory))
        .liveRow(0x02, (car, to) -> to.add16(StatusBytes.frameCode(memory)))
        .frameRow(0x03, (car, to) -> to.add(fuelStatus(car), 0))
        .row(0x04, LOAD, Scaling.PERCENT)
        .row(0x05, COOLANT_TEMPERATURE, Scaling.TEMPERATURE)
        .row(0x06, SHORT_FUEL_TRIM, Scaling.CENTERED)
        .row(0x07, LONG_FUEL_TRIM, Scaling.CENTERED)
        .row(0x0A, FUEL_PRESSURE, Scaling.unsigned(1, 3))
        .row(0x0B, INTAKE_PRESSURE, BYTE)
        .row(0x0C, RPM, Scaling.unsigned(2, 0.25))
        .row(0x0D, SPEED, BYTE)
        .row(0x0E, TIMING_ADVANCE, new Scaling(1, 0.5, -64, false))
        .row(0x0F, INTAKE_TEMPERATURE, Scaling.TEMPERATURE)
        .row(0x10, MAF, Scaling.unsigned(2, 0.01))
        .row(0x11, THROTTLE, Scaling.PERCENT)
        .constant(0x13, 0x03)
        .frameRow(0x14, (car, to) -> narrowBand(car, O2_B1S1, SHORT_FUEL_TRIM, to))
        .frameRow(
            0x15,
            (car, to) -> {
              O2_VOLTAGE.write(car.get(O2_B1S2), to);
              to.add(NOT_USED);
            })
        .constant(0x1C, 0x06)
        .constant(0x1E, 0x00)
        .row(0x1F, RUN_TIME, WORD);
  }

  /** Adds PIDs 21 to 3F. */
  private static void second(PidTable table, TroubleMemory memory) {
    table
        .liveRow(0x21, (car, to) -> WORD.write(Math.floor(memory.kilometresWithLamp()), to))
        .row(0x23, FUEL_RAIL_PRESSURE, TEN_KPA)
        .frameRow(0x24, (car, to) -> wideBand(car, to, WIDE_VOLTAGE, lambdaVoltage(car)))
        .row(0x2C, COMMANDED_EGR, Scaling.PERCENT)
        .row(0x2D, EGR_ERROR, Scaling.CENTERED)
        .row(0x2E, EVAP_PURGE, Scaling.PERCENT)
        .row(0x2F, FUEL_LEVEL, Scaling.PERCENT)
        .liveRow(0x30, (car, to) -> BYTE.write(memory.warmUpsSinceCleared(), to))
        .liveRow(0x31, (car, to) -> WORD.write(Math.floor(memory.kilometresSinceCleared()), to))
        .row(0x32, EVAP_PRESSURE, Scaling.signed(2, 0.25))
        .row(0x33, BAROMETRIC_PRESSURE, BYTE)
        .frameRow(0x34, (car, to) -> wideBand(car, to, WIDE_CURRENT, lambdaCurrent(car)))
        .row(0x3C, CATALYST_TEMPERATURE, CATALYST)
        .row(0x3E, CATALYST_TEMPERATURE, CATALYST, v -> v * 0.85);
  }

  /** Adds PIDs 41 to 5F. */
  private static void third(PidTable table, TroubleMemory memory) {
    table
        .liveRow(0x41, StatusBytes.thisCycle(memory))
        .row(0x42, VOLTAGE, Scaling.unsigned(2, 0.001))
        .row(0x43, ABSOLUTE_LOAD, Scaling.unsigned(2, 100.0 / 255))
        .row(0x44, LAMBDA, Scaling.RATIO)
        .row(0x45, THROTTLE, Scaling.PERCENT, v -> Math.max(0, v - STANDING_THROTTLE))
        .row(0x46, AMBIENT_TEMPERATURE, Scaling.TEMPERATURE)
        .row(0x47, THROTTLE, Scaling.PERCENT, v -> v + 0.4)
        .row(0x49, ACCELERATOR, Scaling.PERCENT, v -> 15 + 0.7 * v)
        .row(0x4A, ACCELERATOR, Scaling.PERCENT, v -> 7.5 + 0.35 * v)
        .row(0x4C, THROTTLE, Scaling.PERCENT)
        .liveRow(0x4D, (car, to) -> WORD.write(Math.floor(memory.minutesWithLamp()), to))
        .liveRow(0x4E, (car, to) -> WORD.write(Math.floor(memory.minutesSinceCleared()), to))
        .constant(0x4F, 2, 8, 128, 0)
        .constant(0x50, 0, 0, 0, 0)
        .constant(0x51, 0x01)
        .row(0x52, ETHANOL, Scaling.PERCENT)
        .row(0x59, FUEL_RAIL_PRESSURE, TEN_KPA, v -> v + 100)
        .row(0x5A, ACCELERATOR, Scaling.PERCENT)
        .row(0x5C, OIL_TEMPERATURE, Scaling.TEMPERATURE)
        .row(0x5E, FUEL_RATE, Scaling.unsigned(2, 0.05))
        .constant(0x5F, 0x0E);
  }

  /**
   * Adds PIDs 61 and up. Byte A of many of them is a bit mask of the supported values that follow.
   */
  private static void rest(PidTable table) {
    table
        .row(0x61, DEMANDED_TORQUE, Scaling.TORQUE)
        .row(0x62, ACTUAL_TORQUE, Scaling.TORQUE)
        .row(0x63, REFERENCE_TORQUE, WORD)
        .constant(0x64, 125 + 8, 125 + 30, 125 + 62, 125 + 95, 125 + 100)
        .frameRow(
            0x66,
            (car, to) -> {
              to.add(0x01);
              Scaling.unsigned(2, 1.0 / 32).write(car.get(MAF), to);
              to.add(0, 0);
            })
        .frameRow(
            0x67,
            (car, to) -> {
              to.add(0x01);
              Scaling.TEMPERATURE.write(car.get(COOLANT_TEMPERATURE), to);
              to.add(0);
            })
        .longRow(
            0x78,
            (car, to) -> {
              to.add(0x01);
              CATALYST.write(car.get(CATALYST_TEMPERATURE) + 40, to);
              to.add(0, 0, 0, 0, 0, 0);
            })
        .longRow(
            0x7F,
            (car, to) ->
                to.add(0x01).addNumber((long) car.get(RUN_TIME), 4).addNumber(0, 4).addNumber(0, 4))
        .frameRow(0x8E, (car, to) -> Scaling.TORQUE.write(7, to))
        .liveRow(
            0x9D,
            (car, to) -> {
              Scaling gramsASecond = Scaling.unsigned(2, 0.02);
              double rate = car.get(FUEL_RATE) * 745 / 3600;
              gramsASecond.write(rate, to);
              gramsASecond.write(rate, to);
            })
        .row(0xA6, ODOMETER, Scaling.unsigned(4, 0.1));
  }

  /**
   * Returns 1 (open loop, not yet warm), 2 (closed loop), 4 (open loop due to load) or 0 (engine
   * off).
   */
  private static int fuelStatus(Measured car) {
    if (car.get(RPM) < 1) {
      return 0;
    }
    if (car.get(COOLANT_TEMPERATURE) < 40) {
      return 0x01;
    }
    return car.get(LOAD) > 90 ? 0x04 : 0x02;
  }

  private static void narrowBand(
      Measured car, VehicleSignal voltage, VehicleSignal trim, ByteList to) {
    O2_VOLTAGE.write(car.get(voltage), to);
    Scaling.CENTERED.write(car.get(trim), to);
  }

  private static void wideBand(Measured car, ByteList to, Scaling scaling, double second) {
    Scaling.RATIO.write(car.get(LAMBDA), to);
    scaling.write(second, to);
  }

  private static double lambdaVoltage(Measured car) {
    return 1.5 + (car.get(LAMBDA) - 1) * 4;
  }

  private static double lambdaCurrent(Measured car) {
    return (car.get(LAMBDA) - 1) * 2.6;
  }
}
