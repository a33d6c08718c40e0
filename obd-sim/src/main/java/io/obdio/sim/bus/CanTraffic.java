package io.obdio.sim.bus;

import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.can.CanId;
import io.obdio.sim.BusProtocol;

/**
 * The periodic frames between the ECUs: a few identifiers with a period, a counter and changing
 * bytes. They are generated only while a monitor is active.
 */
final class CanTraffic {

  /** Identifiers (11 and 29 bits), period in ms, length in bytes. */
  private record Row(int base, int extended, int periodMillis, int length) {}

  private static final Row[] ROWS = {
    new Row(0x0C9, 0x0CF00400, 20, 8),
    new Row(0x1E5, 0x18F00503, 50, 8),
    new Row(0x3E9, 0x18FEF100, 100, 8),
    new Row(0x4C1, 0x18FEEE00, 500, 8),
    new Row(0x52A, 0x18FEF700, 1000, 4),
  };

  private static final long DM1_PERIOD = 1_000_000_000L;

  private final CanNetwork bus;
  private final J1939Node node;
  private final BusProtocol protocol;
  private boolean running;
  private int generation;

  CanTraffic(CanNetwork bus, BusProtocol protocol, J1939Node node) {
    this.bus = bus;
    this.node = node;
    this.protocol = protocol;
  }

  void run(boolean on) {
    if (on == running) {
      return;
    }
    running = on;
    generation++;
    if (on) {
      for (Row row : ROWS) {
        next(row, generation, 0);
      }
      if (protocol == BusProtocol.J1939) {
        nextDm1(generation);
      }
    }
  }

  private void next(Row row, int run, int counter) {
    bus.clock()
        .background(
            row.periodMillis * 1_000_000L,
            () -> {
              if (running && run == generation) {
                bus.broadcast(frame(row, counter));
                next(row, run, counter + 1);
              }
            });
  }

  /** Schedules the broadcast of the active codes, which a J1939 node repeats every second. */
  private void nextDm1(int run) {
    bus.clock()
        .background(
            DM1_PERIOD,
            () -> {
              if (running && run == generation) {
                node.broadcastDm1(bus::broadcast);
                nextDm1(run);
              }
            });
  }

  private CanFrame frame(Row row, int counter) {
    byte[] data = new byte[row.length];
    for (int i = 0; i < data.length; i++) {
      data[i] = (byte) (row.base * 31 + i * 17 + (counter >> i));
    }
    data[data.length - 1] = (byte) counter;
    CanId id = protocol.extended() ? CanId.extended(row.extended) : CanId.base(row.base);
    return CanFrame.of(id, data);
  }
}
