package io.obdio.core.decode;

import io.obdio.core.message.Payload;
import io.obdio.core.unit.Quantity;
import io.obdio.core.unit.Units;
import io.obdio.core.value.Monitor;
import io.obdio.core.value.MonitorTest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The decoder of test results of the buses before CAN (SAE J1979 clause 6.6). Each message has the
 * component id, whose bit 7 shows that the limit is a minimum and not a maximum, then the value and
 * the limit of two bytes each. The data of the messages follow one another. The values are raw: the
 * manufacturer defines their scaling.
 *
 * @param tid the test id, 01..FF
 */
record TestResultDecoder(int tid) implements Decoder<Monitor> {

  /** The bytes of a message after the test id. */
  private static final int RESULT = 5;

  private static final int MINIMUM = 0x80;
  private static final int MAX_RAW = 0xFFFF;

  /** A component's value and limits so far. */
  private record Limits(int value, int min, int max) {}

  @Override
  public Decoded<Monitor> decode(Payload data) {
    if (data.length() < RESULT) {
      return Decoded.tooShort(data.length(), RESULT);
    }
    Map<Integer, Limits> components = new LinkedHashMap<>();
    for (int from = 0; from + RESULT <= data.length(); from += RESULT) {
      int type = data.at(from);
      int limit = data.uint16(from + 3);
      boolean minimum = (type & MINIMUM) != 0;
      Limits result =
          new Limits(data.uint16(from + 1), minimum ? limit : 0, minimum ? MAX_RAW : limit);
      components.merge(type & ~MINIMUM, result, TestResultDecoder::both);
    }
    List<MonitorTest> tests = new ArrayList<>();
    components.forEach((component, result) -> tests.add(test(component, result)));
    return Decoded.of(new Monitor(tests));
  }

  /** Returns both limits of one component, which are sent in two messages. */
  private static Limits both(Limits first, Limits second) {
    int highestMinimum = Math.max(first.min, second.min);
    int lowestMaximum = Math.min(first.max, second.max);
    return new Limits(second.value, highestMinimum, lowestMaximum);
  }

  private MonitorTest test(int component, Limits result) {
    return new MonitorTest(
        tid,
        String.format(Locale.ROOT, "COMPONENT_%02X", component),
        String.format(Locale.ROOT, "Component %02X", component),
        raw(result.value),
        raw(result.min),
        raw(result.max));
  }

  private static Quantity raw(int number) {
    return new Quantity(number, Units.COUNT);
  }

  /** Returns the results of both ECUs. */
  @Override
  public Monitor merge(Monitor first, Monitor second) {
    List<MonitorTest> all = new ArrayList<>(first.tests());
    all.addAll(second.tests());
    return new Monitor(all);
  }
}
