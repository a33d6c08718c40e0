package io.obdio.isotp.address;

import io.obdio.isotp.can.CanFilter;
import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.can.CanId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;

/**
 * The addresses of a connection as seen by one of its two nodes. Formats of the two directions may
 * differ, see {@link #asymmetric}.
 *
 * @param txFormat the addressing format of frames sent
 * @param rxFormat the addressing format of frames received
 * @param txId the identifier of frames sent
 * @param rxId the identifier of frames received
 * @param txByte the first data byte of frames sent (target address or address extension), 0..255; 0
 *     if the format has none
 * @param rxByte the first data byte of frames received, 0..255, or {@link #ANY_BYTE}; 0 if the
 *     format has none
 * @param functional true if the target is functional, so that messages must fit a single frame
 *     (clause 9.2)
 * @param functionalRxIds further identifiers whose single frames are received, for functional
 *     requests; empty for most connections
 */
public record IsoTpAddress(
    AddressingFormat txFormat,
    AddressingFormat rxFormat,
    CanId txId,
    CanId rxId,
    int txByte,
    int rxByte,
    boolean functional,
    List<CanId> functionalRxIds) {

  /** The value of {@code rxByte} that accepts frames with any first data byte. */
  public static final int ANY_BYTE = -1;

  private static final int FIXED_PHYSICAL = 0x18DA0000;
  private static final int FIXED_FUNCTIONAL = 0x18DB0000;
  private static final int MIXED_PHYSICAL = 0x18CE0000;
  private static final int MIXED_FUNCTIONAL = 0x18CD0000;

  /** Checks the address bytes and copies the list. */
  public IsoTpAddress {
    requireByte(txByte);
    if (rxByte != ANY_BYTE) {
      requireByte(rxByte);
    }
    functionalRxIds = List.copyOf(functionalRxIds);
  }

  private IsoTpAddress(
      AddressingFormat format, CanId txId, CanId rxId, int txByte, int rxByte, boolean functional) {
    this(format, format, txId, rxId, txByte, rxByte, functional, List.of());
  }

  /** Returns an address with normal addressing and any two identifiers. */
  public static IsoTpAddress normal(CanId txId, CanId rxId) {
    return new IsoTpAddress(AddressingFormat.NORMAL, txId, rxId, 0, 0, false);
  }

  /**
   * Returns an address with normal fixed addressing: sends 18DA target source, receives 18DA source
   * target.
   */
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
   * Returns a functional address with normal fixed addressing: sends 18DB target source, receives
   * 18DA source target.
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

  /**
   * Returns an address with extended addressing: frames begin with the receiver's address.
   *
   * @param source the address of this node, or {@link #ANY_BYTE}
   */
  public static IsoTpAddress extended(CanId txId, CanId rxId, int source, int target) {
    return new IsoTpAddress(AddressingFormat.EXTENDED, txId, rxId, target, source, false);
  }

  /**
   * Returns an address with mixed addressing, 29 bits: sends 18CE target source, receives 18CE
   * source target, both with the address extension.
   */
  public static IsoTpAddress mixed29(int source, int target, int extension) {
    return new IsoTpAddress(
        AddressingFormat.MIXED_29,
        fixed(MIXED_PHYSICAL, target, source),
        fixed(MIXED_PHYSICAL, source, target),
        extension,
        extension,
        false);
  }

  /**
   * Returns a functional address with mixed addressing, 29 bits: sends 18CD target source, receives
   * 18CE source target.
   */
  public static IsoTpAddress mixed29Functional(int source, int target, int extension) {
    return new IsoTpAddress(
        AddressingFormat.MIXED_29,
        fixed(MIXED_FUNCTIONAL, target, source),
        fixed(MIXED_PHYSICAL, source, target),
        extension,
        extension,
        true);
  }

  /** Returns an address with mixed addressing, 11 bits. */
  public static IsoTpAddress mixed11(CanId txId, CanId rxId, int extension) {
    return new IsoTpAddress(AddressingFormat.MIXED_11, txId, rxId, extension, extension, false);
  }

  /** Returns an address that sends as {@code tx} and receives as {@code rx}. */
  public static IsoTpAddress asymmetric(IsoTpAddress tx, IsoTpAddress rx) {
    return new IsoTpAddress(
        tx.txFormat,
        rx.rxFormat,
        tx.txId,
        rx.rxId,
        tx.txByte,
        rx.rxByte,
        tx.functional,
        rx.functionalRxIds);
  }

  private static CanId fixed(int base, int target, int source) {
    requireByte(target);
    requireByte(source);
    return CanId.extended(base | target << 8 | source);
  }

  private static void requireByte(int value) {
    if (value < 0 || value > 0xFF) {
      throw new IllegalArgumentException("address byte out of range 0..255: " + value);
    }
  }

  /** Returns this address with a functional target: single frames only. */
  public IsoTpAddress asFunctional() {
    return new IsoTpAddress(txFormat, rxFormat, txId, rxId, txByte, rxByte, true, functionalRxIds);
  }

  /**
   * Returns this address with further identifiers to receive: those of functional requests, whose
   * messages are single frames. Answers and flow controls are sent as before.
   */
  public IsoTpAddress withFunctional(CanId... rxIds) {
    return new IsoTpAddress(
        txFormat, rxFormat, txId, rxId, txByte, rxByte, functional, List.of(rxIds));
  }

  /** Returns the address as seen by the other node. */
  public IsoTpAddress reversed() {
    return new IsoTpAddress(rxFormat, txFormat, rxId, txId, rxByte, txByte, functional, List.of());
  }

  /** Returns the number of address bytes before the PCI of frames sent, 0 or 1. */
  public int txPrefix() {
    return txFormat.prefix();
  }

  /** Returns the number of address bytes before the PCI of frames received, 0 or 1. */
  public int rxPrefix() {
    return rxFormat.prefix();
  }

  /** Returns the identifiers to receive: {@code rxId} and the functional ones. */
  public List<CanId> rxIds() {
    if (functionalRxIds.isEmpty()) {
      return List.of(rxId);
    }
    LinkedHashSet<CanId> all = new LinkedHashSet<>();
    all.add(rxId);
    all.addAll(functionalRxIds);
    return List.copyOf(all);
  }

  /** Returns the filters to subscribe to on a bus. */
  public List<CanFilter> filters() {
    return rxIds().stream().map(CanFilter::exactly).toList();
  }

  /** Returns true if a frame is addressed to this node, physically or functionally. */
  public boolean matches(CanFrame frame) {
    return (frame.kind() == CanFrame.Kind.DATA || frame.kind() == CanFrame.Kind.FD)
        && (frame.id().equals(rxId) || isFunctional(frame))
        && (rxPrefix() == 0 || hasAddressByte(frame));
  }

  private boolean hasAddressByte(CanFrame frame) {
    return frame.length() > 0 && (rxByte == ANY_BYTE || frame.at(0) == rxByte);
  }

  /** Returns true if a frame has one of the functional identifiers. */
  public boolean isFunctional(CanFrame frame) {
    return !functionalRxIds.isEmpty()
        && !frame.id().equals(rxId)
        && functionalRxIds.contains(frame.id());
  }

  /** Returns {@code 7E0>7E8}; address bytes follow the identifiers after a slash. */
  @Override
  public String toString() {
    return side(txId, txPrefix(), txByte) + ">" + side(rxId, rxPrefix(), rxByte);
  }

  private static String side(CanId id, int prefix, int addressByte) {
    if (prefix == 0) {
      return id.toString();
    }
    return addressByte == ANY_BYTE
        ? id + "/*"
        : String.format(Locale.ROOT, "%s/%02X", id, addressByte);
  }
}
