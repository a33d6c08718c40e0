package io.obdio.sim.ecu.obd;

import io.obdio.sim.ecu.service.ByteList;
import io.obdio.sim.vehicle.FreezeFrame;
import io.obdio.sim.vehicle.ReadinessMonitor;
import io.obdio.sim.vehicle.TroubleMemory;
import java.util.List;
import java.util.function.Predicate;

/**
 * The data of PIDs 01, 02 and 41: malfunction indicator lamp, number of codes, readiness monitors
 * (SAE J1979-DA).
 */
public final class StatusBytes {

  private static final int LAMP = 0x80;

  private StatusBytes() {}

  /** Returns the encoder of PID 01 of an ECU with the monitors of a spark ignition engine. */
  public static Pid.Encoder sinceCleared(TroubleMemory memory) {
    return (car, to) -> {
      to.add(lampAndCount(memory));
      monitors(memory::isComplete, to);
    };
  }

  /** Returns the encoder of PID 01 of an ECU that only monitors its components. */
  public static Pid.Encoder componentsOnly(TroubleMemory memory) {
    return (car, to) -> to.add(lampAndCount(memory), 0x04, 0, 0);
  }

  /** Returns the encoder of PID 41. */
  public static Pid.Encoder thisCycle(TroubleMemory memory) {
    return (car, to) -> {
      to.add(0);
      monitors(memory::isCompleteThisCycle, to);
    };
  }

  /** Returns the data of PID 02: the code of the first freeze frame; 0 if there is none. */
  public static int frameCode(TroubleMemory memory) {
    List<FreezeFrame> frames = memory.frames();
    return frames.isEmpty() ? 0 : frames.get(0).dtc().base();
  }

  private static int lampAndCount(TroubleMemory memory) {
    return (memory.lamp() ? LAMP : 0) | Math.min(memory.stored().size(), 0x7F);
  }

  private static void monitors(Predicate<ReadinessMonitor> complete, ByteList to) {
    int continuous = 0;
    int supported = 0;
    int incomplete = 0;
    for (ReadinessMonitor monitor : ReadinessMonitor.values()) {
      if (!monitor.supported()) {
        continue;
      }
      int bit = 1 << monitor.bit();
      int open = complete.test(monitor) ? 0 : bit;
      if (monitor.continuous()) {
        continuous |= bit | open << 4;
      } else {
        supported |= bit;
        incomplete |= open;
      }
    }
    to.add(continuous, supported, incomplete);
  }
}
