package io.obdio.sim.ecu.obd;

import io.obdio.core.message.Payload;
import io.obdio.sim.ecu.EcuRequest;
import io.obdio.sim.ecu.Medium;
import io.obdio.sim.ecu.service.ByteList;
import io.obdio.sim.ecu.service.Nrc;
import io.obdio.sim.ecu.service.ServiceHandler;
import io.obdio.sim.ecu.service.ServiceResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Service 09: vehicle information. On CAN each infotype is one message with its number of data
 * items. On the older buses it is a series of numbered messages of four bytes, and the odd infotype
 * before it returns their number.
 */
public final class VehicleInformation implements ServiceHandler {

  private static final int RESPONSE = 0x49;
  private static final int CHUNK = 4;

  private final InfoTypes infos;

  public VehicleInformation(InfoTypes infos) {
    this.infos = infos;
  }

  @Override
  public ServiceResult handle(EcuRequest request) {
    Payload payload = request.payload();
    if (request.medium() == Medium.LEGACY) {
      return payload.length() == 2
          ? onLegacy(payload.at(1))
          : ServiceResult.refuse(Nrc.INCORRECT_MESSAGE_LENGTH_OR_INVALID_FORMAT);
    }
    if (payload.length() == 2 && !SupportBitmap.isMapId(payload.at(1))) {
      int id = payload.at(1);
      return infos
          .get(id)
          .map(
              i ->
                  ServiceResult.answer(
                      ByteList.of(RESPONSE, id, i.items()).add(i.data()).payload()))
          .orElse(ServiceResult.refuse(Nrc.SUB_FUNCTION_NOT_SUPPORTED));
    }
    return MapRequest.answer(payload, RESPONSE, infos.ids());
  }

  private ServiceResult onLegacy(int id) {
    SortedSet<Integer> ids = legacyIds();
    if (!SupportBitmap.isSupported(ids, id)) {
      return ServiceResult.refuse(Nrc.SUB_FUNCTION_NOT_SUPPORTED);
    }
    if (SupportBitmap.isMapId(id)) {
      return ServiceResult.answer(
          ByteList.of(RESPONSE, id, 1).add(SupportBitmap.bytes(ids, id)).payload());
    }
    if (id % 2 == 1) {
      return ServiceResult.answer(RESPONSE, id, chunks(id + 1).size());
    }
    return ServiceResult.answers(chunks(id));
  }

  private SortedSet<Integer> legacyIds() {
    TreeSet<Integer> ids = new TreeSet<>();
    for (int id : infos.ids()) {
      ids.add(id - 1);
      ids.add(id);
    }
    return ids;
  }

  /**
   * Returns messages numbered from 1 on; NUL bytes precede data that is not a multiple of four
   * bytes.
   */
  private List<Payload> chunks(int id) {
    Optional<InfoTypes.Info> info = infos.get(id);
    if (info.isEmpty()) {
      return List.of();
    }
    Payload data = info.get().data();
    ByteList padded = new ByteList();
    for (int i = data.length(); i % CHUNK != 0; i++) {
      padded.add(0);
    }
    Payload all = padded.add(data).payload();
    List<Payload> messages = new ArrayList<>();
    for (int at = 0; at < all.length(); at += CHUNK) {
      messages.add(ByteList.of(RESPONSE, id, at / CHUNK + 1).add(all.slice(at, CHUNK)).payload());
    }
    return messages;
  }
}
