package io.obdio.core.message;

import java.util.Locale;
import java.util.OptionalInt;

/**
 * The address byte that precedes the protocol control information in every CAN frame: the target
 * address of extended addressing (ISO 15765-2:2016 clause 10.3.3) or the address extension of mixed
 * addressing (clause 10.3.5).
 *
 * @param request the byte in the frames to the ECU, 0..255
 * @param answer the byte in the frames from the ECU, 0..255; empty if every byte is accepted
 */
public record AddressByte(int request, OptionalInt answer) {

  /** Checks the ranges. */
  public AddressByte {
    check(request);
    answer.ifPresent(AddressByte::check);
  }

  /** Returns the address of an ECU whose frames may begin with any byte. */
  public static AddressByte of(int request) {
    return new AddressByte(request, OptionalInt.empty());
  }

  private static void check(int address) {
    if (address < 0 || address > 0xFF) {
      throw new IllegalArgumentException("address byte " + address + " is not from 0 to 255");
    }
  }

  /** Returns the byte of the request as two hexadecimal digits. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%02X", request);
  }
}
