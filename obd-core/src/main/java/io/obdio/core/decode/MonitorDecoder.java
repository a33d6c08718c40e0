package io.obdio.core.decode;

import io.obdio.core.message.Payload;
import io.obdio.core.unit.Dimension;
import io.obdio.core.unit.Quantity;
import io.obdio.core.unit.Unit;
import io.obdio.core.unit.UnitAndScaling;
import io.obdio.core.value.Monitor;
import io.obdio.core.value.MonitorTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The decoder of one on-board monitor's test results on CAN (SAE J1979 service 06): test id, unit
 * and scaling id, then value, minimum and maximum of two bytes each. The OBDMID precedes the second
 * and each further test again.
 */
final class MonitorDecoder implements Decoder<Monitor> {

  /** The bytes of a test without the OBDMID; that of the first test is part of the echo. */
  private static final int TEST = 8;

  @Override
  public Decoded<Monitor> decode(Payload data) {
    if (data.length() < TEST) {
      return Decoded.tooShort(data.length(), TEST);
    }
    List<MonitorTest> tests = new ArrayList<>();
    for (int from = 0; from + TEST <= data.length(); from += TEST + 1) {
      tests.add(test(data, from));
    }
    return Decoded.of(new Monitor(tests));
  }

  private static MonitorTest test(Payload data, int from) {
    int tid = data.at(from);
    int uas = data.at(from + 1);
    return new MonitorTest(
        tid,
        CodeTables.testName(tid),
        CodeTables.testDescription(tid),
        quantity(uas, data.uint16(from + 2)),
        quantity(uas, data.uint16(from + 4)),
        quantity(uas, data.uint16(from + 6)));
  }

  /** Returns the scaled value; the raw number in a unit of that name if the scaling is unknown. */
  private static Quantity quantity(int uas, int raw) {
    Optional<UnitAndScaling> scaling = UnitAndScaling.byId(uas);
    return scaling.isPresent() ? scaling.get().scale(raw) : new Quantity(raw, rawUnit(uas));
  }

  private static Unit rawUnit(int uas) {
    String id = String.format(Locale.ROOT, "0x%02X", uas);
    return new Unit("raw (scaling " + id + ")", "raw_scaling_" + id, Dimension.OTHER, 1, 0);
  }

  /** Returns the tests of both ECUs. */
  @Override
  public Monitor merge(Monitor first, Monitor second) {
    List<MonitorTest> all = new ArrayList<>(first.tests());
    all.addAll(second.tests());
    return new Monitor(all);
  }
}
