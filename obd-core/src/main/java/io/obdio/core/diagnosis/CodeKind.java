package io.obdio.core.diagnosis;

import java.util.Locale;

/** The service in whose response a trouble code was. */
public enum CodeKind {
  /** Service 03: confirmed; the malfunction indicator lamp is usually on. */
  STORED,
  /** Service 07: detected in this or the last driving cycle, not confirmed yet. */
  PENDING,
  /** Service 0A: cleared by the vehicle only, after the monitor has passed. */
  PERMANENT,
  /** ISO 14229-1 ReadDTCInformation: the code has a failure type and status bits. */
  UDS;

  /** Returns the kind in lower case, such as {@code stored}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
