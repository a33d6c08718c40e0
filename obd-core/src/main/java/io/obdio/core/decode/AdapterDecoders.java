package io.obdio.core.decode;

import io.obdio.core.message.Payload;
import io.obdio.core.unit.Quantity;
import io.obdio.core.unit.Units;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The decoders of answers of the adapter itself: ASCII text. */
final class AdapterDecoders {

  private static final Pattern VOLTAGE =
      Pattern.compile("\\s*(\\d{1,3}(?:\\.\\d{1,6})?)\\s*[vV]?\\s*");

  private AdapterDecoders() {}

  /** Decodes a voltage such as {@code 14.2V}. */
  static Decoded<Quantity> voltage(Payload data) {
    String text = TextDecoder.text(data);
    Matcher matcher = VOLTAGE.matcher(text);
    return matcher.matches()
        ? Decoded.of(new Quantity(Double.parseDouble(matcher.group(1)), Units.VOLT))
        : Decoded.failed("expected a voltage, found '" + text + "'");
  }

  /** Decodes the text unchanged, without the line ends around it. */
  static Decoded<String> text(Payload data) {
    String text = TextDecoder.text(data).replace("\\x0D", "\n").replace("\\x0A", "\n").strip();
    return text.isEmpty() ? Decoded.tooShort(0, 1) : Decoded.of(text);
  }
}
