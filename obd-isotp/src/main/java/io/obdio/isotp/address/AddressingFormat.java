package io.obdio.isotp.address;

/** The addressing formats of ISO 15765-2:2016 clause 10.3. */
public enum AddressingFormat {
  /** Normal: any identifiers that the nodes have agreed on (10.3.2). */
  NORMAL(0),
  /** Normal fixed: 29-bit identifiers that contain target and source address (10.3.3). */
  NORMAL_FIXED(0),
  /** Extended: the target address is the first data byte (10.3.4). */
  EXTENDED(1),
  /** Mixed, 29 bits: fixed identifiers, the address extension is the first byte (10.3.5.1). */
  MIXED_29(1),
  /** Mixed, 11 bits: the address extension is the first data byte (10.3.5.2). */
  MIXED_11(1);

  private final int prefix;

  AddressingFormat(int prefix) {
    this.prefix = prefix;
  }

  /** Returns the number of address bytes before the PCI, 0 or 1. */
  public int prefix() {
    return prefix;
  }
}
