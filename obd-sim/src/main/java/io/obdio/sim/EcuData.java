package io.obdio.sim;

import static io.obdio.sim.vehicle.VehicleSignal.*;

import io.obdio.core.message.Payload;
import io.obdio.sim.ecu.Calibration;
import io.obdio.sim.ecu.obd.Measured;
import io.obdio.sim.ecu.obd.Scaling;
import io.obdio.sim.ecu.service.ByteList;
import io.obdio.sim.ecu.uds.DataItem;
import io.obdio.sim.ecu.uds.DataTable;
import io.obdio.sim.ecu.uds.Outputs;
import io.obdio.sim.ecu.uds.UdsState;
import io.obdio.sim.vehicle.Dtc;
import io.obdio.sim.vehicle.EcuKind;
import io.obdio.sim.vehicle.Vehicle;
import io.obdio.sim.vehicle.VehicleSignal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * The data of each kind of ECU: data identifiers, trouble codes and calibrations (ISO 14229-1).
 * F18x and F19x are defined in annex C, the others are specific to this vehicle.
 */
final class EcuData {

  private static final int CELLS = 96;
  private static final int MODULES = 12;
  private static final int LEARNED_VALUES = 120;
  private static final Duration LEARNED_VALUES_TAKE = Duration.ofMillis(1200);
  private static final Scaling CENTI = Scaling.unsigned(2, 0.01);
  private static final Scaling DECI = Scaling.unsigned(2, 0.1);

  private EcuData() {}

  static List<Calibration> calibrations(EcuKind kind) {
    return switch (kind) {
      case ENGINE ->
          List.of(
              new Calibration("OBDIO-ENG-0420", 0x1A2B3C4D),
              new Calibration("OBDIO-DIA-0311", 0x00C0FFEE));
      case TRANSMISSION -> List.of(new Calibration("OBDIO-TCM-0107", 0x5D0E9B21));
      case ABS -> List.of(new Calibration("OBDIO-ABS-0093", 0x73A10F52));
      case EV_BATTERY -> List.of(new Calibration("OBDIO-BMS-0216", 0x2F4E6D8C));
    };
  }

  /** Returns the codes that the ECU can detect, in addition to those of a scenario. */
  static List<Dtc> knownCodes(EcuKind kind) {
    Stream<String> codes =
        switch (kind) {
          case ENGINE -> Stream.of("P0113", "P0171", "P0300", "P0301", "P0420", "P0442", "P2187");
          case TRANSMISSION -> Stream.of("P0715", "P0741", "P0781");
          case ABS -> Stream.of("C0035-11", "C0040-11", "C0265");
          case EV_BATTERY -> Stream.of("P0A80", "P0AA6", "U0293");
        };
    return codes.map(Dtc::parse).toList();
  }

  static void identify(EcuKind kind, Vehicle vehicle, UdsState state, DataTable table) {
    String name = "OBDIO-" + kind.acronym();
    AtomicReference<Payload> programmed = new AtomicReference<>(Payload.of(0x26, 0x03, 0x14));
    table
        .row(DataItem.readOnly(0xF186, () -> Payload.of(state.session().id())))
        .row(text(0xF187, name + "-0001"))
        .row(text(0xF18A, "OBDIO"))
        .row(DataItem.readOnly(0xF18B, () -> Payload.of(0x26, 0x01, 0x20)))
        .row(text(0xF18C, String.format(Locale.ROOT, "%012X", vehicle.seed())))
        .row(
            DataItem.readOnly(0xF190, () -> ascii(vehicle.vin()))
                .writable(data -> writeVin(vehicle, data)))
        .row(text(0xF191, name + "-HW02"))
        .row(text(0xF194, name + "-SW"))
        .row(text(0xF195, "0420"))
        .row(text(0xF197, kind.longName()))
        .row(
            DataItem.readOnly(0xF199, programmed::get)
                .writable(
                    data -> {
                      programmed.set(Payload.of(data.toBytes()));
                      return true;
                    }));
  }

