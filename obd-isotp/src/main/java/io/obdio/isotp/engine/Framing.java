package io.obdio.isotp.engine;

import io.obdio.isotp.address.IsoTpAddress;
import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.pdu.Padding;
import io.obdio.isotp.pdu.Pdu;
import io.obdio.isotp.pdu.PduCodec;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The conversion between PDUs and frames, with the address bytes and padding of a connection. */
final class Framing {

  private static final int CLASSIC = 8;

  private final IsoTpAddress address;
  private final IsoTpOptions options;
  private final int txPrefix;

  Framing(IsoTpAddress address, IsoTpOptions options) {
    this.address = address;
    this.options = options;
    this.txPrefix = address.txPrefix();
  }

  /** Returns the frame to send for a PDU. */
  CanFrame frame(Pdu pdu) {
    int shortest = Math.max(PduCodec.size(pdu, txPrefix), options.minLength());
    byte[] bytes = new byte[Padding.frameLength(shortest)];
    if (txPrefix > 0) {
      bytes[0] = (byte) address.txByte();
    }
    int used = PduCodec.encode(pdu, bytes, txPrefix);
    if (bytes.length > used) {
      Arrays.fill(bytes, used, bytes.length, (byte) options.padByte());
    }
    return options.fd()
        ? CanFrame.fd(address.txId(), options.bitRateSwitch(), bytes)
        : CanFrame.of(address.txId(), bytes);
  }

  /** Returns the PDU of a received frame, null if the frame is to be ignored. */
  @Nullable Pdu decode(CanFrame frame) {
    return options.minLength() > CLASSIC
        ? PduCodec.decodeFixedLength(frame, address.rxPrefix())
        : PduCodec.decode(frame, address.rxPrefix());
  }

  /** Returns true if the padding of a received frame with {@code used} bytes is as expected. */
  boolean acceptsPadding(CanFrame frame, int used) {
    return options.rxPadding().accepts(frame, used, options.minLength(), options.padByte());
  }
}
