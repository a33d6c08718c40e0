package io.obdio.sim.ecu.uds;

import io.obdio.core.message.Payload;
import io.obdio.sim.ecu.EcuRequest;
import io.obdio.sim.ecu.obd.Pid;
import io.obdio.sim.ecu.obd.PidTable;
import io.obdio.sim.ecu.service.ByteList;
import io.obdio.sim.ecu.service.Nrc;
import io.obdio.sim.ecu.service.ServiceResult;
import io.obdio.sim.vehicle.Dtc;
import io.obdio.sim.vehicle.FreezeFrame;
import io.obdio.sim.vehicle.TroubleMemory;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Services 14 ClearDiagnosticInformation and 19 ReadDTCInformation (ISO 14229-1). Guarded by the
 * vehicle's lock.
 */
public final class DtcServices {

  private static final int RESPONSE = 0x59;
  private static final int ALL_GROUPS = 0xFFFFFF;
  private static final int EMISSION_GROUP = 0xFFFF33;
  private static final int ALL_RECORDS = 0xFF;

  /** Supported status bits: all except the two "test not completed" ones. */
  private static final int AVAILABLE = 0xAF;

  private static final int CONFIRMED = 0x29;
  private static final int PENDING = 0x27;
  private static final int LAMP = 0x80;

  /** DTCFormatIdentifier (ISO 14229-1). */
  private static final int FORMAT = 0x01;

  private static final int EXTENDED_OCCURRENCES = 0x01;
  private static final int EXTENDED_AGING = 0x02;

  /** PIDs of a snapshot record, as data identifiers F4xx. */
  private static final int[] SNAPSHOT = {0x04, 0x05, 0x0B, 0x0C, 0x0D, 0x0F, 0x11, 0x42};

  private final TroubleMemory memory;
  private final PidTable pids;
  private final List<Dtc> known;

  public DtcServices(TroubleMemory memory, PidTable pids, List<Dtc> known) {
    this.memory = memory;
    this.pids = pids;
    this.known = List.copyOf(known);
  }

  /** Handles service 14. */
  public ServiceResult clear(EcuRequest request) {
    Payload payload = request.payload();
    if (payload.length() != 4) {
      return ServiceResult.refuse(Nrc.INCORRECT_MESSAGE_LENGTH_OR_INVALID_FORMAT);
    }
    int group = payload.at(1) << 16 | payload.uint16(2);
    if (group == ALL_GROUPS || group == EMISSION_GROUP) {
      memory.clear();
      return ServiceResult.answer(0x54);
    }
    for (Dtc dtc : all()) {
      if (dtc.uds() == group) {
        memory.remove(dtc);
        return ServiceResult.answer(0x54);
      }
    }
    return ServiceResult.refuse(Nrc.REQUEST_OUT_OF_RANGE);
  }

  /** Handles service 19. */
  public ServiceResult read(int function, Payload payload) {
    return switch (function) {
      case 0x01, 0x02 -> payload.length() == 3 ? byMask(function, payload.at(2)) : badLength();
      case 0x03 -> payload.length() == 2 ? snapshotIds() : badLength();
      case 0x04, 0x06 -> payload.length() == 6 ? ofCode(function, payload) : badLength();
      case 0x0A -> payload.length() == 2 ? list(function, all()) : badLength();
      case 0x15 -> payload.length() == 2 ? list(function, memory.permanent()) : badLength();
      default -> ServiceResult.refuse(Nrc.SUB_FUNCTION_NOT_SUPPORTED);
    };
  }

  private static ServiceResult badLength() {
    return ServiceResult.refuse(Nrc.INCORRECT_MESSAGE_LENGTH_OR_INVALID_FORMAT);
  }

  private ServiceResult byMask(int function, int mask) {
    List<Dtc> matching =
        all().stream().filter(dtc -> (status(dtc) & mask & AVAILABLE) != 0).toList();
    return function == 0x02
        ? list(function, matching)
        : ServiceResult.answer(
            ByteList.of(RESPONSE, function, AVAILABLE, FORMAT).add16(matching.size()).payload());
  }

  private ServiceResult list(int function, List<Dtc> dtcs) {
    ByteList answer = ByteList.of(RESPONSE, function, AVAILABLE);
    dtcs.forEach(dtc -> answer.add24(dtc.uds()).add(status(dtc)));
    return ServiceResult.answer(answer.payload());
  }

  /** Returns the codes and their record numbers, which start from 1 for each code. */
  private ServiceResult snapshotIds() {
    ByteList answer = ByteList.of(RESPONSE, 0x03);
    for (Dtc dtc : all()) {
      for (int record = 1; record <= framesOf(dtc).size(); record++) {
        answer.add24(dtc.uds()).add(record);
      }
    }
    return ServiceResult.answer(answer.payload());
  }

  private ServiceResult ofCode(int function, Payload payload) {
    int code = payload.at(2) << 16 | payload.uint16(3);
    int record = payload.at(5);
    for (Dtc dtc : all()) {
      if (dtc.uds() == code) {
        ByteList answer = ByteList.of(RESPONSE, function).add24(code).add(status(dtc));
        boolean there =
            function == 0x04 ? snapshot(dtc, record, answer) : extended(dtc, record, answer);
        return there
            ? ServiceResult.answer(answer.payload())
            : ServiceResult.refuse(Nrc.REQUEST_OUT_OF_RANGE);
      }
    }
    return ServiceResult.refuse(Nrc.REQUEST_OUT_OF_RANGE);
  }

  private boolean snapshot(Dtc dtc, int record, ByteList answer) {
    List<FreezeFrame> frames = framesOf(dtc);
    if (record != ALL_RECORDS && (record < 1 || record > frames.size())) {
      return false;
    }
    for (int i = 1; i <= frames.size(); i++) {
      if (record == i || record == ALL_RECORDS) {
        FreezeFrame frame = frames.get(i - 1);
        List<Pid> rows = snapshotRows();
        answer.add(i, rows.size());
        rows.forEach(pid -> answer.add16(0xF400 | pid.id()).add(pid.data(frame::value)));
      }
    }
    return true;
  }

  private List<Pid> snapshotRows() {
    List<Pid> rows = new ArrayList<>();
    for (int id : SNAPSHOT) {
      pids.get(id).filter(Pid::inFrame).ifPresent(rows::add);
    }
    return rows;
  }

  private boolean extended(Dtc dtc, int record, ByteList answer) {
    boolean all = record == ALL_RECORDS;
    if (all || record == EXTENDED_OCCURRENCES) {
      answer.add(EXTENDED_OCCURRENCES, memory.stored().contains(dtc) ? 1 : 0);
    }
    if (all || record == EXTENDED_AGING) {
      answer.add(EXTENDED_AGING, 0);
    }
    return all || record == EXTENDED_OCCURRENCES || record == EXTENDED_AGING;
  }

  private List<FreezeFrame> framesOf(Dtc dtc) {
    return memory.frames().stream().filter(frame -> frame.dtc().equals(dtc)).toList();
  }

  /** Returns every code of which the ECU has a status. */
  private List<Dtc> all() {
    Set<Dtc> all = new LinkedHashSet<>(memory.stored());
    all.addAll(memory.pending());
    all.addAll(memory.permanent());
    all.addAll(known);
    return List.copyOf(all);
  }

  private int status(Dtc dtc) {
    int status = 0;
    if (memory.stored().contains(dtc)) {
      status |= CONFIRMED | (memory.lamp() ? LAMP : 0);
    }
    if (memory.pending().contains(dtc)) {
      status |= PENDING;
    }
    return status;
  }
}
