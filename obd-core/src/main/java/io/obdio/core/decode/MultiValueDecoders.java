package io.obdio.core.decode;

import io.obdio.core.unit.Units;
import io.obdio.core.value.SensorValues;

/** Answers that hold several values, decoded whole (SAE J1979 appendix B). */
public final class MultiValueDecoders {

  /** PID 4F: the greatest values that other PIDs can take. */
  public static final Decoder<SensorValues> MAX_VALUES =
      MultiValueDecoder.of()
          .value("EQUIVALENCE_RATIO", 0, 1, 1, 1, Units.RATIO)
          .value("O2_SENSOR_VOLTAGE", 1, 1, 1, 1, Units.VOLT)
          .value("O2_SENSOR_CURRENT", 2, 1, 1, 1, Units.MILLIAMPERE)
          .value("INTAKE_PRESSURE", 3, 1, 10, 1, Units.KILOPASCAL)
          .build();

  private MultiValueDecoders() {}
}
