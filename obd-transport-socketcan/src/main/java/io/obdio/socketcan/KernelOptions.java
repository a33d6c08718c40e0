package io.obdio.socketcan;

import io.obdio.isotp.address.IsoTpAddress;
import io.obdio.isotp.engine.IsoTpOptions;
import io.obdio.isotp.engine.Role;
import io.obdio.isotp.pdu.Padding;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import tel.schich.javacan.IsotpCanChannel;
import tel.schich.javacan.IsotpCanSocketOptions;
import tel.schich.javacan.IsotpFlowControlOptions;
import tel.schich.javacan.IsotpLinkLayerOptions;
import tel.schich.javacan.IsotpOptions;
import tel.schich.javacan.IsotpOptions.Flag;

/**
 * The conversion of options to those of linux/can/isotp.h. The timers of the kernel cannot be set.
 */
final class KernelOptions {

  private static final int CLASSIC_LENGTH = 8;
  private static final int CLASSIC_MTU = 16;
  private static final int FD_MTU = 72;

  private KernelOptions() {}

  /**
   * Sets the options of a socket that is not bound yet.
   *
   * @throws IllegalArgumentException if the kernel does not support an option
   */
  static void set(IsotpCanChannel channel, IsoTpAddress address, IsoTpOptions options)
      throws IOException {
    requireSupported(address, options);
    channel.setOption(
        IsotpCanSocketOptions.OPTS,
        IsotpOptions.DEFAULT
            .withFlags(flags(address, options))
            .withPadding((byte) options.padByte(), (byte) options.padByte())
            .withExtendedAddresses((byte) address.txByte(), (byte) address.rxByte()));
    channel.setOption(
        IsotpCanSocketOptions.RECV_FC,
        new IsotpFlowControlOptions(
            (byte) options.blockSize(), (byte) options.stMin(), (byte) options.waitsSent()));
    channel.setOption(
        IsotpCanSocketOptions.LL_OPTS,
        new IsotpLinkLayerOptions(
            (byte) (options.fd() ? FD_MTU : CLASSIC_MTU),
            (byte) options.txDl(),
            (byte) (options.bitRateSwitch() ? 1 : 0)));
    if (options.forcedGap() >= 0) {
      channel.setOption(
          IsotpCanSocketOptions.TX_STMIN, (int) Math.min(options.forcedGap(), Integer.MAX_VALUE));
    }
  }

  private static void requireSupported(IsoTpAddress address, IsoTpOptions options) {
    String unsupported =
        options.minLength() != 0 && options.minLength() != CLASSIC_LENGTH
            ? "frames of a fixed length"
            : options.bitRateLimit() > 0
                ? "a bit rate limit"
                : !address.functionalRxIds().isEmpty()
                    ? "functional identifiers beside the physical one"
                    : "";
    if (!unsupported.isEmpty()) {
      throw new IllegalArgumentException("ISO-TP of the kernel does not support " + unsupported);
    }
  }

  static Set<Flag> flags(IsoTpAddress address, IsoTpOptions options) {
    EnumSet<Flag> flags = EnumSet.of(Flag.WAIT_TX_DONE);
    if (address.txPrefix() > 0) {
      flags.add(Flag.EXTEND_ADDR);
    }
    if (address.rxPrefix() > 0) {
      flags.add(Flag.RX_EXT_ADDR);
    }
    if (options.minLength() == CLASSIC_LENGTH) {
      flags.add(Flag.TX_PADDING);
    }
    if (options.rxPadding() != Padding.ANY) {
      flags.add(Flag.CHK_PAD_LEN);
    }
    if (options.rxPadding() == Padding.FILLED || options.rxPadding() == Padding.FILLED_WITH_BYTE) {
      flags.add(Flag.RX_PADDING);
    }
    if (options.rxPadding() == Padding.FILLED_WITH_BYTE) {
      flags.add(Flag.CHK_PAD_DATA);
    }
    if (options.halfDuplex()) {
      flags.add(Flag.HALF_DUPLEX);
    }
    if (options.forcedGap() >= 0) {
      flags.add(Flag.FORCE_TXSTMIN);
    }
    if (options.role() == Role.LISTEN) {
      flags.add(Flag.LISTEN_MODE);
    } else if (options.role() == Role.BROADCAST) {
      flags.add(Flag.CF_BROADCAST);
    }
    if (address.functional()) {
      flags.add(Flag.SF_BROADCAST);
    }
    return flags;
  }
}
