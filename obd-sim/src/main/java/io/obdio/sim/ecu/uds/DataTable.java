package io.obdio.sim.ecu.uds;

import io.obdio.core.message.Payload;
import io.obdio.sim.ecu.Medium;
import io.obdio.sim.ecu.obd.InfoTypes;
import io.obdio.sim.ecu.obd.Measured;
import io.obdio.sim.ecu.obd.PidTable;
import io.obdio.sim.ecu.obd.SupportBitmap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The data identifiers of an ECU: its own rows, and by rule F4xx (PIDs of service 01) and F8xx
 * (infotypes of service 09), which ISO 14229-1 annex C reserves for them. Guarded by the vehicle's
 * lock.
 */
public final class DataTable {

  private static final int OBD_PIDS = 0xF400;
  private static final int OBD_INFOTYPES = 0xF800;

  private final TreeMap<Integer, DataItem> rows = new TreeMap<>();
  private final PidTable pids;
  private final InfoTypes infos;
  private final Measured car;

  public DataTable(PidTable pids, InfoTypes infos, Measured car) {
    this.pids = pids;
    this.infos = infos;
    this.car = car;
  }

  public DataTable row(DataItem item) {
    rows.put(item.id(), item);
    return this;
  }

  public void remove(int id) {
    rows.remove(id);
  }

  public Optional<DataItem> get(int id) {
    DataItem row = rows.get(id);
    if (row != null) {
      return Optional.of(row);
    }
    return byRule(id).map(data -> DataItem.readOnly(id, () -> data));
  }

  private Optional<Payload> byRule(int id) {
    int low = id & 0xFF;
    return switch (id & 0xFF00) {
      case OBD_PIDS -> pids.data(low, Medium.CAN, car);
      case OBD_INFOTYPES -> infoType(low);
      default -> Optional.empty();
    };
  }

  private Optional<Payload> infoType(int id) {
    if (SupportBitmap.isMapId(id)) {
      return SupportBitmap.isSupported(infos.ids(), id)
          ? Optional.of(Payload.of(SupportBitmap.bytes(infos.ids(), id)))
          : Optional.empty();
    }
    return infos.get(id).map(InfoTypes.Info::data);
  }
}
