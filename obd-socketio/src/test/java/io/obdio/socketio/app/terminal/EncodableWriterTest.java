package io.obdio.socketio.app.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.obdio.core.unit.Unit;
import io.obdio.core.unit.Units;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncodableWriterTest {

  private static String written(String text, Charset charset) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Writer writer = Console.encodable(bytes, charset)) {
      writer.write(text);
    }
    return bytes.toString(charset);
  }

  @ParameterizedTest
  @CsvSource({
    "US-ASCII, 19.0 °C, 19.0 C",
    "US-ASCII, 66 °F, 66 F",
    "US-ASCII, -0.5 °, -0.5 deg",
    "US-ASCII, 10 m/s², 10 m/s2",
    "US-ASCII, 3 µΩ, 3 uOhm",
    "US-ASCII, 148 lbf·ft, 148 lbf-ft",
    "US-ASCII, Kühler é, Kuhler e",
    "US-ASCII, 車, \\u8eca",
    "ISO-8859-1, 19.0 °C 車, 19.0 °C \\u8eca",
    "ISO-8859-1, 3 Ω, 3 Ohm",
    "UTF-8, 19.0 °C Ω 車, 19.0 °C Ω 車",
  })
  void charactersThatAreMissingAreReplaced(String charset, String text, String expected)
      throws IOException {
    assertEquals(expected, written(text, Charset.forName(charset)));
  }

  @Test
  void everyUnitHasASymbolInAscii() throws IOException {
    for (Unit unit : Units.all()) {
      String symbol = written(unit.symbol(), StandardCharsets.US_ASCII);
      assertEquals(-1, symbol.indexOf('?'), unit.name());
      assertEquals(-1, symbol.indexOf('\\'), unit.name() + ": " + symbol);
    }
  }

  @Test
  void theEncodingIsThatOfTheLocale() {
    assertEquals(StandardCharsets.US_ASCII, Console.encoding("ANSI_X3.4-1968"));
    assertEquals(StandardCharsets.UTF_8, Console.encoding("UTF-8"));
    assertEquals(StandardCharsets.UTF_8, Console.encoding(null));
    assertEquals(StandardCharsets.UTF_8, Console.encoding("no such encoding"));
  }
}
