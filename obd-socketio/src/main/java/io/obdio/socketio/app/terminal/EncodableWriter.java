package io.obdio.socketio.app.terminal;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A writer that replaces characters which an encoding does not have by others that it has: {@code
 * °C} becomes {@code C} in ASCII. Characters without a replacement are written as their code, such
 * as {@code \}{@code u4e00}, never as a question mark.
 */
final class EncodableWriter extends FilterWriter {

  private static final Map<String, String> REPLACEMENTS = new LinkedHashMap<>();

  static {
    REPLACEMENTS.put("°C", "C");
    REPLACEMENTS.put("°F", "F");
    REPLACEMENTS.put("°", "deg");
    REPLACEMENTS.put("µ", "u");
    REPLACEMENTS.put("Ω", "Ohm");
    REPLACEMENTS.put("λ", "lambda");
    REPLACEMENTS.put("‰", "permille");
    REPLACEMENTS.put("²", "2");
    REPLACEMENTS.put("³", "3");
    REPLACEMENTS.put("ₙ", "n");
    REPLACEMENTS.put("·", "-");
    REPLACEMENTS.put("–", "-");
    REPLACEMENTS.put("—", "-");
    REPLACEMENTS.put("…", "...");
  }

  private final CharsetEncoder encoder;

  /** Creates a writer on {@code out}, which encodes in {@code charset}. */
  EncodableWriter(Writer out, Charset charset) {
    super(out);
    this.encoder = charset.newEncoder();
  }

  @Override
  public void write(int c) throws IOException {
    write(String.valueOf((char) c), 0, 1);
  }

  @Override
  public void write(char[] chars, int offset, int length) throws IOException {
    write(new String(chars, offset, length), 0, length);
  }

  @Override
  public void write(String text, int offset, int length) throws IOException {
    String part = text.substring(offset, offset + length);
    out.write(encoder.canEncode(part) ? part : replaced(part));
  }

  private String replaced(String text) {
    String known = text;
    for (Map.Entry<String, String> each : REPLACEMENTS.entrySet()) {
      if (!encoder.canEncode(each.getKey())) {
        known = known.replace(each.getKey(), each.getValue());
      }
    }
    StringBuilder plain = new StringBuilder(known.length());
    known
        .codePoints()
        .forEach(
            point -> {
              String one = Character.toString(point);
              plain.append(encoder.canEncode(one) ? one : other(one));
            });
    return plain.toString();
  }

  /** Returns a character without its accents, or its code. */
  private String other(String one) {
    String base = Normalizer.normalize(one, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
    if (!base.isEmpty() && encoder.canEncode(base)) {
      return base;
    }
    StringBuilder code = new StringBuilder();
    one.chars().forEach(unit -> code.append(String.format(Locale.ROOT, "\\u%04x", unit)));
    return code.toString();
  }
}
