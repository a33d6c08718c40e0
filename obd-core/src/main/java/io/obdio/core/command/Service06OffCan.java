package io.obdio.core.command;

import io.obdio.core.decode.Decoders;
import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.Payload;
import io.obdio.core.message.RequestOptions;
import io.obdio.core.value.Monitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Service 06 on the buses before CAN: test results by test id (TID), not by monitor id (SAE J1979
 * clause 6.6). The vehicle's manufacturer defines the tests and the scaling of their results, which
 * are raw numbers here. Bit maps such as {@link Service06#MIDS_A} show the supported TIDs.
 */
public final class Service06OffCan {

  private static final int SERVICE = 0x06;
  private static final int MAP_SPAN = 0x20;

  private static final RequestOptions BEFORE_CAN =
      RequestOptions.NONE.withBus(EcuAddress.Kind.BYTE);

  private Service06OffCan() {}

  /**
   * Returns the command of a test, such as {@code TEST_ID_01}.
   *
   * @param tid the test id, 01..FF without the ids of bit maps (20, 40 .. E0)
   * @throws IllegalArgumentException if it is out of range
   */
  public static ObdCommand<Monitor> test(int tid) {
    if (tid < 1 || tid > 0xFF || tid % MAP_SPAN == 0) {
      throw new IllegalArgumentException("test id " + tid + " is not a test from 1 to 255");
    }
    Payload request = Payload.of(SERVICE, tid);
    return ObdCommand.named(String.format(Locale.ROOT, "TEST_ID_%02X", tid))
        .description(String.format(Locale.ROOT, "Test results of TID %02X (before CAN)", tid))
        .request(new DiagnosticRequest.ToVehicle(request, Optional.empty(), BEFORE_CAN))
        .decoder(Decoders.testResults(tid))
        .build();
  }

  /** Returns the commands of all test ids, in order. */
  static List<ObdCommand<?>> all() {
    List<ObdCommand<?>> all = new ArrayList<>();
    for (int tid = 1; tid <= 0xFF; tid++) {
      if (tid % MAP_SPAN != 0) {
        all.add(test(tid));
      }
    }
    return all;
  }
}
