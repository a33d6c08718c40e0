package io.obdio.sim.ecu.obd;

import io.obdio.core.message.Payload;
import io.obdio.sim.ecu.Calibration;
import io.obdio.sim.ecu.service.ByteList;
import io.obdio.sim.vehicle.EcuKind;
import io.obdio.sim.vehicle.TroubleMemory;
import io.obdio.sim.vehicle.Vehicle;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The infotypes of service 09 of one ECU (SAE J1979-DA). Guarded by the vehicle's lock. */
public final class InfoTypes {

  public static final int VIN = 0x02;
  public static final int CALIBRATION_ID = 0x04;
  public static final int VERIFICATION_NUMBER = 0x06;
  public static final int PERFORMANCE = 0x08;
  public static final int ECU_NAME = 0x0A;

  private static final int CALIBRATION_ID_LENGTH = 16;

  /**
   * OBDCOND, IGNCNTR, then the completions and the conditions encountered of each monitor in turn.
   */
  private static final int[] COUNTERS = {
    312, 1204, 288, 312, 0, 0, 301, 312, 0, 0, 295, 312, 0, 0, 240, 312, 299, 312, 0, 0
  };

  private final EcuKind kind;
  private final Vehicle vehicle;
  private final TroubleMemory memory;
  private List<Calibration> calibrations;

  public InfoTypes(EcuKind kind, Vehicle vehicle, List<Calibration> calibrations) {
    this.kind = kind;
    this.vehicle = vehicle;
    this.memory = vehicle.memory(kind);
    this.calibrations = calibrations;
  }

  /**
   * The content of one infotype.
   *
   * @param items number of data items (NODI)
   * @param data the items
   */
  public record Info(int items, Payload data) {}

  public void setCalibrations(List<Calibration> calibrations) {
    this.calibrations = List.copyOf(calibrations);
  }

  public List<Calibration> calibrations() {
    return calibrations;
  }

  /** Returns the infotypes with content; the message counts of the older buses are not included. */
  public SortedSet<Integer> ids() {
    TreeSet<Integer> ids = new TreeSet<>();
    if (kind == EcuKind.ENGINE) {
      ids.add(VIN);
      ids.add(PERFORMANCE);
    }
    if (!calibrations.isEmpty()) {
      ids.add(CALIBRATION_ID);
      ids.add(VERIFICATION_NUMBER);
    }
    ids.add(ECU_NAME);
    return ids;
  }

  public Optional<Info> get(int id) {
    if (!ids().contains(id)) {
      return Optional.empty();
    }
    ByteList data = new ByteList();
    switch (id) {
      case VIN -> data.addText(vehicle.vin(), 17);
      case CALIBRATION_ID -> calibrations.forEach(c -> data.addText(c.id(), CALIBRATION_ID_LENGTH));
      case VERIFICATION_NUMBER ->
          calibrations.forEach(c -> data.addNumber(c.verificationNumber(), 4));
      case PERFORMANCE -> counters(data);
      default -> data.addText(kind.acronym(), 4).add('-').addText(kind.longName(), 15);
    }
    int items =
        switch (id) {
          case CALIBRATION_ID, VERIFICATION_NUMBER -> calibrations.size();
          case PERFORMANCE -> COUNTERS.length;
          default -> 1;
        };
    return Optional.of(new Info(items, data.payload()));
  }

  /** Adds the counters. Service 04 does not clear them; here they grow with the warm-ups. */
  private void counters(ByteList data) {
    int grown = memory.warmUpsSinceCleared() > 0 ? 1 : 0;
    for (int counter : COUNTERS) {
      data.add16(counter == 0 ? 0 : counter + grown);
    }
  }
}
