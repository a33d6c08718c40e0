package io.obdio.core.decode;

import io.obdio.core.message.Payload;
import io.obdio.core.unit.Quantity;
import io.obdio.core.unit.Unit;
import io.obdio.core.value.SensorValue;
import io.obdio.core.value.SensorValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Several values of one answer. A value may hang on a support bit in the first byte: if that is not
 * set the value is left out.
 */
final class MultiValueDecoder implements Decoder<SensorValues> {

  /** No support bit: the value is always there. */
  private static final int ALWAYS = -1;

  private final int length;
  private final List<Part> parts;

  /**
   * One value.
   *
   * @param supportBit of the first byte, 0 the least significant; {@link #ALWAYS} if there is none
   */
  private record Part(
      String name, int supportBit, int end, Decoder<? extends SensorValue> decoder) {}

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
      if (part.supportBit != ALWAYS && (data.at(0) >> part.supportBit & 1) == 0) {
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

  static Builder of() {
    return new Builder();
  }

  /** Collects the values in order. */
  static final class Builder {

    private final List<Part> parts = new ArrayList<>();
    private int support = ALWAYS;

    /** The next value, and only that, hangs on this bit of the first byte. */
    Builder ifBit(int bit) {
      support = bit;
      return this;
    }

    /** {@code raw * mul / div}. */
    Builder value(String name, int offset, int bytes, double mul, double div, Unit unit) {
      return value(name, new LinearDecoder(offset, bytes, false, mul, 0, div, unit));
    }

    Builder value(String name, LinearDecoder decoder) {
      return part(name, decoder.offset() + decoder.bytes(), measured(decoder));
    }

    /** Some bits of a byte that stand for a text. */
    Builder state(String name, int offset, int shift, int mask, List<String> texts) {
      List<String> table = List.copyOf(texts);
      return part(
          name,
          offset + 1,
          data ->
              Decoded.of(
                  new SensorValue.Stated(
                      EnumerationDecoder.text(table, data.at(offset) >> shift & mask))));
    }

    Builder flag(String name, int offset, int bit) {
      return part(
          name,
          offset + 1,
          data -> Decoded.of(new SensorValue.Flag((data.at(offset) >> bit & 1) != 0)));
    }

    private Builder part(String name, int end, Decoder<? extends SensorValue> decoder) {
      parts.add(new Part(name, support, end, decoder));
      support = ALWAYS;
      return this;
    }

    private static Decoder<SensorValue> measured(Decoder<Quantity> decoder) {
      return data ->
          decoder.decode(data) instanceof Decoded.Value<Quantity> value
              ? Decoded.of(new SensorValue.Measured(value.value()))
              : Decoded.failed("");
    }

    MultiValueDecoder build() {
      return new MultiValueDecoder(parts.stream().mapToInt(Part::end).max().orElse(0), parts);
    }
  }
}
