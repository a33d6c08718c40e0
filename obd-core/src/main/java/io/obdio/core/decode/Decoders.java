package io.obdio.core.decode;

import io.obdio.core.message.Payload;
import io.obdio.core.unit.Quantity;
import io.obdio.core.unit.Unit;
import io.obdio.core.unit.UnitAndScaling;
import io.obdio.core.unit.Units;
import io.obdio.core.value.Acknowledged;
import io.obdio.core.value.ExtendedCodeData;
import io.obdio.core.value.FuelStatus;
import io.obdio.core.value.Monitor;
import io.obdio.core.value.MonitorTest;
import io.obdio.core.value.OxygenSensors;
import io.obdio.core.value.ReportedCode;
import io.obdio.core.value.SensorValues;
import io.obdio.core.value.Status;
import io.obdio.core.value.SupportedPids;
import io.obdio.core.value.TroubleCode;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;

/** The decoders of SAE J1979 (formulas: appendix B) and factories of further ones. */
public final class Decoders {

  /** {@code A * 100 / 255} percent. */
  public static final Decoder<Quantity> PERCENT = linear(1, 100, 255, Units.PERCENT);

  /** {@code (A - 128) * 100 / 128} percent. */
  public static final Decoder<Quantity> PERCENT_CENTERED =
      new LinearDecoder(0, 1, false, 100, -12800, 128, Units.PERCENT);

  /** {@code A - 40} degrees Celsius. */
  public static final Decoder<Quantity> TEMPERATURE =
      new LinearDecoder(0, 1, false, 1, -40, 1, Units.DEGREE_CELSIUS);

  /** {@code A} kilopascal. */
  public static final Decoder<Quantity> PRESSURE = linear(1, 1, 1, Units.KILOPASCAL);

  /** {@code A * 3} kilopascal. */
  public static final Decoder<Quantity> FUEL_PRESSURE = linear(1, 3, 1, Units.KILOPASCAL);

  /** {@code AB / 4} pascal, signed. */
  public static final Decoder<Quantity> EVAP_PRESSURE =
      new LinearDecoder(0, 2, true, 1, 0, 4, Units.PASCAL);

  /** {@code AB / 200} kilopascal. */
  public static final Decoder<Quantity> EVAP_PRESSURE_ABSOLUTE =
      linear(2, 1, 200, Units.KILOPASCAL);

  /** {@code AB} pascal, signed. */
  public static final Decoder<Quantity> EVAP_PRESSURE_WIDE =
      new LinearDecoder(0, 2, true, 1, 0, 1, Units.PASCAL);

  /** {@code (A - 128) / 2} degrees before top dead centre. */
  public static final Decoder<Quantity> TIMING_ADVANCE =
      new LinearDecoder(0, 1, false, 1, -128, 2, Units.DEGREE);

  /** {@code (AB - 26880) / 128} degrees. */
  public static final Decoder<Quantity> INJECT_TIMING =
      new LinearDecoder(0, 2, false, 1, -26880, 128, Units.DEGREE);

  /** {@code A / 200} volt; the trim in byte B belongs to another command. */
  public static final Decoder<Quantity> SENSOR_VOLTAGE = linear(1, 1, 200, Units.VOLT);

  /** {@code AB * 2 / 65536}: lambda, as the wide-range sensors report it. */
  public static final Decoder<Quantity> EQUIVALENCE_RATIO = linear(2, 2, 65536, Units.RATIO);

  /** {@code CD * 8 / 65536} volt; the ratio in bytes A and B belongs to another command. */
  public static final Decoder<Quantity> SENSOR_VOLTAGE_WIDE = linear(2, 8, 65536, Units.VOLT).at(2);

  /** {@code CD / 256 - 128} milliampere; the ratio in bytes A and B belongs to another command. */
  public static final Decoder<Quantity> SENSOR_CURRENT =
      new LinearDecoder(2, 2, false, 1, -32768, 256, Units.MILLIAMPERE);

  /** {@code AB * 100 / 255} percent. */
  public static final Decoder<Quantity> ABSOLUTE_LOAD = linear(2, 100, 255, Units.PERCENT);

  /** {@code A * 10} gram per second. */
  public static final Decoder<Quantity> MAX_MAF = linear(1, 10, 1, Units.GRAM_PER_SECOND);

  /** {@code AB / 20} litre per hour. */
  public static final Decoder<Quantity> FUEL_RATE = linear(2, 1, 20, Units.LITER_PER_HOUR);

  /** {@code A}, a count. */
  public static final Decoder<Quantity> COUNT = linear(1, 1, 1, Units.COUNT);

