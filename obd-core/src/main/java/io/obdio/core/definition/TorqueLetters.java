package io.obdio.core.definition;

import io.obdio.core.message.Payload;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The bytes that the letters of Torque's equations name. They are the data after the echo of the
 * request, except in service 09: there A is the number of data items that precedes them.
 */
final class TorqueLetters {

  private static final int SERVICE_09 = 0x09;
  private static final int MAP_SPAN = 0x20;

  /** The length in bytes of one item by infotype (SAE J1979 clause 7.9.3, SAE J1979-DA). */
  private static final Map<Integer, Integer> ITEM_LENGTHS =
      Map.ofEntries(
          Map.entry(0x02, 17), // VIN
          Map.entry(0x04, 16), // CALID
          Map.entry(0x06, 4), // CVN
          Map.entry(0x08, 2), // IPT
          Map.entry(0x0A, 20), // ECUNAME
          Map.entry(0x0B, 2), // IPT
          Map.entry(0x0D, 17), // ESN
          Map.entry(0x0F, 17)); // EROTAN

  private TorqueLetters() {}

  /** Returns how the data of the answer to {@code request} become the letters. */
  static UnaryOperator<Payload> of(Payload request) {
    boolean counted =
        request.length() == 2 && request.at(0) == SERVICE_09 && request.at(1) % MAP_SPAN != 0;
    if (!counted) {
      return UnaryOperator.identity();
    }
    int itemLength = ITEM_LENGTHS.getOrDefault(request.at(1), Integer.MAX_VALUE);
    return data -> {
      int items = Math.max(1, data.length() / itemLength);
      return Payload.generate(data.length() + 1, i -> i == 0 ? items : data.at(i - 1));
    };
  }
}
