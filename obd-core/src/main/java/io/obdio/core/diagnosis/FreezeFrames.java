package io.obdio.core.diagnosis;

import io.obdio.core.command.ObdCommand;
import io.obdio.core.command.Service01;
import io.obdio.core.command.Service02;
import io.obdio.core.connection.ObdConnection;
import io.obdio.core.connection.ObdResponse;
import io.obdio.core.connection.Support;
import io.obdio.core.diagnosis.FreezeFrameData.FrozenValue;
import io.obdio.core.message.EcuAddress;
import io.obdio.core.value.TroubleCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The reading of freeze frames (SAE J1979 clause 7.2). */
public final class FreezeFrames {

  /** The frame numbers that are requested; the standard requires only frame 0. */
  private static final int MAX_FRAMES = 16;

  private static final int CURRENT_DATA = 0x01;

  private FreezeFrames() {}

  /**
   * Requests the freeze frames of all ECUs, from frame 0 to the first that no ECU has, with one
   * value for each PID. Waits for the bus.
   */
  public static List<FreezeFrameData> read(ObdConnection connection) {
    List<FreezeFrameData> frames = new ArrayList<>();
    for (int number = 0; number < MAX_FRAMES; number++) {
      ObdResponse<TroubleCode> causes =
          connection.force(Service02.at(Service01.FREEZE_DTC, number));
      if (causes.isEmpty()) {
        break;
      }
      Map<EcuAddress, TroubleCode> codes = causes.byEcu();
      Map<EcuAddress, List<FrozenValue>> values = new LinkedHashMap<>();
      codes.keySet().forEach(ecu -> values.put(ecu, new ArrayList<>()));
      readValues(connection, number, values);
      for (Map.Entry<EcuAddress, TroubleCode> each : codes.entrySet()) {
        frames.add(
            new FreezeFrameData(
                number,
                each.getKey(),
                each.getValue(),
                values.getOrDefault(each.getKey(), List.of())));
      }
    }
    return List.copyOf(frames);
  }

  private static void readValues(
      ObdConnection connection, int number, Map<EcuAddress, List<FrozenValue>> values) {
    List<ObdCommand<?>> current = new ArrayList<>();
    List<ObdCommand<?>> frozen = new ArrayList<>();
    Set<Integer> pids = new HashSet<>();
    for (ObdCommand<?> command : connection.commands().ofService(CURRENT_DATA)) {
      ObdCommand<?> mirrored = Service02.at(command, number);
      int pid = command.pid().orElse(0);
      if (!isMeta(command)
          && !pids.contains(pid)
          && connection.requestSupport(mirrored) == Support.SUPPORTED) {
        pids.add(pid);
        current.add(command);
        frozen.add(mirrored);
      }
    }
    List<ObdResponse<?>> responses = connection.queryAll(frozen);
    for (int i = 0; i < responses.size(); i++) {
      ObdCommand<?> command = current.get(i);
      responses
          .get(i)
          .byEcu()
          .forEach(
              (ecu, value) -> {
                List<FrozenValue> list = values.get(ecu);
                if (list != null) {
                  list.add(new FrozenValue(command, value));
                }
              });
    }
  }

  /** Returns whether a PID is a bit map or the frame's trouble code, not a value. */
  private static boolean isMeta(ObdCommand<?> command) {
    int pid = command.pid().orElse(0);
    return pid % 0x20 == 0 || command.equals(Service01.FREEZE_DTC);
  }
}
