package io.obdio.core.decode;

import io.obdio.core.message.Payload;
import io.obdio.core.unit.Quantity;
import io.obdio.core.unit.Unit;
import io.obdio.core.value.MonitorTest;

/**
 * The decoder of an oxygen sensor test of the older buses (SAE J1979 service 05): a value, and its
 * limits if it is measured.
 *
 * @param tid test id, 01..0A
 * @param mul factor: the value is {@code raw * mul / div}
 * @param div divisor
 * @param unit of the value
 */
record OxygenTestDecoder(int tid, double mul, double div, Unit unit)
    implements Decoder<MonitorTest> {

  @Override
  public Decoded<MonitorTest> decode(Payload data) {
    if (data.isEmpty()) {
      return Decoded.tooShort(0, 1);
    }
    Quantity value = quantity(data.at(0));
    boolean limits = data.length() >= 3;
    return Decoded.of(
        new MonitorTest(
            tid,
            CodeTables.testName(tid),
            CodeTables.testDescription(tid),
            value,
            limits ? quantity(data.at(1)) : value,
            limits ? quantity(data.at(2)) : value));
  }

  private Quantity quantity(int raw) {
    return new Quantity(raw * mul / div, unit);
  }
}
