package io.obdio.elm327.link;

import java.util.Locale;

/**
 * A serial port of this machine.
 *
 * @param path what to open, such as {@code /dev/ttyUSB0} or {@code COM3}
 * @param description the system's words for it
 * @param identity what stays the same when the device is plugged in elsewhere (USB vendor, product
 *     and serial number); "" if it has none
 */
public record PortInfo(String path, String description, String identity)
    implements Comparable<PortInfo> {

  /** In which order ports are tried. */
  public enum Kind {
    /** A USB serial converter, or an adapter with USB of its own. */
    USB,
    /** A Bluetooth serial port. */
    BLUETOOTH,
    /** Anything else, such as a board's own UART. */
    OTHER
  }

  /** What kind it is, judged by its names. */
  public Kind kind() {
    String text = (path + " " + description).toLowerCase(Locale.ROOT);
    if (text.contains("rfcomm") || text.contains("bluetooth") || text.contains("obd")) {
      return Kind.BLUETOOTH;
    }
    return text.contains("usb") || text.contains("ttyacm") || !identity.isEmpty()
        ? Kind.USB
        : Kind.OTHER;
  }

  /** USB first, then Bluetooth, then others; among equals by path. */
  @Override
  public int compareTo(PortInfo other) {
    int byKind = kind().compareTo(other.kind());
    return byKind != 0 ? byKind : path.compareTo(other.path);
  }
}
