package io.obdio.isotp.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.can.CanId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class PassiveReassemblerTest implements PassiveReassembler.Listener {

  private static final long MILLI = 1_000_000;

  private final List<String> received = new ArrayList<>();
  private final PassiveReassembler passive = new PassiveReassembler(this);

  @Override
  public void message(CanId id, byte[] message) {
    received.add(id + "#" + HexFormat.of().withUpperCase().formatHex(message));
  }

  @Override
  public void failure(CanId id, NResult result) {
    received.add(id + " " + result);
  }

  private void feed(long millis, String... frames) {
    for (String frame : frames) {
      passive.accept(Ladder.frame(frame), millis * MILLI);
    }
  }

  @Test
  void severalSendersAtOnce() {
    feed(
        0,
        "7E8#1014490201574241",
        "7E9#1008430304200301",
        "7E0#300000", // the tester's
        "7E8#215A5A5A34373453",
        "7E9#2104560000000000",
        "18DAF110#0341050C",
        "7E8#2242303031393230");
    assertEquals(
        List.of(
            "7E9#4303042003010456",
            "18DAF110#41050C",
            "7E8#4902015742415A5A5A3437345342303031393230"),
        received);
    assertFalse(passive.pending());
  }

  @Test
  void textOfLostMessagesIsReported() {
    feed(0, "7E8#1014490201574241", "7E8#225A5A5A34373453");
    feed(1, "7E8#1014490201574241", "7E8#0341050C");
    feed(2, "7E8#1014490201574241");
    assertTrue(passive.pending());
    assertEquals(1002 * MILLI, passive.nextDeadline());
    passive.tick(1001 * MILLI);
    passive.tick(1002 * MILLI);
    feed(2000, "7E8#1014490201574241", "7E9#1014490201574241");
    passive.finish();
    assertEquals(
        List.of(
            "7E8 N_WRONG_SN",
            "7E8 N_UNEXP_PDU",
            "7E8#41050C",
            "7E8 N_TIMEOUT_Cr",
            "7E8 N_TIMEOUT_Cr",
            "7E9 N_TIMEOUT_Cr"),
        received);
    assertEquals(Sender.NEVER, passive.nextDeadline());
  }

  @Test
  void whatIsNoDataFrameIsIgnored() {
    passive.accept(CanFrame.remote(CanId.base(0x7E8)), 0);
    passive.accept(CanFrame.error(1, new byte[8]), 0);
    feed(0, "7E8#", "7E8#00", "7E8#21", "7E8#300000", "7E8#FF");
    assertEquals(List.of(), received);
  }

  @Test
  void bytesWithoutAFrame() {
    passive.accept(CanId.base(0x7E8), HexFormat.of().parseHex("0341050C"), 0);
    passive.accept(CanId.base(0x7E8), HexFormat.of().parseHex("000801020304050607080000"), 0);
    assertEquals(List.of("7E8#41050C", "7E8#0102030405060708"), received);
    assertThrows(
        IllegalArgumentException.class, () -> passive.accept(CanId.base(1), new byte[9], 0));
  }

  @Test
  void tooLongAMessageIsNotKept() {
    PassiveReassembler small =
        new PassiveReassembler(this, IsoTpOptions.builder().maxLength(100).build());
    small.accept(Ladder.frame("7E8#1065490201574241"), 0);
    assertEquals(List.of("7E8 N_BUFFER_OVFLW"), received);
    assertFalse(small.pending());
  }

  @Test
  void noMoreIdentifiersThanItHasRoomFor() {
    for (int i = 0; i <= PassiveReassembler.MAX_IDS; i++) {
      passive.accept(CanId.base(i), HexFormat.of().parseHex("1014490201574241"), i);
    }
    assertEquals(List.of("000 N_ERROR"), received);
    passive.finish();
    assertEquals(1 + PassiveReassembler.MAX_IDS, received.size());
  }
}
