package io.obdio.isotp.address;

import io.obdio.isotp.can.CanFilter;
import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.can.CanId;
import java.util.Locale;

/**
 * The two ends of a way as one of them sees it: what it sends with and what it hears.
 *
 * @param format where the address stands
 * @param txId identifier of the frames sent
 * @param rxId identifier of the frames heard
 * @param txByte first data byte of the frames sent: target address or address extension; 0 where
 *     the format has none
 * @param rxByte first data byte of the frames heard; 0 where the format has none
 * @param functional true if one sends to many: single frames only (clause 9.2)
 */
public record IsoTpAddress(
    AddressingFormat format, CanId txId, CanId rxId, int txByte, int rxByte, boolean functional) {

  private static final int FIXED_PHYSICAL = 0x18DA0000;
  private static final int FIXED_FUNCTIONAL = 0x18DB0000;
  private static final int MIXED_PHYSICAL = 0x18CE0000;
  private static final int MIXED_FUNCTIONAL = 0x18CD0000;

  /** Checks the address bytes. */
  public IsoTpAddress {
    requireByte(txByte);
    requireByte(rxByte);
  }

  /** Normal addressing with any two identifiers. */
  public static IsoTpAddress normal(CanId txId, CanId rxId) {
    return new IsoTpAddress(AddressingFormat.NORMAL, txId, rxId, 0, 0, false);
  }

  /** Normal fixed addressing: sends 18DA target source, hears 18DA source target. */
  public static IsoTpAddress normalFixed(int source, int target) {
    return new IsoTpAddress(
        AddressingFormat.NORMAL_FIXED,
        fixed(FIXED_PHYSICAL, target, source),
        fixed(FIXED_PHYSICAL, source, target),
        0,
        0,
        false);
  }

  /**
   * Normal fixed addressing to many: sends 18DB target source, hears 18DA source target (the
   * answers come physically from nodes of their own).
   */
  public static IsoTpAddress normalFixedFunctional(int source, int target) {
    return new IsoTpAddress(
        AddressingFormat.NORMAL_FIXED,
        fixed(FIXED_FUNCTIONAL, target, source),
        fixed(FIXED_PHYSICAL, source, target),
        0,
        0,
        true);
  }

  /** Extended addressing: each frame begins with the address of the node it is for. */
  public static IsoTpAddress extended(CanId txId, CanId rxId, int source, int target) {
    return new IsoTpAddress(AddressingFormat.EXTENDED, txId, rxId, target, source, false);
  }

  /** Mixed addressing, 29 bits: sends 18CE target source with the address extension. */
  public static IsoTpAddress mixed29(int source, int target, int extension) {
    return new IsoTpAddress(
        AddressingFormat.MIXED_29,
        fixed(MIXED_PHYSICAL, target, source),
        fixed(MIXED_PHYSICAL, source, target),
        extension,
        extension,
        false);
  }

  /** Mixed addressing, 29 bits, to many: sends 18CD target source. */
  public static IsoTpAddress mixed29Functional(int source, int target, int extension) {
    return new IsoTpAddress(
        AddressingFormat.MIXED_29,
        fixed(MIXED_FUNCTIONAL, target, source),
        fixed(MIXED_PHYSICAL, source, target),
        extension,
        extension,
        true);
  }

  /** Mixed addressing, 11 bits. */
  public static IsoTpAddress mixed11(CanId txId, CanId rxId, int extension) {
    return new IsoTpAddress(AddressingFormat.MIXED_11, txId, rxId, extension, extension, false);
  }

  private static CanId fixed(int base, int target, int source) {
    requireByte(target);
    requireByte(source);
    return CanId.extended(base | target << 8 | source);
  }

  private static void requireByte(int value) {
    if (value < 0 || value > 0xFF) {
      throw new IllegalArgumentException("no address byte: " + value);
    }
  }

  /** The same with single frames only, to or from many. */
  public IsoTpAddress asFunctional() {
    return new IsoTpAddress(format, txId, rxId, txByte, rxByte, true);
  }

  /** The way as the other end sees it. */
  public IsoTpAddress reversed() {
    return new IsoTpAddress(format, rxId, txId, rxByte, txByte, functional);
  }

  /** Number of address bytes before the PCI, 0 or 1. */
  public int prefix() {
    return format.prefix();
  }

  /** What to subscribe to on a bus. */
  public CanFilter filter() {
    return CanFilter.exactly(rxId);
  }

  /** True if a frame is meant for this end. */
  public boolean hears(CanFrame frame) {
    return (frame.kind() == CanFrame.Kind.DATA || frame.kind() == CanFrame.Kind.FD)
        && frame.id().equals(rxId)
        && (prefix() == 0 || frame.length() > 0 && frame.at(0) == rxByte);
  }

  /** {@code 7E0>7E8}, with the address bytes behind slashes where there are any. */
  @Override
  public String toString() {
    return prefix() == 0
        ? txId + ">" + rxId
        : String.format(Locale.ROOT, "%s/%02X>%s/%02X", txId, txByte, rxId, rxByte);
  }
}
