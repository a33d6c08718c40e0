package io.obdio.core.definition;

import io.obdio.core.decode.Decoded;
import io.obdio.core.decode.Decoder;
import io.obdio.core.message.Payload;
import io.obdio.core.unit.Quantity;
import io.obdio.core.unit.Unit;
import io.obdio.core.unit.Units;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * One value in an answer.
 *
 * @param id its name in the set
 * @param name for a person
 * @param format where its bits are and what they mean
 */
record Signal(String id, String name, SignalFormat format) {

  /**
   * The plain value: a number (also for yes and no), or the text that it stands for.
   *
   * @return null if the data are too short or the number stands for no value
   */
  @Nullable Object plain(Payload data) {
    if (data.length() < format.bytes()) {
      return null;
    }
    long raw = format.raw(data);
    String text = format.texts().get(raw);
    if (text != null) {
      return text;
    }
    OptionalDouble value = format.value(raw);
    return value.isPresent() ? value.getAsDouble() : null;
  }

  /** A decoder that yields a text, a truth value or a quantity, whichever the signal is. */
  Decoder<?> decoder() {
    if (!format.texts().isEmpty()) {
      return text();
    }
    boolean oneBit = format.length() == 1;
    return switch (format.unit()) {
      case "offon", "noyes" -> oneBit ? truth(1) : quantity(Units.COUNT);
      case "onoff", "yesno" -> oneBit ? truth(0) : quantity(Units.COUNT);
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

  private Decoder<Boolean> truth(long trueIs) {
    return data ->
        data.length() < format.bytes()
            ? Decoded.tooShort(data.length(), format.bytes())
            : Decoded.of(format.raw(data) == trueIs);
  }

  private Decoder<Quantity> quantity(Unit unit) {
    return data -> {
      if (data.length() < format.bytes()) {
        return Decoded.tooShort(data.length(), format.bytes());
      }
      OptionalDouble value = format.value(format.raw(data));
      return value.isPresent()
          ? Decoded.of(Quantity.of(value.getAsDouble(), unit))
          : Decoded.failed("the vehicle has no value for it now");
    };
  }
}
