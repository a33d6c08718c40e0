package io.obdio.isotp.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** isotpserver's lines in every chunking. */
class BracketReaderTest {

  private final List<String> seen = new ArrayList<>();
  private final BracketReader reader =
      new BracketReader(
          message -> seen.add(HexFormat.of().formatHex(message)),
          mistake -> seen.add("! " + mistake));

  private void feed(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    reader.feed(bytes, bytes.length);
  }

  @Test
  void everyChunkingGivesTheSame() {
    String text = "<4100BE3FA813><4902015750305A5A>\r\n<7f0112>";
    List<String> expected = List.of("4100be3fa813", "4902015750305a5a", "7f0112");
    for (int size = 1; size <= text.length(); size++) {
      seen.clear();
      for (int at = 0; at < text.length(); at += size) {
        feed(text.substring(at, Math.min(text.length(), at + size)));
      }
      assertEquals(expected, seen, "chunks of " + size);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "<41G0><42>, ! 'G' is not a hex digit",
    "<410><42>, ! a message has an odd number of digits: 3",
    "<4100<42>, ! a message is incomplete: 4 digits",
  })
  void mistakesAreNamedAndSkipped(String text, String mistake) {
    feed(text);
    assertEquals(List.of(mistake, "42"), seen);
  }

  @Test
  void emptyMessagesAndNoiseOutsideAreNothing() {
    feed("hello <> there 41>");
    assertEquals(List.of(), seen);
  }

  @Test
  void longMessagesAreKeptUpToABound() {
    feed("<" + "5A".repeat(5000) + ">");
    assertEquals(List.of("5a".repeat(5000)), seen);
    seen.clear();
    feed("<" + "5A".repeat(BracketReader.MAX_LENGTH + 1) + "><42>");
    assertEquals(List.of("! a message is longer than 65536 bytes", "42"), seen);
  }
}
