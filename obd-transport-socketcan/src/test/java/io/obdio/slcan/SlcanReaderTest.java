package io.obdio.slcan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.obdio.isotp.can.CanFrame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an adapter sends, divided in every manner. */
class SlcanReaderTest implements SlcanReader.Events {

  private final List<String> events = new ArrayList<>();

  @Override
  public void frame(CanFrame frame) {
    events.add(frame.toString());
  }

  @Override
  public void accepted() {
    events.add("accepted");
  }

  @Override
  public void refused() {
    events.add("refused");
  }

  @Override
  public void text(String line) {
    events.add("text " + line);
  }

  @Override
  public void invalid(String line) {
    events.add("invalid " + line);
  }

  private void check(String text, String... expected) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    for (int first = 0; first <= bytes.length; first++) {
      for (int second = first; second <= bytes.length; second++) {
        events.clear();
        SlcanReader reader = new SlcanReader(this);
        reader.read(bytes, first);
        reader.read(Arrays.copyOfRange(bytes, first, second), second - first);
        reader.read(Arrays.copyOfRange(bytes, second, bytes.length), bytes.length - second);
        assertEquals(List.of(expected), events, first + ", " + second);
      }
    }
  }

  @Test
  void framesAnswersAndVersions() {
    check(
        "\rz\rt7E8141\rZ\rT18DAF1100EA60\rV1013\r\u0007\u0007r1002\r",
        "accepted",
        "accepted",
        "7E8#41",
        "accepted",
        "18DAF110#",
        "text V1013",
        "refused",
        "refused",
        "100#R2");
  }

  /** Source: the version of the CANable's firmware ends with CR LF in some builds. */
  @Test
  void aLineFeedAfterTheEndOfALineIsIgnored() {
    check("V10\r\nt1000\r\n\r", "text V10", "100#", "accepted");
  }

  @Test
  void aLostEndOfLineCostsTwoFramesAndNoMore() {
    check("t10021133t2001AA\rt3001BB\r", "invalid t10021133t2001AA", "300#BB");
  }

  @Test
  void charactersOfAWrongBaudRateAreNotText() {
    check("\u00f8\u0080\u00ff\rt1000\r", "invalid \u00f8\u0080\u00ff", "100#");
  }

  @Test
  void aRefusalWithinALineEndsIt() {
    check("t100\u0007t1000\r", "invalid t100", "refused", "100#");
  }

  @Test
  void aLineWithoutEndIsBounded() {
    SlcanReader reader = new SlcanReader(this);
    byte[] bytes = "A".repeat(100_000).getBytes(StandardCharsets.ISO_8859_1);
    reader.read(bytes, bytes.length);
    byte[] next = "\rt1000\r".getBytes(StandardCharsets.ISO_8859_1);
    reader.read(next, next.length);
    assertEquals(List.of("invalid " + "A".repeat(SlcanReader.MAX_LINE), "100#"), events);
  }

  @Test
  void theLongestFrameFits() {
    check("B18DAF110F" + "5A".repeat(64) + "0123ABCD\r", "18DAF110##1" + "5A".repeat(64));
  }
}
