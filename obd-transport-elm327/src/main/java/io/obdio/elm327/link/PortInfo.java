package io.obdio.elm327.link;

import java.util.Locale;

/**
 * A serial port of this machine.
 *
 * @param path the path to open, such as {@code /dev/ttyUSB0} or {@code COM3}
 * @param description the operating system's description
 * @param identity the USB vendor, product and serial number, which do not change when the device is
 *     plugged in elsewhere; empty if it has none
 */
public record PortInfo(String path, String description, String identity)
    implements Comparable<PortInfo> {

  /** The kinds of ports, in the order in which they are tried. */
  public enum Kind {
    /** A USB serial converter, or an adapter with a USB port. */
    USB,
    /** A Bluetooth serial port. */
    BLUETOOTH,
    /** Any other port, such as a UART on the board. */
    OTHER
  }

  /** Returns the kind, derived from the names. */
  public Kind kind() {
    String text = (path + " " + description).toLowerCase(Locale.ROOT);
    if (text.contains("rfcomm") || text.contains("bluetooth") || text.contains("obd")) {
      return Kind.BLUETOOTH;
    }
    return text.contains("usb") || text.contains("ttyacm") || !identity.isEmpty()
        ? Kind.USB
        : Kind.OTHER;
  }

  /** Compares ports by the order in which they are tried: by kind, then by path. */
  @Override
  public int compareTo(PortInfo other) {
    int byKind = kind().compareTo(other.kind());
    return byKind != 0 ? byKind : path.compareTo(other.path);
  }
}
