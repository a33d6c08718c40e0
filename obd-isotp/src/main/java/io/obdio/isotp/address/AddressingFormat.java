package io.obdio.isotp.address;

/** Where the address stands in a frame (ISO 15765-2:2016 clause 10.3). */
public enum AddressingFormat {
  /** In the identifier alone, 11 or 29 bits, as agreed between the nodes (10.3.2). */
  NORMAL(0),
  /** In a 29 bit identifier, target and source at fixed places (10.3.3). */
  NORMAL_FIXED(0),
  /** The target address in the first data byte (10.3.4). */
  EXTENDED(1),
  /** 29 bits with fixed places, the address extension in the first data byte (10.3.5.1). */
  MIXED_29(1),
  /** 11 bits, the address extension in the first data byte (10.3.5.2). */
  MIXED_11(1);

  private final int prefix;

  AddressingFormat(int prefix) {
    this.prefix = prefix;
  }

  /** Number of address bytes before the PCI, 0 or 1. */
  public int prefix() {
    return prefix;
  }
}
