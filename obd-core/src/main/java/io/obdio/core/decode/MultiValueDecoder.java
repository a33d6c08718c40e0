package io.obdio.core.decode;

import io.obdio.core.message.Payload;
import io.obdio.core.unit.Quantity;
import io.obdio.core.unit.Unit;
import io.obdio.core.unit.Units;
import io.obdio.core.value.SensorValue;
import io.obdio.core.value.SensorValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The decoder of a response with several values. A value may depend on a support bit in the first
 * byte: if that is not set, the value is omitted.
 */
public final class MultiValueDecoder implements Decoder<SensorValues> {

  /** No support bit: the value is always present. */
  private static final int ALWAYS = -1;

  /** No support bit: the value is present if the response is long enough. */
  private static final int IF_PRESENT = -2;

  private final int length;
  private final List<Part> parts;

  /**
   * A value.
   *
   * @param supportBit the bit of the first byte, 0 for the least significant; or one of the
   *     constants
   */
  private record Part(
      String name,
      int supportBit,
      int end,
      Decoder<? extends SensorValue> decoder,
      OptionalDouble resolution) {

    boolean isOmitted(Payload data) {
      return switch (supportBit) {
        case ALWAYS -> false;
        case IF_PRESENT -> data.length() < end;
        default -> (data.at(0) >> supportBit & 1) == 0;
      };
    }
  }

  private MultiValueDecoder(int length, List<Part> parts) {
    this.length = length;
    this.parts = List.copyOf(parts);
  }

  @Override
  public Decoded<SensorValues> decode(Payload data) {
    if (data.isEmpty()) {
      return Decoded.tooShort(0, length);
    }
    Map<String, SensorValue> values = new LinkedHashMap<>();
    for (Part part : parts) {
      if (part.isOmitted(data)) {
        continue;
      }
      if (data.length() < part.end) {
        return Decoded.tooShort(data.length(), length);
      }
      if (part.decoder.decode(data) instanceof Decoded.Value<? extends SensorValue> value) {
        values.put(part.name, value.value());
      }
    }
    return Decoded.of(new SensorValues(values));
  }

  @Override
  public OptionalDouble resolution(String name) {
    return parts.stream()
        .filter(part -> part.name.equals(name))
        .findFirst()
        .map(Part::resolution)
        .orElse(OptionalDouble.empty());
  }

  /** Returns a builder. */
  public static Builder of() {
    return new Builder();
  }

  /** A builder that collects the values in order. */
  public static final class Builder {

    private final List<Part> parts = new ArrayList<>();
    private int support = ALWAYS;

    private Builder() {}

    /** Lets the next value depend on this bit of the first byte. */
    public Builder ifBit(int bit) {
      support = bit;
      return this;
    }

    /** Adds {@code raw * mul / div}. */
    public Builder value(String name, int offset, int bytes, double mul, double div, Unit unit) {
      return value(name, new LinearDecoder(offset, bytes, false, mul, 0, div, unit));
    }

    /** Adds a number of any form. */
    public Builder value(String name, LinearDecoder decoder) {
      return part(
          name, decoder.offset() + decoder.bytes(), measured(decoder), decoder.resolution());
    }

    /** Lets the next value be absent at the end of the response. */
    public Builder ifPresent() {
      support = IF_PRESENT;
      return this;
    }

    /** Adds bits of a byte that encode a text. */
    public Builder state(String name, int offset, int shift, int mask, List<String> texts) {
      List<String> table = List.copyOf(texts);
      return part(
          name,
          offset + 1,
          data ->
              Decoded.of(
                  new SensorValue.Stated(
                      EnumerationDecoder.text(table, data.at(offset) >> shift & mask))),
          OptionalDouble.empty());
    }

    /** Adds bits of a byte that are a number. */
    public Builder bits(String name, int offset, int shift, int mask) {
      return part(
          name,
          offset + 1,
          data ->
              Decoded.of(
                  new SensorValue.Measured(
                      new Quantity(data.at(offset) >> shift & mask, Units.COUNT))),
          OptionalDouble.of(1));
    }

    /** Adds a flag: a bit of a byte, 0 for the least significant. */
    public Builder flag(String name, int offset, int bit) {
      return part(
          name,
          offset + 1,
          data -> Decoded.of(new SensorValue.Flag((data.at(offset) >> bit & 1) != 0)),
          OptionalDouble.empty());
    }

    // The frequent scalings of SAE J1979 appendix B.

    /** Adds {@code raw * 100 / 255} percent. */
    public Builder percent(String name, int offset) {
      return value(name, offset, 1, 100, 255, Units.PERCENT);
    }

    /** Adds {@code (raw - 128) * 100 / 128} percent. */
    public Builder trim(String name, int offset) {
      return value(name, new LinearDecoder(offset, 1, false, 100, -12800, 128, Units.PERCENT));
    }

    /** Adds {@code raw - 125} percent of the reference torque. */
    public Builder torque(String name, int offset) {
      return value(name, new LinearDecoder(offset, 1, false, 1, -125, 1, Units.PERCENT));
    }

    /** Adds {@code raw - 40} degrees Celsius. */
    public Builder celsius(String name, int offset) {
      return value(name, new LinearDecoder(offset, 1, false, 1, -40, 1, Units.DEGREE_CELSIUS));
    }

    /** Adds {@code raw * 4 - 40} degrees Celsius. */
    public Builder celsiusWide(String name, int offset) {
      return value(name, new LinearDecoder(offset, 1, false, 4, -40, 1, Units.DEGREE_CELSIUS));
    }

    /** Adds two bytes, {@code raw / 10 - 40} degrees Celsius. */
    public Builder celsius16(String name, int offset) {
      return value(name, new LinearDecoder(offset, 2, false, 1, -400, 10, Units.DEGREE_CELSIUS));
    }

    /** Adds two bytes. */
    public Builder uint16(String name, int offset, double mul, double div, Unit unit) {
      return value(name, offset, 2, mul, div, unit);
    }

    /** Adds two bytes in two's complement. */
    public Builder int16(String name, int offset, double mul, double div, Unit unit) {
      return value(name, new LinearDecoder(offset, 2, true, mul, 0, div, unit));
    }

    /** Adds four bytes. */
    public Builder uint32(String name, int offset, double mul, double div, Unit unit) {
      return value(name, offset, 4, mul, div, unit);
    }

    private Builder part(
        String name, int end, Decoder<? extends SensorValue> decoder, OptionalDouble resolution) {
      parts.add(new Part(name, support, end, decoder, resolution));
      support = ALWAYS;
      return this;
    }

    private static Decoder<SensorValue> measured(Decoder<Quantity> decoder) {
      return data ->
          decoder.decode(data) instanceof Decoded.Value<Quantity> value
              ? Decoded.of(new SensorValue.Measured(value.value()))
              : Decoded.failed("");
    }

    /** Returns the decoder. */
    public MultiValueDecoder build() {
      return new MultiValueDecoder(parts.stream().mapToInt(Part::end).max().orElse(0), parts);
    }
  }
}
