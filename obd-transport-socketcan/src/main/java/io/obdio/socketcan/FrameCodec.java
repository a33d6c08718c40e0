package io.obdio.socketcan;

import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.can.CanId;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The codec of {@code struct can_frame} and {@code canfd_frame} (linux/can.h): an identifier of
 * four bytes in native byte order, length, flags, two unused bytes, data.
 */
final class FrameCodec {

  /** Size of {@code struct can_frame}. */
  static final int MTU = 16;

  /** Size of {@code struct canfd_frame}. */
  static final int FD_MTU = 72;

  private static final int EXTENDED = 0x80000000;
  private static final int REMOTE = 0x40000000;
  private static final int ERROR = 0x20000000;
  private static final int BIT_RATE_SWITCH = 1;
  private static final int HEADER = 8;

  private FrameCodec() {}

  static ByteBuffer buffer() {
    return ByteBuffer.allocateDirect(FD_MTU).order(ByteOrder.nativeOrder());
  }

  /** Writes a frame to the buffer, ready to be sent. */
  static void write(CanFrame frame, ByteBuffer buffer) {
    boolean fd = frame.kind() == CanFrame.Kind.FD;
    byte[] data = frame.data();
    buffer.clear();
    buffer.putInt(
        frame.id().value()
            | (frame.id().extended() ? EXTENDED : 0)
            | (frame.kind() == CanFrame.Kind.REMOTE ? REMOTE : 0));
    buffer.put((byte) frame.length());
    buffer.put((byte) (frame.bitRateSwitch() ? BIT_RATE_SWITCH : 0));
    buffer.putShort((short) 0);
    buffer.put(data);
    for (int i = HEADER + data.length; i < (fd ? FD_MTU : MTU); i++) {
      buffer.put((byte) 0);
    }
    buffer.flip();
  }

  /** Reads a frame from a filled buffer; null if its kind is unknown. */
  static @Nullable CanFrame read(ByteBuffer buffer) {
    int size = buffer.remaining();
    if (size != MTU && size != FD_MTU) {
      return null;
    }
    int raw = buffer.getInt();
    int length = buffer.get() & 0xFF;
    boolean switched = (buffer.get() & BIT_RATE_SWITCH) != 0;
    if (length > size - HEADER) {
      return null;
    }
    int value = raw & CanId.MAX_EXTENDED;
    CanId id = (raw & EXTENDED) != 0 ? CanId.extended(value) : CanId.base(value & CanId.MAX_BASE);
    if ((raw & (REMOTE | ERROR)) == REMOTE) {
      return CanFrame.remote(id, length);
    }
    byte[] data = new byte[length];
    buffer.position(buffer.position() + 2);
    buffer.get(data);
    if ((raw & ERROR) != 0) {
      return CanFrame.error(value, data);
    }
    if (size == MTU) {
      return CanFrame.of(id, data);
    }
    return CanFrame.isFdLength(length) ? CanFrame.fd(id, switched, data) : null;
  }
}