  /** Monitor status, four bytes. */
  public static final Decoder<Status> STATUS = new StatusDecoder();

  /** Fuel system status, two bytes. */
  public static final Decoder<FuelStatus> FUEL_STATUS = Decoders::fuelStatus;

  /** Commanded secondary air status. */
  public static final Decoder<String> AIR_STATUS = Decoders::airStatus;

  /** The OBD requirements to which the vehicle is designed. */
  public static final Decoder<String> OBD_COMPLIANCE =
      new EnumerationDecoder(0, CodeTables.OBD_COMPLIANCE);

  /** The emission requirements to which the vehicle is designed (PID 5F). */
  public static final Decoder<String> EMISSION_REQUIREMENTS = Decoders::emissionRequirements;

  /** The fuel. */
  public static final Decoder<String> FUEL_TYPE = new EnumerationDecoder(0, CodeTables.FUEL_TYPES);

  /** Oxygen sensors, two banks. */
  public static final Decoder<OxygenSensors> O2_SENSORS =
      oxygenSensors(OxygenSensors.Layout.TWO_BANKS);

  /** Oxygen sensors, four banks. */
  public static final Decoder<OxygenSensors> O2_SENSORS_ALT =
      oxygenSensors(OxygenSensors.Layout.FOUR_BANKS);

  /**
   * Power take-off active: bit A0 of the standard. Existing clients use bit A7, which is reserved
   * and 0, so that either is accepted.
   */
  public static final Decoder<Boolean> AUX_INPUT_STATUS = new BitDecoder(0, 0x81);

  /** One trouble code. */
  public static final Decoder<TroubleCode> SINGLE_CODE = TroubleCodeDecoders::single;

  /** Trouble codes, of all ECUs. */
  public static final Decoder<List<TroubleCode>> CODES = new TroubleCodeDecoders.Codes();

  /** Results of a monitor's tests. */
  public static final Decoder<Monitor> MONITOR = new MonitorDecoder();

  /**
   * Returns the decoder of the results of a test of the buses before CAN (service 06).
   *
   * @param tid the test id, 01..FF
   */
  public static Decoder<Monitor> testResults(int tid) {
    return new TestResultDecoder(tid);
  }

  /** In-use performance tracking counters of spark ignition engines (service 09, infotype 08). */
  public static final Decoder<SensorValues> TRACKING_SPARK = TrackingDecoder.SPARK;

  /** In-use performance tracking counters of compression ignition engines (infotype 0B). */
  public static final Decoder<SensorValues> TRACKING_COMPRESSION = TrackingDecoder.COMPRESSION;

  /** Trouble codes with status, of all ECUs (ISO 14229-1 ReadDTCInformation 02 and 0A). */
  public static final Decoder<List<ReportedCode>> REPORTED_CODES = UdsDecoders.CODES;

  /** A trouble code's extended data records (ISO 14229-1 ReadDTCInformation 06). */
  public static final Decoder<ExtendedCodeData> EXTENDED_CODE_DATA = UdsDecoders.EXTENDED_DATA;

  /** Calibration verification numbers, eight hexadecimal digits each. */
  public static final Decoder<List<String>> CVNS = VehicleInformationDecoders::cvns;

  /** A vehicle identification number: 17 characters (ISO 3779), none less. */
  public static final Decoder<String> VIN =
      map(new TextDecoder(17, 17), texts -> String.join(", ", texts));

  /**
   * An ECU's name: four characters of acronym, a hyphen and fifteen of name, each padded with NULs,
   * such as {@code ECM-EngineControl}.
   */
  public static final Decoder<String> ECU_NAME =
      map(text(20), text -> text.replace(TextDecoder.NUL, ""));

  /** A positive response, whatever its data. */
  public static final Decoder<Acknowledged> ACKNOWLEDGED =
      data -> Decoded.of(new Acknowledged(data));

  /** The bytes themselves. */
  public static final Decoder<Payload> RAW = Decoded::of;

  /** The text of an adapter. */
  public static final Decoder<String> ADAPTER_TEXT = AdapterDecoders::text;

  /** A voltage measured by an adapter, such as {@code 14.2V}. */
  public static final Decoder<Quantity> ADAPTER_VOLTAGE =
      new RangedDecoder(
          AdapterDecoders::voltage,
          new QuantityRange(Units.VOLT, 0, 999.999999),
          OptionalDouble.empty());

  private Decoders() {}

  /** Returns the decoder of {@code raw * mul / div}, of the first {@code bytes} bytes. */
  public static LinearDecoder linear(int bytes, double mul, double div, Unit unit) {
    return LinearDecoder.of(bytes, mul, div, unit);
  }

