package io.obdio.socketcan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.can.CanId;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class FrameCodecTest {

  @Test
  void framesComeBackAsTheyWere() {
    ByteBuffer buffer = FrameCodec.buffer();
    for (CanId id : new CanId[] {CanId.base(0x7FF), CanId.extended(0x18DB33F1)}) {
      for (int length = 0; length <= 64; length++) {
        byte[] data = new byte[length];
        java.util.Arrays.fill(data, (byte) (length + 1));
        if (length <= 8) {
          roundTrip(CanFrame.of(id, data), buffer, 16);
          roundTrip(CanFrame.remote(id, length), buffer, 16);
        }
        if (CanFrame.isFdLength(length)) {
          roundTrip(CanFrame.fd(id, length % 2 == 0, data), buffer, 72);
        }
      }
    }
  }

  private static void roundTrip(CanFrame frame, ByteBuffer buffer, int size) {
    FrameCodec.write(frame, buffer);
    assertEquals(size, buffer.remaining());
    assertEquals(frame, FrameCodec.read(buffer));
  }

  /** linux/can.h: flags of the identifier, length, data. */
  @Test
  void theLayoutIsTheKernels() {
    ByteBuffer buffer = FrameCodec.buffer();
    FrameCodec.write(CanFrame.of(CanId.extended(0x18DB33F1), (byte) 2, (byte) 1), buffer);
    assertEquals(0x98DB33F1, buffer.order(ByteOrder.nativeOrder()).getInt(0));
    assertEquals(2, buffer.get(4));
    assertEquals(1, buffer.get(9));
    FrameCodec.write(CanFrame.fd(CanId.base(1), true, new byte[12]), buffer);
    assertEquals(12, buffer.get(4));
    assertEquals(1, buffer.get(5));
  }

  @Test
  void errorFramesCarryTheirClass() {
    ByteBuffer buffer = FrameCodec.buffer();
    buffer.putInt(0x20000040).put((byte) 8).position(16).flip();
    assertEquals(CanFrame.error(0x40, new byte[8]), FrameCodec.read(buffer));
  }

  @Test
  void whatIsNoFrameIsNone() {
    ByteBuffer buffer = FrameCodec.buffer();
    buffer.position(20).flip();
    assertNull(FrameCodec.read(buffer));
    buffer.clear();
    buffer.putInt(1).put((byte) 9).position(16).flip();
    assertNull(FrameCodec.read(buffer));
    buffer.clear();
    buffer.putInt(1).put((byte) 63).position(72).flip();
    assertNull(FrameCodec.read(buffer));
  }
}
