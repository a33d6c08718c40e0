package io.obdio.sim;

import io.obdio.sim.ecu.Ecu;
import io.obdio.sim.ecu.EcuAddresses;
import io.obdio.sim.ecu.obd.CodeServices;
import io.obdio.sim.ecu.obd.CurrentData;
import io.obdio.sim.ecu.obd.EnginePids;
import io.obdio.sim.ecu.obd.FrozenData;
import io.obdio.sim.ecu.obd.InfoTypes;
import io.obdio.sim.ecu.obd.Measured;
import io.obdio.sim.ecu.obd.OnBoardMonitoring;
import io.obdio.sim.ecu.obd.OnBoardTests;
import io.obdio.sim.ecu.obd.OtherPids;
import io.obdio.sim.ecu.obd.OxygenSensorTests;
import io.obdio.sim.ecu.obd.PidTable;
import io.obdio.sim.ecu.obd.SystemControl;
import io.obdio.sim.ecu.obd.VehicleInformation;
import io.obdio.sim.ecu.service.Availability;
import io.obdio.sim.ecu.service.Nrc;
import io.obdio.sim.ecu.service.Refusals;
import io.obdio.sim.ecu.service.ServiceHandler;
import io.obdio.sim.ecu.service.ServiceResult;
import io.obdio.sim.ecu.uds.DataServices;
import io.obdio.sim.ecu.uds.DataTable;
import io.obdio.sim.ecu.uds.DtcServices;
import io.obdio.sim.ecu.uds.Outputs;
import io.obdio.sim.ecu.uds.Routines;
import io.obdio.sim.ecu.uds.SecurityAccess;
import io.obdio.sim.ecu.uds.SessionServices;
import io.obdio.sim.ecu.uds.SubFunction;
import io.obdio.sim.ecu.uds.UdsState;
import io.obdio.sim.vehicle.EcuKind;
import io.obdio.sim.vehicle.TroubleMemory;
import io.obdio.sim.vehicle.Vehicle;
import java.util.HashMap;
import java.util.Map;

/** The assembly of an ECU from its services and their tables. */
final class EcuBuilder {

  private final EcuKind kind;
  private final Vehicle vehicle;
  private final TroubleMemory memory;
  private final Measured car;
  private final Availability availability;
  private final Refusals refusals = new Refusals();
  private final UdsState state;
  private final PidTable pids;
  private final OnBoardTests tests;
  private final InfoTypes infos;
  private final DataTable data;
  private final Map<Integer, ServiceHandler> services = new HashMap<>();

  EcuBuilder(EcuKind kind, Vehicle vehicle) {
    this.kind = kind;
    this.vehicle = vehicle;
    this.memory = vehicle.memory(kind);
    this.car = vehicle::value;
    this.availability = new Availability(vehicle.clock(), EcuAddresses.of(kind));
    this.state = new UdsState(vehicle.clock());
    this.pids =
        switch (kind) {
          case ENGINE -> EnginePids.table(memory);
          case TRANSMISSION -> OtherPids.transmission(memory);
          case ABS -> OtherPids.abs(memory);
          case EV_BATTERY -> OtherPids.battery(memory);
        };
    this.tests = kind == EcuKind.ENGINE ? OnBoardTests.engine() : OnBoardTests.none();
    this.infos = new InfoTypes(kind, vehicle, EcuData.calibrations(kind));
    this.data = new DataTable(pids, infos, car);
  }

  /** An ECU and its settings. */
  record Built(Ecu ecu, EcuSettings settings) {}

  /**
   * Builds the ECU.
   *
   * @param lock the lock of the vehicle, which requests and settings take
   */
  Built build(Object lock) {
    obdServices();
    udsServices();
    Ecu ecu = new SimulatedEcu(kind, vehicle, lock, availability, refusals, state, services);
    return new Built(ecu, new EcuSettings(lock, availability, refusals, pids, tests, infos, data));
  }

  private void obdServices() {
    services.put(0x01, new CurrentData(pids, car));
    services.put(0x02, new FrozenData(pids, memory));
    services.put(0x03, CodeServices.list(0x43, memory::stored));
    services.put(0x04, CodeServices.clear(memory));
    services.put(0x07, CodeServices.list(0x47, memory::pending));
    services.put(0x09, new VehicleInformation(infos));
    services.put(0x0A, CodeServices.list(0x4A, memory::permanent));
    if (kind == EcuKind.ENGINE) {
      services.put(0x05, new OxygenSensorTests());
      services.put(0x06, new OnBoardMonitoring(tests, memory));
      services.put(0x08, new SystemControl());
    }
  }

  private void udsServices() {
    Outputs outputs = new Outputs(state);
    EcuData.identify(kind, vehicle, state, data);
    switch (kind) {
      case ENGINE -> EcuData.engine(car, outputs, data);
      case TRANSMISSION -> EcuData.transmission(car, data);
      case ABS -> EcuData.abs(car, outputs, data);
      case EV_BATTERY -> EcuData.battery(car, data);
    }
    DtcServices codes = new DtcServices(memory, pids, EcuData.knownCodes(kind));
    SecurityAccess security =
        new SecurityAccess(state, vehicle.seed() * 31 + kind.key().hashCode());
    Routines routines = new Routines(state);
    services.put(0x10, SessionServices.sessionControl(state, vehicle));
    services.put(0x11, SessionServices.reset(state, availability));
    services.put(0x14, codes::clear);
    services.put(0x19, SubFunction.service(codes::read));
    services.put(0x22, DataServices.read(data));
    services.put(0x27, notInDefault(SubFunction.service(security::handle)));
    services.put(0x2E, DataServices.write(data, state));
    services.put(0x2F, outputs::handle);
    services.put(0x31, notInDefault(SubFunction.service(routines::handle)));
    services.put(0x3E, SessionServices.testerPresent());
  }

  /** Refuses requests in the default session before any other check. */
  private ServiceHandler notInDefault(ServiceHandler service) {
    return request ->
        state.isDefault()
            ? ServiceResult.refuse(Nrc.SERVICE_NOT_SUPPORTED_IN_ACTIVE_SESSION)
            : service.handle(request);
  }
}