  static void engine(Measured car, Outputs outputs, DataTable table) {
    outputs
        .output(0x2001, () -> fan(car.get(COOLANT_TEMPERATURE)), table)
        .output(0x2002, () -> car.get(RPM) > 0 ? 0xFF : 0, table);
    table.row(DataItem.readOnly(0x20F0, EcuData::learnedValues).slow(LEARNED_VALUES_TAKE));
  }

  static void transmission(Measured car, DataTable table) {
    table
        .row(scaled(0x2101, TRANSMISSION_TEMPERATURE, Scaling.TEMPERATURE, car))
        .row(scaled(0x2102, TURBINE_SPEED, Scaling.unsigned(2, 0.25), car))
        .row(scaled(0x2103, GEAR, Scaling.signed(1, 1), car));
  }

  static void abs(Measured car, Outputs outputs, DataTable table) {
    outputs.output(0x2210, () -> 0, table);
    table
        .row(scaled(0x2201, WHEEL_SPEED_FL, CENTI, car))
        .row(scaled(0x2202, WHEEL_SPEED_FR, CENTI, car))
        .row(scaled(0x2203, WHEEL_SPEED_RL, CENTI, car))
        .row(scaled(0x2204, WHEEL_SPEED_RR, CENTI, car))
        .row(scaled(0x2205, BRAKE_PRESSURE, Scaling.unsigned(2, 1), car));
  }

  static void battery(Measured car, DataTable table) {
    table
        .row(scaled(0x2301, BATTERY_CHARGE, CENTI, car))
        .row(scaled(0x2302, BATTERY_VOLTAGE, DECI, car))
        .row(scaled(0x2303, BATTERY_CURRENT, Scaling.signed(2, 0.1), car))
        .row(scaled(0x2304, BATTERY_HEALTH, CENTI, car))
        .row(DataItem.readOnly(0x2310, () -> cellMillivolts(car)))
        .row(DataItem.readOnly(0x2311, () -> moduleTemperatures(car)));
  }

  private static DataItem text(int id, String text) {
    return DataItem.readOnly(id, () -> ascii(text));
  }

  private static DataItem scaled(int id, VehicleSignal signal, Scaling scaling, Measured car) {
    return DataItem.readOnly(
        id,
        () -> {
          ByteList bytes = new ByteList();
          scaling.write(car.get(signal), bytes);
          return bytes.payload();
        });
  }

  private static Payload ascii(String text) {
    return Payload.of(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static boolean writeVin(Vehicle vehicle, Payload data) {
    try {
      vehicle.setVin(new String(data.toBytes(), StandardCharsets.US_ASCII));
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Returns the duty of the fan, 0 to FF: off below 92 degC, full from 104 degC on. */
  private static int fan(double coolant) {
    return (int) Math.round(Math.max(0, Math.min(1, (coolant - 92) / 12)) * 0xFF);
  }

  private static Payload learnedValues() {
    ByteList bytes = new ByteList();
    for (int i = 0; i < LEARNED_VALUES; i++) {
      bytes.add(0x80 + i * 7 % 11 - 5);
    }
    return bytes.payload();
  }

  private static Payload cellMillivolts(Measured car) {
    double mean = car.get(BATTERY_VOLTAGE) / CELLS * 1000;
    ByteList bytes = new ByteList();
    for (int i = 0; i < CELLS; i++) {
      bytes.add16((int) Math.round(mean) + i * 13 % 9 - 4);
    }
    return bytes.payload();
  }

  private static Payload moduleTemperatures(Measured car) {
    ByteList bytes = new ByteList();
    for (int i = 0; i < MODULES; i++) {
      Scaling.TEMPERATURE.write(car.get(BATTERY_TEMPERATURE) + i % 3 - 1, bytes);
    }
    return bytes.payload();
  }
}
