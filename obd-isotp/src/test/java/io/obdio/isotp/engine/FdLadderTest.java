package io.obdio.isotp.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.obdio.isotp.address.IsoTpAddress;
import io.obdio.isotp.pdu.PduCodec;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CAN FD: the lengths of frames, escapes and padding (clauses 9.6 and 10.4). */
class FdLadderTest {

  private static IsoTpOptions fd(int txDl) {
    return IsoTpOptions.builder().fd(txDl).padding(0xAA).blockSize(0).build();
  }

  /** The frames of a single frame for each payload at the edge of a length class. */
  @ParameterizedTest
  @CsvSource({
    // payload, frame
    "1, 0100AAAAAAAAAAAA",
    "7, 0700010203040506",
    "8, 00080001020304050607AAAA",
    "10, 000A00010203040506070809",
    "11, 000B000102030405060708090AAAAAAA",
    "14, 000E000102030405060708090A0B0C0D",
  })
  void singleFrames(int length, String frame) {
    Ladder.play(
        IsoTpAddress.normal(Ladder.REQUEST, Ladder.ANSWER),
        fd(64),
        """
        0 send %1$d
        0 > 7E0##1%2$s
        0 confirm N_OK
        1 < 7E8##1%2$s
        1 received %1$d
        """
            .formatted(length, frame));
  }

  /** The longest single frame and the shortest segmented message of each TX_DL. */
  @ParameterizedTest
  @ValueSource(ints = {8, 12, 16, 20, 24, 32, 48, 64})
  void eachLengthClass(int txDl) {
    for (IsoTpAddress address :
        new IsoTpAddress[] {
          IsoTpAddress.normal(Ladder.REQUEST, Ladder.ANSWER),
          IsoTpAddress.mixed11(Ladder.REQUEST, Ladder.ANSWER, 0x99)
        }) {
      int prefix = address.txPrefix();
      int longest = PduCodec.singleFrameCapacity(txDl, prefix);
      String single = txDl == 8 ? "%02X".formatted(longest) : "00%02X".formatted(longest);
      String sf = bytes(address, single, 0, longest);
      int first = txDl - 2 - prefix;
      int next = txDl - 1 - prefix;
      int length = first + next + 3;
      String ff = bytes(address, "1%03X".formatted(length), 0, first);
      String cf1 = bytes(address, "21", first, next);
      String cf2 = bytes(address, "22", first + next, 3) + (prefix == 0 ? "AAAAAAAA" : "AAAAAA");
      String fc = bytes(address, "300000", 0, 0) + (prefix == 0 ? "AAAAAAAAAA" : "AAAAAAAA");
      Ladder.play(
          address,
          fd(txDl),
          """
          0 send LONGEST
          0 > 7E0##1SF
          0 confirm N_OK
          1 send LENGTH
          1 > 7E0##1FF
          2 < 7E8##1FC
          2 > 7E0##1CF1
          2 > 7E0##1CF2
          2 confirm N_OK
          3 < 7E8##1SF
          3 received LONGEST
          4 < 7E8##1FF
          4 FF LENGTH
          4 > 7E0##1FC
          5 < 7E8##1CF1
          6 < 7E8##1CF2
          6 received LENGTH
          """
              .replace("LONGEST", "" + longest)
              .replace("LENGTH", "" + length)
              .replace("##1SF", "##1" + sf)
              .replace("##1FF", "##1" + ff)
              .replace("##1FC", "##1" + fc)
              .replace("##1CF1", "##1" + cf1)
              .replace("##1CF2", "##1" + cf2));
    }
  }

  private static String bytes(IsoTpAddress address, String pci, int from, int count) {
    StringBuilder text = new StringBuilder(address.txPrefix() == 0 ? "" : "99").append(pci);
    for (byte b : Arrays.copyOfRange(Ladder.pattern(from + count), from, from + count)) {
      text.append("%02X".formatted(b));
    }
    return text.toString();
  }

  /** The receiver goes by the first frame's length, not by its own TX_DL. */
  @Test
  void theFirstFrameSetsTheLengthOfTheRest() {
    Ladder.play(
        IsoTpAddress.normal(Ladder.REQUEST, Ladder.ANSWER),
        IsoTpOptions.builder().noPadding().blockSize(0).build(),
        """
        0 < 7E8##1101800010203040506070809
        0 FF 24
        0 > 7E0#300000
        1 < 7E8##1210A0B0C0D0E0F1011121314
        2 < 7E8##122151617
        2 received 24
        3 < 7E8##1101800010203040506070809
        3 FF 24
        3 > 7E0#300000
        4 < 7E8##1210A0B0C0D0E0F10
        5 < 7E8##1210A0B0C0D0E0F1011121314
        6 < 7E8##122151617AAAAAAAAAAAAAAAAAAAAAAAA
        1005 lost N_TIMEOUT_Cr
        """);
  }

  @Test
  void theBitRateSwitchIsAnOption() {
    Ladder.play(
        IsoTpAddress.normal(Ladder.REQUEST, Ladder.ANSWER),
        IsoTpOptions.builder().fd(16).bitRateSwitch(false).noPadding().build(),
        """
        0 send 2
        0 > 7E0##0020001
        0 confirm N_OK
        """);
  }

  /** With 32 bits of length in an FD frame, from end to end. */
  @ParameterizedTest
  @ValueSource(ints = {4095, 4096, 10_000})
  void longMessages(int length) {
    Bench a = new Bench(fd(64));
    Bench b = new Bench(IsoTpAddress.normal(Ladder.ANSWER, Ladder.REQUEST), fd(64));
    a.endpoint.send(Ladder.pattern(length), 0);
    int seenA = 0;
    int seenB = 0;
    for (int i = 0; i < 1000 && b.messages.isEmpty(); i++) {
      while (seenA < a.frames.size()) {
        b.endpoint.onFrame(a.frames.get(seenA++), i);
      }
      while (seenB < b.frames.size()) {
        a.endpoint.onFrame(b.frames.get(seenB++), i);
      }
      a.endpoint.tick(i);
    }
    assertArrayEquals(Ladder.pattern(length), b.messages.get(0));
  }
}
