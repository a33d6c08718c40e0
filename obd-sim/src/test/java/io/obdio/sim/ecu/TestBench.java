package io.obdio.sim.ecu;

import io.obdio.core.message.Payload;
import io.obdio.sim.SimulatedVehicle;
import io.obdio.sim.ecu.uds.SecurityAccess;
import io.obdio.sim.vehicle.DrivingCycle;
import io.obdio.sim.vehicle.EcuKind;
import io.obdio.sim.vehicle.SimClock;
import io.obdio.sim.vehicle.TroubleMemory;
import io.obdio.sim.vehicle.Vehicle;
import io.obdio.sim.vehicle.VehicleSignal;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;

/** A car with all ECUs, its time in the test's hands, and the main signals held. */
final class TestBench {

  final SimClock.Manual clock = SimClock.manual();
  final Vehicle vehicle = new Vehicle(clock, 7, DrivingCycle.IDLE);
  final SimulatedVehicle car = new SimulatedVehicle(vehicle, EnumSet.allOf(EcuKind.class));

  TestBench() {
    vehicle.setVin("1ZZAB2CD3EF456789");
    vehicle.set(VehicleSignal.RPM, 850);
    vehicle.set(VehicleSignal.SPEED, 0);
    vehicle.set(VehicleSignal.COOLANT_TEMPERATURE, 83);
    vehicle.set(VehicleSignal.LOAD, 20);
    vehicle.set(VehicleSignal.MAF, 3.25);
    vehicle.set(VehicleSignal.VOLTAGE, 14.2);
    vehicle.set(VehicleSignal.THROTTLE, 12);
    vehicle.set(VehicleSignal.ODOMETER, 48213.7);
    vehicle.set(VehicleSignal.GEAR, 3);
  }

  Ecu ecu(EcuKind kind) {
    return car.ecu(kind).orElseThrow();
  }

  TroubleMemory engineMemory() {
    return vehicle.memory(EcuKind.ENGINE);
  }

  /** What the engine ECU answers to a physical request on CAN: payloads in hex, "" for silence. */
  String ask(String hex) {
    return ask(EcuKind.ENGINE, hex);
  }

  String ask(EcuKind kind, String hex) {
    return text(ecu(kind).handle(EcuRequest.physical(Payload.ofHex(hex))));
  }

  String askAll(EcuKind kind, String hex) {
    return text(ecu(kind).handle(EcuRequest.functional(Payload.ofHex(hex))));
  }

  String askLegacy(EcuKind kind, String hex) {
    return text(ecu(kind).handle(new EcuRequest(Payload.ofHex(hex), Medium.LEGACY, true)));
  }

  /** Into the extended session and unlocked. */
  void unlock(EcuKind kind) {
    ask(kind, "10 03");
    String seed = ask(kind, "27 01");
    int key = SecurityAccess.keyFor(1, (int) Payload.ofHex(seed).uint32(2));
    String answer = ask(kind, "27 02 " + String.format("%08X", key));
    if (!answer.equals("6702")) {
      throw new AssertionError("not unlocked: " + answer);
    }
  }

  void pass(Duration duration) {
    clock.advance(duration);
  }

  static String text(List<EcuReply> replies) {
    return replies.stream().map(r -> r.payload().toHex()).collect(Collectors.joining(" "));
  }
}
