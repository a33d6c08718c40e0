package io.obdio.sim.ecu;

import java.nio.charset.StandardCharsets;

/**
 * The calibration of an ECU (service 09 infotypes 04 and 06).
 *
 * @param id the calibration id, 1 to 16 ASCII characters
 * @param verificationNumber the calibration verification number (CVN), four bytes
 */
public record Calibration(String id, int verificationNumber) {

  /** Checks the id. */
  public Calibration {
    if (id.isEmpty() || id.length() > 16 || !StandardCharsets.US_ASCII.newEncoder().canEncode(id)) {
      throw new IllegalArgumentException(
          "a calibration id has 1 to 16 ASCII characters: '" + id + "'");
    }
  }
}
