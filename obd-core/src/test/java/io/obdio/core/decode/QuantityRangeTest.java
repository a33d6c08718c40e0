package io.obdio.core.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.obdio.core.command.Service01;
import io.obdio.core.unit.Units;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QuantityRangeTest {

  @Test
  void aLinearDecoderGivesTheLimitsOfItsFormula() {
    assertEquals(
        Optional.of(new QuantityRange(Units.RPM, 0, 16383.75)), Service01.RPM.decoder().range());
    assertEquals(
        Optional.of(new QuantityRange(Units.DEGREE_CELSIUS, -40, 215)),
        Decoders.TEMPERATURE.range());
    assertEquals(
        Optional.of(new QuantityRange(Units.PASCAL, -8192, 8191.75)),
        Decoders.EVAP_PRESSURE.range());
  }

  @Test
  void aDecoderOfOtherValuesHasNone() {
    assertEquals(Optional.empty(), Decoders.STATUS.range());
    assertEquals(Optional.empty(), Decoders.CODES.range());
  }

  @Test
  void aCountedNumberHasTheRangeOfTheNumber() {
    LinearDecoder decoder = LinearDecoder.of(1, 1, 1, Units.COUNT);
    assertEquals(decoder.range(), Decoders.counted(decoder).range());
  }

  @Test
  void anEmptyRangeIsRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> new QuantityRange(Units.VOLT, 1, Double.NaN));
  }
}
