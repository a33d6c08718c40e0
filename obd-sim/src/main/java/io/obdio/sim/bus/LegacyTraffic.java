package io.obdio.sim.bus;

import io.obdio.sim.BusProtocol;
import java.util.HexFormat;

/**
 * The periodic messages between the ECUs on J1850 and the K-line: engine speed, vehicle speed and
 * coolant temperature (SAE J2178 functional addresses), or requests of one ECU to another. They are
 * generated only while a monitor is active.
 */
final class LegacyTraffic {

  /** Header and data in hex, the index of a counter in them (-1: none), and the period in ms. */
  private record Row(String bytes, int counterAt, int periodMillis) {}

  private static final Row[] PWM = {
    new Row("811B1010" + "0B30", 5, 100),
    new Row("A1291002" + "32", 4, 200),
    new Row("A1491010" + "7B", -1, 1000),
  };

  private static final Row[] VPW = {
    new Row("881B1010" + "0B30", 5, 100),
    new Row("A8291002" + "32", 4, 200),
    new Row("A8491010" + "7B", -1, 1000),
  };

  private static final Row[] ISO_9141 = {
    new Row("686A28" + "010D", -1, 500), new Row("486B10" + "410D32", 5, 500),
  };

  private static final Row[] KWP = {
    new Row("821028" + "210D", -1, 500), new Row("832810" + "610D32", 5, 500),
  };

  private static final int BEHIND_THE_REQUEST = 30;

  private final LegacyNetwork bus;
  private final Row[] rows;
  private boolean running;
  private int generation;

  LegacyTraffic(LegacyNetwork bus, BusProtocol protocol) {
    this.bus = bus;
    this.rows =
        switch (protocol) {
          case J1850_PWM -> PWM;
          case J1850_VPW -> VPW;
          case ISO_9141 -> ISO_9141;
          case KWP_SLOW, KWP_FAST -> KWP;
          default -> new Row[0];
        };
  }

  void run(boolean on) {
    if (on == running) {
      return;
    }
    running = on;
    generation++;
    if (on) {
      for (int i = 0; i < rows.length; i++) {
        next(rows[i], generation, 0, i * BEHIND_THE_REQUEST);
      }
    }
  }

  private void next(Row row, int run, int counter, int moreMillis) {
    bus.clock()
        .background(
            (row.periodMillis + moreMillis) * 1_000_000L,
            () -> {
              if (running && run == generation) {
                bus.broadcast(message(row, counter));
                next(row, run, counter + 1, 0);
              }
            });
  }

  private static byte[] message(Row row, int counter) {
    byte[] bytes = HexFormat.of().parseHex(row.bytes);
    if (row.counterAt >= 0) {
      bytes[row.counterAt] += (byte) counter;
    }
    return bytes;
  }
}
