package io.obdio.sim.ecu;

import io.obdio.core.message.Payload;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The data identifiers of an ECU: its rows, and by rule F4xx (service 01's PIDs) and F8xx (service
 * 09's infotypes) as ISO 14229-1 annex C reserves them. Guarded by the car's lock.
 */
final class DataTable {

  private static final int OBD_PIDS = 0xF400;
  private static final int OBD_INFOTYPES = 0xF800;

  private final TreeMap<Integer, DataItem> rows = new TreeMap<>();
  private final PidTable pids;
  private final InfoTypes infos;
  private final Measured car;

  DataTable(PidTable pids, InfoTypes infos, Measured car) {
    this.pids = pids;
    this.infos = infos;
    this.car = car;
  }

  DataTable row(DataItem item) {
    rows.put(item.id(), item);
    return this;
  }

  void remove(int id) {
    rows.remove(id);
  }

  Optional<DataItem> get(int id) {
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
    if (SupportMap.isMapId(id)) {
      return SupportMap.isSupported(infos.ids(), id)
          ? Optional.of(Payload.of(SupportMap.bytes(infos.ids(), id)))
          : Optional.empty();
    }
    return infos.get(id).map(InfoTypes.Info::data);
  }
}