  /**
   * Returns the decoder of the first {@code bytes} bytes by a unit and scaling identifier.
   *
   * @throws IllegalArgumentException if the standard does not define {@code id}
   */
  public static LinearDecoder uas(int id, int bytes) {
    UnitAndScaling row = UnitAndScaling.of(id);
    return new LinearDecoder(0, bytes, row.signed(), row.mul(), row.add(), row.div(), row.unit());
  }

  /** Returns the decoder of the bit map of the 32 PIDs after {@code base}. */
  public static Decoder<SupportedPids> supported(int base) {
    return new SupportedPidsDecoder(base, false);
  }

  /** Returns the decoder of service 09: a message count precedes the map on the older buses. */
  public static Decoder<SupportedPids> supportedInfotypes(int base) {
    return new SupportedPidsDecoder(base, true);
  }

  /** Returns the decoder of texts of {@code length} bytes each; the last may be a byte short. */
  public static Decoder<List<String>> texts(int length) {
    return new TextDecoder(length, length - 1);
  }

  /** Returns the names of all readiness tests of both ignition types, in the standard's order. */
  public static List<String> readinessTests() {
    return Stream.of(CodeTables.BASE_TESTS, CodeTables.SPARK_TESTS, CodeTables.COMPRESSION_TESTS)
        .flatMap(List::stream)
        .filter(name -> !name.isEmpty())
        .distinct()
        .toList();
  }

  /** Returns the decoder of texts of {@code length} bytes each; several are joined by commas. */
  public static Decoder<String> text(int length) {
    return map(texts(length), texts -> String.join(", ", texts));
  }

  /** Returns the decoder of a number that an item count of 1 may precede. */
  public static Decoder<Quantity> counted(LinearDecoder decoder) {
    Decoder<Quantity> counted =
        data ->
            data.length() > decoder.bytes() && data.at(0) == 1
                ? decoder.decode(data.from(1))
                : decoder.decode(data);
    return new RangedDecoder(counted, decoder.range().orElseThrow(), decoder.resolution());
  }

  /** Returns a decoder that converts the values of another. It does not merge values of ECUs. */
  public static <A, B> Decoder<B> map(Decoder<A> decoder, Function<A, B> change) {
    return data -> {
      Decoded<A> decoded = decoder.decode(data);
      if (decoded instanceof Decoded.Value<A> value) {
        return Decoded.of(change.apply(value.value()));
      }
      return Decoded.failed(((Decoded.Failed<A>) decoded).reason());
    };
  }

  /**
   * Returns the decoder of an oxygen sensor test of service 05; the value is {@code raw * mul /
   * div}.
   *
   * @param tid test id, 01..0A
   */
  public static Decoder<MonitorTest> oxygenTest(int tid, double mul, double div, Unit unit) {
    return new OxygenTestDecoder(tid, mul, div, unit);
  }

  private static Decoder<OxygenSensors> oxygenSensors(OxygenSensors.Layout layout) {
    return data ->
        data.isEmpty() ? Decoded.tooShort(0, 1) : Decoded.of(new OxygenSensors(data.at(0), layout));
  }

  private static Decoded<String> emissionRequirements(Payload data) {
    if (data.isEmpty()) {
      return Decoded.tooShort(0, 1);
    }
    int index = data.at(0) - CodeTables.FIRST_EMISSION_REQUIREMENT;
    return Decoded.of(
        index >= 0 && index < CodeTables.EMISSION_REQUIREMENTS.size()
            ? CodeTables.EMISSION_REQUIREMENTS.get(index)
            : EnumerationDecoder.unknown(data.at(0)));
  }

  /** Decodes PID 03: all bits are 0 with the ignition on and the engine off (SAE J1979-DA). */
  private static Decoded<FuelStatus> fuelStatus(Payload data) {
    if (data.length() < 2) {
      return Decoded.tooShort(data.length(), 2);
    }
    return data.uint16(0) == 0
        ? Decoded.of(FuelStatus.ENGINE_OFF)
        : Decoded.of(new FuelStatus(fuelSystem(data.at(0)), fuelSystem(data.at(1))));
  }

  private static String fuelSystem(int bits) {
    return bits == 0 ? "" : EnumerationDecoder.textOfBit(CodeTables.FUEL_STATUS, bits);
  }

  private static Decoded<String> airStatus(Payload data) {
    return data.isEmpty()
        ? Decoded.tooShort(0, 1)
        : Decoded.of(EnumerationDecoder.textOfBit(CodeTables.AIR_STATUS, data.at(0)));
  }
}
