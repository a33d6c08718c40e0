package io.obdio.core.transport;

import java.util.Map;
import java.util.Optional;

/** The artifacts of OBDio that contain drivers, by the schemes of their URIs. */
final class DriverArtifact {

  private static final Map<String, String> BY_SCHEME =
      Map.of(
          "elm327", "io.obdio:obd-transport-elm327",
          "isotp", "io.obdio:obd-transport-socketcan",
          "isotpserver", "io.obdio:obd-isotp",
          "sim", "io.obdio:obd-sim",
          "slcan", "io.obdio:obd-transport-socketcan",
          "socketcan", "io.obdio:obd-transport-socketcan");

  private DriverArtifact() {}

  /** Returns the coordinates of the artifact with the driver of a scheme. */
  static Optional<String> of(String scheme) {
    return Optional.ofNullable(BY_SCHEME.get(scheme));
  }
}
