package io.obdio.core.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingFormatTest {

  private static RecordedExchange one(String line) {
    return RecordingFormat.parse(line).exchanges().get(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.000 0100 7E8#4100BE1FA813 7E9#410098180001",
        "12.500 7E0#2101 7E8#6101AA55",
        "12.500 7B0>7B8#2103 7B8#610300",
        "12.600 6F1/07>607#22DD68 607#62DD6891CA",
        "12.700 750/2A>758/2A#2116 758#6116",
        "12.800 750/2A>/2A#2116 758#6116",
        "12.900 6F1/07#22DD68 607#62DD6891CA",
        "0.040 18DA10F1#22F190 18DAF110#62F19041",
        "0.040 03 10#43013300000000",
        "0.040 010C 7E8#",
        "0.040 \"AT RV\" \"12.6V\"",
        "0.040 \"ATZ\" \"ELM327\\nv1.5 \\\"x\\\" \\\\\"",
        "0.131 0122 NO_DATA \"NO DATA\"",
        "0.131 0122 DAMAGED",
        "0.131 0122 LOST \"unplugged\"",
      })
  void writesWhatItReads(String line) {
    assertEquals(line, RecordingFormat.format(one(line)));
  }

  @Test
  void isMadeForHands() {
    Recording recording =
        RecordingFormat.parse(
            """
            # a comment

              0.5   010c    7e8#410C0D48\t
            -  010D 7E8#410D00
            @protocol 6 "ISO 15765-4 (CAN 11/500)" can
            """);
    assertEquals(2, recording.exchanges().size());
    assertEquals("0.500 010C 7E8#410C0D48", RecordingFormat.format(recording.exchanges().get(0)));
    assertEquals("0.500 010D 7E8#410D00", RecordingFormat.format(recording.exchanges().get(1)));
    assertTrue(recording.protocol().can());
    assertEquals("6", recording.protocol().id());
  }

  @ParameterizedTest
  @CsvSource({"7E8#4100, 6, true", "18DAF110#4100, 7, true", "10#4100, 5, false", "NO_DATA, '',"})
  void guessesTheProtocolFromTheAddresses(String answer, String id, Boolean can) {
    Recording recording = RecordingFormat.parse("0 0100 " + answer);
    assertEquals(id, recording.protocol().id());
    assertEquals(Boolean.TRUE.equals(can), recording.protocol().can());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "0.1 010C | expected time, request and answer",
        "x 010C NO_DATA | of the line before, found 'x'",
        "-1 010C NO_DATA | of the line before, found '-1'",
        "NaN 010C NO_DATA | of the line before, found 'NaN'",
        "0 01C NO_DATA | expected pairs of hexadecimal digits, found '01C'",
        "0 # NO_DATA | not an ECU address: ''",
        "0 7E#010C NO_DATA X | expected at most one text in quotes after NO_DATA",
        "0 XYZ#010C NO_DATA | not an ECU address: 'XYZ'",
        "0 010C NODATA | found 'NODATA'",
        "0 010C 7E8#41 X | expected a message such as 7E8#410C0D48, found 'X'",
        "0 010C 7E8#4 | expected pairs of hexadecimal digits, found '4'",
        "0 \"ATI\" \"x\" y | expected nothing after the adapter's text, found 'y'",
        "0 \"ATI x | is not closed",
        "0 \"ATI\"x | expected a space after the quote",
        "@bus 6 | expected the header @protocol or @adapter, found '@bus'",
        "@protocol 6 | expected id and name of the protocol",
      })
  void reportsTheInvalidLineAndTheCause(String line, String reason) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> RecordingFormat.parse("# title\n" + line));
    assertTrue(String.valueOf(e.getMessage()).startsWith("line 2: "), e.getMessage());
    assertTrue(String.valueOf(e.getMessage()).contains(reason), e.getMessage());
  }

  @Test
  void refusesOrReadsWhateverComes() {
    long seed = 42;
    SplittableRandom random = new SplittableRandom(seed);
    String[] words = {
      "0.1",
      "-",
      "010C",
      "7E0#2101",
      "7E8#410C",
      "\"AT\"",
      "NO_DATA",
      "LOST",
      "#",
      "@protocol",
      "\"",
      "\\",
      ">",
      "\n",
      "7E8#4",
      "can",
      "x"
    };
    int read = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder(random.nextBoolean() ? "0.1 010C " : "");
      for (int n = random.nextInt(5); n > 0; n--) {
        text.append(words[random.nextInt(words.length)]).append(random.nextInt(9) > 0 ? " " : "");
      }
      try {
        Recording recording = RecordingFormat.parse(text.toString());
        for (RecordedExchange exchange : recording.exchanges()) {
          assertEquals(
              RecordingFormat.format(exchange),
              RecordingFormat.format(one(RecordingFormat.format(exchange))),
              "seed " + seed);
          read++;
        }
      } catch (IllegalArgumentException e) {
        assertTrue(String.valueOf(e.getMessage()).startsWith("line "), e.getMessage());
      }
    }
    assertTrue(read > 100, "too little was readable to prove anything: " + read);
  }
}
