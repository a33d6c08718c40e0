package io.obdio.core.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vehicle identification number 1G1JC5444R7252367 in every form of an answer. */
class VinMaskTest {

  /** Its last characters, which identify the vehicle. */
  private static final List<String> LEAKS =
      List.of("1G1JC", "7252367", "3134", "31 47", "374A", "3235323336", "32 33 36 37", "33 36 37");

  private final VinMask mask = new VinMask();

  /**
   * The data sheet's examples: with and without spaces, headers, and length digits (AT D1); a slash
   * is a carriage return.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0902   | 014/0: 49 02 01 31 47 31/1: 4A 43 35 34 34 34 52/2: 37 32 35 32 33 36 37//>
          0902   | 014/0:490201314731/1:4A433534343452/2:37323532333637//>
          09 02  | 7E8 10 14 49 02 01 31 47 31/7E8 21 4A 43 35 34 34 34 52/7E8 22 37 32 35 32 33 36 37/>
          0902   | 7E81014490201314731/7E8214A433534343452/7E82237323532333637//>
          0902   | 7E8 8 10 14 49 02 01 31 47 31/7E8 8 21 4A 43 35 34 34 34 52/>
          0902   | 7E881014490201314731/7E88214A433534343452/7E882237323532333637//>
          0902   | 18DAF1101014490201314731/18DAF110214A433534343452/18DAF1102237323532333637/>
          0902   | 18DAF11081014490201314731/18DAF1108214A433534343452/18DAF11082237323532333637/>
          09021  | 18 DA F1 10 21 4A 43 35 34 34 34 52/18 DA F1 10 22 37 32 35 32 33 36 37/>
          0902   | 49 02 01 00 00 00 31/49 02 02 47 31 4A 43/49 02 05 32 33 36 37//>
          0902   | 48 6B 10 49 02 01 00 00 00 31 06/48 6B 10 49 02 05 32 33 36 37 4A/>
          0902   | 486B10490201000000313C/486B10490204353235 3233/486B104902053233363789/>
          22F190 | 62F1903147314A43353434345237323532333637/>
          1A90   | 5A 90 31 47 31 4A 43 35 34 34 34 52 37 32 35 32 33 36 37/>
          STPX H:7E0, D:22F190 | 7E8101462F190314731/7E8214A433534343452/7E82237323532333637/>
          ATMA   | 7E0 02 09 02/7E8 10 14 49 02 01 31 47 31/7E8 22 37 32 35 32 33 36 37/>
          """)
  void inTheDialogueWithAnAdapter(String command, String reply) {
    String masked = mask.dialogue(command, reply.replace('/', '\r'));
    LEAKS.forEach(leak -> assertFalse(masked.contains(leak), leak + " in " + masked));
    assertEquals(reply.replace('/', '\r').length(), masked.length());
  }

  @Test
  void whatIsNotOfTheNumberRemains() {
    assertEquals(
        "7E8 10 14 49 02 01 58 58 58\r>",
        mask.dialogue("0902\r", "7E8 10 14 49 02 01 31 47 31\r>"));
    assertEquals("7E81014490201585858\r>", mask.dialogue("0902", "7E81014490201314731\r>"));
    assertEquals("41 0C 31 47\r>", mask.dialogue("010C", "41 0C 31 47\r>"));
    assertEquals("ELM327 v1.5\r>", mask.dialogue("ATI", "ELM327 v1.5\r>"));
  }

  @ParameterizedTest
  @CsvSource({
    "4902013147314A43353434345237323532333637, 4902015858585858585858585858585858585858",
    "62F1903147314A43353434345237323532333637, 62F1905858585858585858585858585858585858",
    "4100BE1FA813, 4100BE1FA813",
    "410C3147, 410C3147",
  })
  void inAMessage(String message, String masked) {
    assertEquals(masked, mask.message(message));
  }

  /** The consecutive frames belong to the first frame of the same identifier. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          7E8#1014490201314731 7E9#1008430133004711 7E8#214A433534343452 7E9#2131473100000000 7E8#2237323532333637 7E8#2131323334353637 | 7E8#1014490201585858 7E9#1008430133004711 7E8#2158585858585858 7E9#2131473100000000 7E8#2258585858585858 7E8#2131323334353637
          18DAF110#101462F190314731 18DAF110#214A433534343452 18DAF110#2237323532333637 | 18DAF110#101462F190585858 18DAF110#2158585858585858 18DAF110#2258585858585858
          607#F1101462F1903147 607#F121314A433534 607#F122343434523732 | 607#F1101462F1905858 607#F1215858585858 607#F122585858585858
          7E8##1001462F1903147314A43353434345237323532333637 | 7E8##1001462F1905858585858585858585858585858585858
          7E8#0641410C314731 7E8#2131473131313131 | 7E8#0641410C314731 7E8#2131473131313131
          """)
  void inFrames(String frames, String masked) {
    String[] given = frames.split(" ");
    String[] expected = masked.split(" ");
    for (int i = 0; i < given.length; i++) {
      assertEquals(expected[i], mask.frame(given[i]), given[i]);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "VIN 1G1JC5444R7252367 read, VIN XXXXXXXXXXXXXXXXX read",
    "12345678901234567, 12345678901234567",
    "an ordinary sentence, an ordinary sentence",
  })
  void inText(String text, String masked) {
    assertEquals(masked, mask.text(text));
  }
}
