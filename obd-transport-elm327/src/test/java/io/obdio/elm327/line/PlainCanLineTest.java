package io.obdio.elm327.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.message.EcuMessage;
import io.obdio.elm327.reply.ElmReply;
import io.obdio.elm327.reply.RawReply;
import io.obdio.elm327.reply.ReplyReader;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The fast reader returns what the general one does, or nothing. */
class PlainCanLineTest {

  private static RawReply reply(String lines) {
    return RawReply.of(lines.replace('|', '\r'));
  }

  @ParameterizedTest
  @CsvSource({
    "false, 7E804410C0D48||, 7E8#410C0D48",
    "false, |7E804410C0D48, 7E8#410C0D48",
    "false, 7E804410C0D48AAAAAA||, 7E8#410C0D48",
    "false, 0010141, 001#41",
    "true, 18DAF11004410C0D48||, 18DAF110#410C0D48",
    "true, 1FFFFFFF0241FF||, 1FFFFFFF#41FF",
  })
  void readsOneSingleFrame(boolean extended, String lines, String message) {
    EcuMessage read = PlainCanLine.read("22F190", reply(lines), extended);
    assertEquals(message, String.valueOf(read));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "||",
        "NO DATA||",
        "7E804410C0D48|7E904410C0D48||", // two ECUs
        "7E8 04 41 0C 0D 48||", // spaces
        "7e804410c0d48||", // lower case
        "010C7E804410C0D48||", // echo
        "7E804410C0D4||", // a digit lost
        "7E804410C0D||", // a byte lost
        "7E804410C0D4848||", // a byte won
        "7E804410C0DG8||", // no digit
        "7E804410C0D48AAAAAG||", // no digit in the padding
        "7E800||", // no length
        "7E80841010101010101||", // too long
        "7E81014490201575030||", // a first frame
        "8E804410C0D48||", // no identifier of 11 bits
        "SEARCHING...7E804410C0D48||",
      })
  void leavesEverythingElseToTheGeneralReader(String lines) {
    assertNull(PlainCanLine.read("010C", reply(lines), false));
  }

  @Test
  void whatMayBeAnEchoIsLeftToTheGeneralReader() {
    assertNull(PlainCanLine.read("7E8", reply("7E804410C0D48"), false));
    assertNull(PlainCanLine.read(" 7E8", reply("7E804410C0D48"), false));
    assertNull(PlainCanLine.read("10C0", reply("18DAF11004410C0D48"), true));
    assertNotNull(PlainCanLine.read("", reply("7E804410C0D48"), false));
  }

  /** Lines near a good one, damaged at random: both readers agree wherever the fast one answers. */
  @Test
  void agreesWithTheGeneralReader() {
    long seed = 20260722;
    SplittableRandom random = new SplittableRandom(seed);
    String[] commands = {"010C", "0902", "", "7E80", "1003", "22F190"};
    String alphabet = "0123456789ABCDEF>| .G+:";
    int taken = 0;
    for (int round = 0; round < 50_000; round++) {
      boolean extended = random.nextBoolean();
      int length = random.nextInt(9);
      StringBuilder line = new StringBuilder(extended ? "18DAF110" : "7E8");
      line.append("0").append(length);
      for (int i = 0; i < (random.nextBoolean() ? length : 7); i++) {
        line.append(String.format("%02X", random.nextInt(256)));
      }
      if (random.nextInt(3) > 0) {
        int at = random.nextInt(line.length());
        line.setCharAt(at, alphabet.charAt(random.nextInt(alphabet.length())));
      }
      String command = commands[random.nextInt(commands.length)];
      RawReply raw = reply(line + "||");
      EcuMessage read = PlainCanLine.read(command, raw, extended);
      if (read != null) {
        taken++;
        ElmReply.Data data = (ElmReply.Data) ReplyReader.data(command, raw);
        LineMessages whole = new CanLines(extended).read(data.hex());
        String where = "seed " + seed + ", " + command + ": " + line;
        assertEquals(0, data.damaged(), where);
        assertEquals(new LineMessages(List.of(read), 1, 0), whole, where);
      }
    }
    assertTrue(taken > 5_000, "only " + taken + " were read by the fast reader");
  }
}
