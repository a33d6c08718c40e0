package io.obdio.core.command;

import io.obdio.core.decode.Decoded;
import io.obdio.core.decode.Decoder;
import io.obdio.core.decode.LinearDecoder;
import io.obdio.core.decode.MultiValueDecoder;
import io.obdio.core.message.Payload;
import io.obdio.core.unit.Units;
import io.obdio.core.value.SensorValues;

/** The decoders of all values of the PIDs that have several (SAE J1979 appendix B). */
final class MultiValueDecoders {

  /** PID 4F: the greatest values of other PIDs. */
  static final Decoder<SensorValues> MAX_VALUES =
      MultiValueDecoder.of()
          .value("EQUIVALENCE_RATIO", 0, 1, 1, 1, Units.RATIO)
          .value("O2_SENSOR_VOLTAGE", 1, 1, 1, 1, Units.VOLT)
          .value("O2_SENSOR_CURRENT", 2, 1, 1, 1, Units.MILLIAMPERE)
          .value("INTAKE_PRESSURE", 3, 1, 10, 1, Units.KILOPASCAL)
          .build();

  /** PIDs 14 to 1B: the voltage, and the trim if the sensor is used for it. */
  static final Decoder<SensorValues> VOLTAGE_AND_TRIM = MultiValueDecoders::voltageAndTrim;

  /** PIDs 24 to 2B: {@code AB * 2 / 65536} and {@code CD * 8 / 65536} volt. */
  static final Decoder<SensorValues> RATIO_AND_VOLTAGE =
      MultiValueDecoder.of()
          .uint16("RATIO", 0, 2, 65536, Units.RATIO)
          .uint16("VOLTAGE", 2, 8, 65536, Units.VOLT)
          .build();

  /** PIDs 34 to 3B: {@code AB * 2 / 65536} and {@code CD / 256 - 128} milliampere. */
  static final Decoder<SensorValues> RATIO_AND_CURRENT =
      MultiValueDecoder.of()
          .uint16("RATIO", 0, 2, 65536, Units.RATIO)
          .value("CURRENT", new LinearDecoder(2, 2, false, 1, -32768, 256, Units.MILLIAMPERE))
          .build();

  /** PIDs 06, 07, 55 and 56: the second byte is present if the vehicle has a bank 3. */
  static final Decoder<SensorValues> TRIM_OF_BANKS_1_AND_3 = trims("BANK_1", "BANK_3");

  /** PIDs 08, 09, 57 and 58: the second byte is present if the vehicle has a bank 4. */
  static final Decoder<SensorValues> TRIM_OF_BANKS_2_AND_4 = trims("BANK_2", "BANK_4");

  private static final Decoder<SensorValues> VOLTAGE =
      MultiValueDecoder.of().value("VOLTAGE", 0, 1, 1, 200, Units.VOLT).build();

  private static final Decoder<SensorValues> BOTH =
      MultiValueDecoder.of().value("VOLTAGE", 0, 1, 1, 200, Units.VOLT).trim("TRIM", 1).build();

  /** Byte B of PIDs 14 to 1B if the sensor is not used for the trim. */
  private static final int NOT_TRIMMING = 0xFF;

  private MultiValueDecoders() {}

  private static Decoded<SensorValues> voltageAndTrim(Payload data) {
    boolean alone = data.length() > 1 && data.at(1) == NOT_TRIMMING;
    return alone ? VOLTAGE.decode(data) : BOTH.decode(data);
  }

  private static Decoder<SensorValues> trims(String first, String second) {
    return MultiValueDecoder.of().trim(first, 0).ifPresent().trim(second, 1).build();
  }
}
