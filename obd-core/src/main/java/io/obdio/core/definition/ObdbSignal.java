package io.obdio.core.definition;

import io.obdio.core.decode.Decoded;
import io.obdio.core.decode.Decoder;
import io.obdio.core.decode.QuantityRange;
import io.obdio.core.message.Payload;
import io.obdio.core.unit.Quantity;
import io.obdio.core.unit.Unit;
import io.obdio.core.unit.Units;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One value in the answer to a command of an OBDb signal set.
 *
 * @param id its name in the set
 * @param name description for people
 * @param format the place of its bits and their meaning
 */
record ObdbSignal(String id, String name, ObdbFormat format) {

  /** The reason of a value that the ECU reports as not available. */
  static final String NOT_AVAILABLE = "not available: the ECU reports no value";

  /** Returns a decoder of the value as the set's tests state it: a number or a text. */
  Decoder<?> plain() {
    return data -> {
      if (data.length() < format.bytes()) {
        return Decoded.tooShort(data.length(), format.bytes());
      }
      long raw = format.raw(data);
      String text = format.texts().get(raw);
      if (text != null) {
        return Decoded.of(text);
      }
      OptionalDouble value = format.value(raw);
      return value.isPresent() ? Decoded.of(value.getAsDouble()) : Decoded.failed(NOT_AVAILABLE);
    };
  }

  /** Returns a decoder of the value: a text, a boolean or a quantity, by the unit. */
  Decoder<?> decoder() {
    if (!format.texts().isEmpty()) {
      return text();
    }
    boolean oneBit = format.length() == 1;
    return switch (format.unit()) {
      case "offon", "noyes" -> oneBit ? bool(1) : quantity(Units.COUNT);
      case "onoff", "yesno" -> oneBit ? bool(0) : quantity(Units.COUNT);
      case "", "scalar", "hex", "ascii" -> quantity(Units.COUNT);
      default -> quantity(unit());
    };
  }

  private Unit unit() {
    return Unit.byName(format.unit()).orElseGet(() -> Unit.other(format.unit()));
  }

  private Decoder<String> text() {
    return data ->
        data.length() < format.bytes()
            ? Decoded.tooShort(data.length(), format.bytes())
            : Decoded.of(
                format.texts().getOrDefault(format.raw(data), Long.toString(format.raw(data))));
  }

  private Decoder<Boolean> bool(long trueIs) {
    return data ->
        data.length() < format.bytes()
            ? Decoded.tooShort(data.length(), format.bytes())
            : Decoded.of(format.raw(data) == trueIs);
  }

  private Decoder<Quantity> quantity(Unit unit) {
    return new Scaled(format, unit);
  }

  /** A decoder of a scaled number. */
  private record Scaled(ObdbFormat format, Unit unit) implements Decoder<Quantity> {

    @Override
    public Decoded<Quantity> decode(Payload data) {
      if (data.length() < format.bytes()) {
        return Decoded.tooShort(data.length(), format.bytes());
      }
      OptionalDouble value = format.value(format.raw(data));
      return value.isPresent()
          ? Decoded.of(Quantity.of(value.getAsDouble(), unit))
          : Decoded.failed(NOT_AVAILABLE);
    }

    @Override
    public Optional<QuantityRange> range() {
      return Optional.of(new QuantityRange(unit, format.least(), format.greatest()));
    }

    @Override
    public OptionalDouble resolution() {
      return OptionalDouble.of(Math.abs(format.mul() / format.div()));
    }
  }
}
