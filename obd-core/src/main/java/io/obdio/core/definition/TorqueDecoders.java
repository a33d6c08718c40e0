package io.obdio.core.definition;

import io.obdio.core.command.DependentDecoder;
import io.obdio.core.command.ObdCommand;
import io.obdio.core.decode.Decoded;
import io.obdio.core.decode.Decoder;
import io.obdio.core.formula.Formula;
import io.obdio.core.formula.Variables;
import io.obdio.core.message.Payload;
import io.obdio.core.unit.Quantity;
import io.obdio.core.unit.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The decoders of Torque's equations. */
final class TorqueDecoders {

  private TorqueDecoders() {}

  /** Returns the decoder of a row. */
  static Decoder<?> of(TorqueRow row, List<TorqueInput> inputs) {
    UnaryOperator<Payload> letters = TorqueLetters.of(row.request().payload());
    Equation equation = new Equation(row, List.copyOf(inputs), letters);
    if (inputs.isEmpty()) {
      return row.formula().isText()
          ? (Decoder<String>) data -> equation.text(data, List.of())
          : new IndependentQuantity(equation);
    }
    return row.formula().isText() ? new DependentText(equation) : new DependentQuantity(equation);
  }

  /** Returns the decoder of a command whose value is a number, not a quantity. */
  static Decoder<?> plain(ObdCommand<?> command) {
    Decoder<?> decoder = command.decoder();
    return data -> plain(decoder.decode(data));
  }

  private static Decoded<Object> plain(Decoded<?> decoded) {
    if (decoded instanceof Decoded.Value<?> value) {
      Object plain = value.value();
      return Decoded.of(plain instanceof Quantity quantity ? (Object) quantity.value() : plain);
    }
    return Decoded.failed(((Decoded.Failed<?>) decoded).reason());
  }

  /** An equation with what it reads. */
  private record Equation(TorqueRow row, List<TorqueInput> inputs, UnaryOperator<Payload> letters) {

    List<ObdCommand<?>> commands() {
      List<ObdCommand<?>> commands = new ArrayList<>();
      inputs.forEach(input -> commands.add(input.command()));
      return List.copyOf(commands);
    }

    Decoded<Quantity> quantity(Payload data, List<Decoded<?>> values) {
      Payload bytes = letters.apply(data);
      Formula formula = row.formula();
      if (bytes.length() < formula.variables()) {
        return Decoded.tooShort(bytes.length(), formula.variables());
      }
      double value = formula.value(variables(bytes, values));
      return Double.isFinite(value)
          ? Decoded.of(Quantity.of(value, row.unit()))
          : Decoded.failed(formula + " is " + value + missing(values));
    }

    Decoded<String> text(Payload data, List<Decoded<?>> values) {
      Payload bytes = letters.apply(data);
      Formula formula = row.formula();
      if (bytes.length() < formula.variables()) {
        return Decoded.tooShort(bytes.length(), formula.variables());
      }
      return formula
          .text(variables(bytes, values))
          .map(Decoded::of)
          .orElseGet(() -> Decoded.failed(formula + " has no entry for this value"));
    }

    private String missing(List<Decoded<?>> values) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < inputs.size(); i++) {
        if (Double.isNaN(inputs.get(i).value(values.get(i)))) {
          text.append(", without a value of ").append(inputs.get(i).command());
        }
      }
      return text.toString();
    }

    private Variables variables(Payload bytes, List<Decoded<?>> values) {
      return new Variables() {
        @Override
        public double variable(int index) {
          return bytes.at(index);
        }

        @Override
        public double reference(int index) {
          return inputs.get(index).value(values.get(index));
        }
      };
    }
  }

  private record IndependentQuantity(Equation equation) implements Decoder<Quantity> {
    @Override
    public Decoded<Quantity> decode(Payload data) {
      return equation.quantity(data, List.of());
    }

    @Override
    public Optional<Unit> quantityUnit() {
      return Optional.of(equation.row().unit());
    }
  }

  private record DependentQuantity(Equation equation) implements DependentDecoder<Quantity> {
    @Override
    public List<ObdCommand<?>> inputs() {
      return equation.commands();
    }

    @Override
    public Decoded<Quantity> decode(Payload data, List<Decoded<?>> values) {
      return equation.quantity(data, values);
    }

    @Override
    public Optional<Unit> quantityUnit() {
      return Optional.of(equation.row().unit());
    }
  }

  private record DependentText(Equation equation) implements DependentDecoder<String> {
    @Override
    public List<ObdCommand<?>> inputs() {
      return equation.commands();
    }

    @Override
    public Decoded<String> decode(Payload data, List<Decoded<?>> values) {
      return equation.text(data, values);
    }
  }
}
