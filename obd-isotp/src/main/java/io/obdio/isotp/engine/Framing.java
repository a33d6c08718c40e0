package io.obdio.isotp.engine;

import io.obdio.isotp.address.IsoTpAddress;
import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.pdu.Padding;
import io.obdio.isotp.pdu.Pdu;
import io.obdio.isotp.pdu.PduCodec;
import java.util.Arrays;

/** Wraps PDUs into frames as address and options say. */
final class Framing {

  private final IsoTpAddress address;
  private final IsoTpOptions options;
  private final int prefix;

  Framing(IsoTpAddress address, IsoTpOptions options) {
    this.address = address;
    this.options = options;
    this.prefix = address.prefix();
  }

  CanFrame frame(Pdu pdu) {
    int used = PduCodec.size(pdu, prefix);
    int length = Padding.frameLength(options.pad() ? Math.max(used, 8) : used);
    byte[] bytes = new byte[length];
    if (prefix > 0) {
      bytes[0] = (byte) address.txByte();
    }
    PduCodec.encode(pdu, bytes, prefix);
    if (length > used) {
      Arrays.fill(bytes, used, length, (byte) options.padByte());
    }
    return options.fd()
        ? CanFrame.fd(address.txId(), options.bitRateSwitch(), bytes)
        : CanFrame.of(address.txId(), bytes);
  }

  boolean acceptsPadding(CanFrame frame, int used) {
    return options.rxPadding().accepts(frame, used, options.padByte());
  }
}
