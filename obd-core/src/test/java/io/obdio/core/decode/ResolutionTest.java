package io.obdio.core.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.obdio.core.command.Commands;
import io.obdio.core.unit.Units;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The resolutions of SAE J1979 appendix B. */
class ResolutionTest {

  @ParameterizedTest
  @CsvSource({
    "RPM, 0.25",
    "SPEED, 1",
    "COOLANT_TEMP, 1",
    "FUEL_PRESSURE, 3",
    "MAF, 0.01",
    "TIMING_ADVANCE, 0.5",
    "SHORT_FUEL_TRIM_1, 0.78125",
    "EVAP_VAPOR_PRESSURE, 0.25",
    "CONTROL_MODULE_VOLTAGE, 0.001",
    "FUEL_RATE, 0.05",
  })
  void isTheStepOfTheStandard(String name, double expected) {
    OptionalDouble found = Commands.standard().get(name).decoder().resolution();
    assertEquals(expected, found.orElseThrow(), 1e-12);
  }

  @Test
  void ofSeveralValuesIsThatOfTheName() {
    MultiValueDecoder decoder =
        MultiValueDecoder.of()
            .uint16("FLOW", 0, 1, 32, Units.GRAM_PER_SECOND)
            .flag("ON", 2, 0)
            .bits("STATE", 2, 1, 7)
            .build();
    assertEquals(OptionalDouble.of(1 / 32.0), decoder.resolution("FLOW"));
    assertEquals(OptionalDouble.of(1), decoder.resolution("STATE"));
    assertEquals(OptionalDouble.empty(), decoder.resolution("ON"));
    assertEquals(OptionalDouble.empty(), decoder.resolution("OTHER"));
    assertEquals(OptionalDouble.empty(), decoder.resolution());
  }

  @Test
  void otherValuesHaveNone() {
    assertEquals(OptionalDouble.empty(), Decoders.STATUS.resolution());
    assertEquals(OptionalDouble.empty(), Decoders.ADAPTER_VOLTAGE.resolution());
  }
}
