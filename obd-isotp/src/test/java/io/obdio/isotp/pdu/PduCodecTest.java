package io.obdio.isotp.pdu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.can.CanId;
import io.obdio.isotp.pdu.Pdu.ConsecutiveFrame;
import io.obdio.isotp.pdu.Pdu.FirstFrame;
import io.obdio.isotp.pdu.Pdu.FlowControl;
import io.obdio.isotp.pdu.Pdu.SingleFrame;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PduCodecTest {

  /** PCI and data, one row a form of clause 9.6. */
  @ParameterizedTest
  @CsvSource({
    "0, 02010C, SF 010C", // no padding
    "0, 02010CCCCCCCCCCC, SF 010C", // padding is not data
    "0, 0701020304050607, SF 01020304050607", // the longest
    "1, F102010C, SF 010C", // behind an address byte
    "1, F106010203040506, SF 010203040506",
    "0, 000A0102030405060708090A, SF 0102030405060708090A", // escape, 12 bytes
    "0, 00080102030405060708CCCC, SF 0102030405060708", // the shortest with escape
    "1, F10007010203040506 07CCCC, SF 01020304050607", // the same behind an address byte
    "0, 1008010203040506, FF 8 010203040506", // the shortest FF
    "1, F11007 0102030405, FF 7 0102030405",
    "0, 1FFF010203040506, FF 4095 010203040506", // the longest of 12 bits
    "0, 1000000010000102, FF 4096 0102", // escape of 32 bits
    "0, 1000FFFFFFFF0102, FF 4294967295 0102",
    "0, 2F01, CF 15 01",
    "0, 2001020304050607, CF 0 01020304050607",
    "1, F12101020304 0506, CF 1 010203040506",
    "0, 300000, FC 0 0 0",
    "0, 3108F5CCCCCCCCCC, FC 1 8 245",
    "0, 32FF7F, FC 2 255 127",
    "0, 3F0000, FC 15 0 0", // reserved, but a flow control all the same
    "1, F1300A05, FC 0 10 5",
  })
  void readsEveryForm(int prefix, String hex, String expected) {
    assertEquals(expected, text(PduCodec.decode(frame(hex), prefix)));
  }

  @ParameterizedTest
  @CsvSource({
    "0, ''", // no PCI
    "1, F1",
    "0, 00", // SF_DL 0
    "0, 0001", // escape in a classic frame
    "0, 08010203 04050607", // SF_DL 8
    "1, F107010203040506", // SF_DL 7 behind an address byte
    "0, 0301", // shorter than its length field
    "0, 02010CCCCCCCCCCC00000000", // no escape in 12 bytes
    "0, 000701020304050607 000000", // escape for what needs none
    "0, 000B0102030405060708090A", // longer than the frame
    "0, 1007010203040506", // FF that a single frame would hold
    "1, F11006 0102030405",
    "0, 100A0102030405060708090A", // the same with 12 bytes
    "0, 10080102030405", // FF in less than 8 bytes
    "0, 1000000000000102", // FF_DL 0
    "0, 100000000FFF0102", // escape for what needs none
    "0, 20", // nothing in it
    "0, 3000", // FC without STmin
    "1, F13000",
    "0, 400000", // reserved types
    "0, F00000",
  })
  void ignoresWhatTheStandardIgnores(int prefix, String hex) {
    assertNull(PduCodec.decode(frame(hex), prefix));
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 12, 16, 20, 24, 32, 48, 64})
  void whatItWritesItReads(int dl) {
    for (int prefix = 0; prefix <= 1; prefix++) {
      byte[] some = new byte[64];
      for (int i = 0; i < 64; i++) {
        some[i] = (byte) (i + 1);
      }
      int sf = PduCodec.singleFrameCapacity(dl, prefix);
      for (long length : new long[] {sf + 1, 4095, 4096, 0xFFFFFFFFL}) {
        PduData data = PduData.view(some, 0, PduCodec.firstFrameCapacity(dl, prefix, length));
        roundTrip(new FirstFrame(length, data), dl, prefix);
      }
      roundTrip(new SingleFrame(PduData.view(some, 0, sf)), dl, prefix);
      PduData cf = PduData.view(some, 0, PduCodec.consecutiveFrameCapacity(dl, prefix));
      roundTrip(new ConsecutiveFrame(dl & 15, cf), dl, prefix);
    }
  }

  private static void roundTrip(Pdu pdu, int dl, int prefix) {
    byte[] bytes = new byte[dl];
    PduCodec.encode(pdu, bytes, prefix);
    assertEquals(dl, PduCodec.size(pdu, prefix));
    assertEquals(pdu, PduCodec.decode(bytes, 0, dl, prefix));
    assertEquals(pdu.hashCode(), PduCodec.decode(bytes, 0, dl, prefix).hashCode());
  }

  @Test
  void flowControlsPrintTheirStatus() {
    assertEquals(FlowStatus.WAIT, new FlowControl(FlowStatus.WAIT, 0, 0).status());
    assertNull(new FlowControl(3, 0, 0).status());
    byte[] bytes = new byte[3];
    PduCodec.encode(new FlowControl(FlowStatus.OVFLW, 255, 0xF9), bytes, 0);
    assertArrayEquals(HexFormat.of().parseHex("32FFF9"), bytes);
  }

  @ParameterizedTest
  @CsvSource({
    "0,0", "1,1", "8,8", "9,12", "12,12", "13,16", "20,20", "21,24", "25,32", "33,48", "49,64",
    "64,64"
  })
  void framesHaveTheLengthsOfCan(int size, int length) {
    assertEquals(length, Padding.frameLength(size));
  }

  @ParameterizedTest
  @CsvSource({
    // frame, bytes used; accepted by NONE, FILLED, FILLED_WITH_BYTE CC
    "02010C, 3, true, false, false",
    "02010CCCCCCCCCCC, 3, false, true, true",
    "02010CCCCCCCCC00, 3, false, true, false",
    "02010CCC, 3, false, false, false",
    "0701020304050607, 8, true, true, true",
    "00080102030405060708CCCC, 10, true, true, true",
    "000801020304050607080000, 10, true, true, false",
    "00080102030405060708CCCCCCCCCCCC, 10, false, false, false",
  })
  void paddingIsCheckedAsConfigured(
      String hex, int used, boolean none, boolean filled, boolean with) {
    CanFrame frame = frame(hex);
    assertEquals(true, Padding.ANY.accepts(frame, used, 8, 0xCC));
    assertEquals(none, Padding.NONE.accepts(frame, used, 8, 0xCC));
    assertEquals(filled, Padding.FILLED.accepts(frame, used, 8, 0xCC));
    assertEquals(with, Padding.FILLED_WITH_BYTE.accepts(frame, used, 8, 0xCC));
  }

  private static CanFrame frame(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    CanId id = CanId.base(0x7E8);
    return bytes.length > 8 ? CanFrame.fd(id, false, bytes) : CanFrame.of(id, bytes);
  }

  private static String text(Pdu pdu) {
    if (pdu instanceof SingleFrame sf) {
      return "SF " + sf.data();
    }
    if (pdu instanceof FirstFrame ff) {
      return "FF " + ff.length() + " " + ff.data();
    }
    if (pdu instanceof ConsecutiveFrame cf) {
      return "CF " + cf.sequenceNumber() + " " + cf.data();
    }
    return pdu instanceof FlowControl fc
        ? "FC " + fc.code() + " " + fc.blockSize() + " " + fc.stMin()
        : "nothing";
  }
}
