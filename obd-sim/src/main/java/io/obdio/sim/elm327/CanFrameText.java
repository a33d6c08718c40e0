package io.obdio.sim.elm327;

import io.obdio.isotp.can.CanFrame;
import io.obdio.sim.bus.J1939;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The text form of received CAN frames. */
final class CanFrameText {

  private CanFrameText() {}

  /** Returns the line of a frame, or the two lines of a first frame. */
  static List<String> lines(ElmSettings s, CanWire wire, CanFrame frame, boolean damaged) {
    List<String> lines = new ArrayList<>(2);
    if (s.canFormatting && wire.j1939() && J1939.isTransport(frame)) {
      lines.add(transport(s, frame) + (damaged ? "<RX ERROR" : ""));
    } else if (s.headers || !s.canFormatting || !wire.segments()) {
      lines.add(raw(s, wire, frame) + (damaged ? "<RX ERROR" : ""));
    } else {
      formatted(s, frame, lines);
      if (damaged) {
        lines.set(lines.size() - 1, lines.get(lines.size() - 1) + "<RX ERROR");
      }
    }
    return lines;
  }

  private static String raw(ElmSettings s, CanWire wire, CanFrame frame) {
    StringBuilder line = new StringBuilder(40);
    if (s.headers) {
      if (wire.j1939() && s.j1939HeaderFormat && s.canFormatting) {
        j1939Header(line, frame.id().value(), s.spaces);
      } else {
        header(line, frame, s.spaces);
      }
      if (s.dlc) {
        line.append(frame.length()).append(s.spaces ? " " : "");
      }
    }
    if (frame.kind() == CanFrame.Kind.REMOTE) {
      return line + "RTR";
    }
    HexText.append(line, frame.data(), 0, shown(s, wire, frame), s.spaces);
    return line.toString();
  }

  /** Returns how many bytes are shown. A clone with CAF 1 omits the padding of single frames. */
  private static int shown(ElmSettings s, CanWire wire, CanFrame frame) {
    int skip = s.extendedAddress == ElmSettings.NONE ? 0 : 1;
    boolean hides =
        s.hidesPadding && s.canFormatting && wire.segments() && isDiagnostic(frame.id().value());
    if (!hides || frame.length() <= skip || frame.at(skip) >> 4 != 0 || frame.at(skip) == 0) {
      return frame.length();
    }
    return Math.min(frame.length(), skip + 1 + frame.at(skip));
  }

  /** Returns whether an identifier is used by ISO 15765-2, and not for traffic between ECUs. */
  private static boolean isDiagnostic(int id) {
    return id >= 0x600 && id <= 0x7FF || id >> 16 == 0x18DA;
  }

  /**
   * Returns the line of a frame of the J1939 transport protocol: the announced length of a
   * connection management frame, a numbered line of a data frame. With headers frames are shown as
   * received.
   */
  private static String transport(ElmSettings s, CanFrame frame) {
    int announced = J1939.announcedLength(frame);
    if (announced >= 0) {
      return String.format(Locale.ROOT, "%03X", announced);
    }
    StringBuilder line = new StringBuilder(40);
    if (s.headers || !J1939.isData(frame)) {
      if (s.headers) {
        if (s.j1939HeaderFormat) {
          j1939Header(line, frame.id().value(), s.spaces);
        } else {
          header(line, frame, s.spaces);
        }
      }
      HexText.append(line, frame.data(), 0, frame.length(), s.spaces);
      return line.toString();
    }
    HexText.append(line, frame.at(0), false);
    line.append(s.spaces ? ": " : ":");
    HexText.append(line, frame.data(), 1, frame.length(), s.spaces);
    return line.toString();
  }

  /** Returns the identifier at the start of a line. */
  static String header(CanFrame frame, boolean space) {
    StringBuilder line = new StringBuilder(12);
    header(line, frame, space);
    return line.toString();
  }

  private static void header(StringBuilder line, CanFrame frame, boolean space) {
    int id = frame.id().value();
    if (frame.id().extended()) {
      for (int shift = 24; shift >= 0; shift -= 8) {
        HexText.append(line, id >> shift, space);
      }
    } else {
      line.append(Character.forDigit(id >> 8, 16));
      HexText.append(line, id, space);
    }
  }

  /** Appends priority, parameter group and source address: {@code 6 0FECA 00}. */
  private static void j1939Header(StringBuilder line, int id, boolean space) {
    String gap = space ? " " : "";
    line.append(id >> 26 & 7)
        .append(gap)
        .append(String.format(Locale.ROOT, "%05X", id >> 8 & 0x3FFFF))
        .append(gap);
    HexText.append(line, id, space);
  }

  private static void formatted(ElmSettings s, CanFrame frame, List<String> lines) {
    StringBuilder line = new StringBuilder(32);
    byte[] data = frame.data();
    int skip = s.extendedAddress == ElmSettings.NONE ? 0 : 1;
    int pci = data.length > skip ? data[skip] & 0xFF : 0xFF;
    int length = pci & 0x0F;
    switch (pci >> 4) {
      case 0 -> {
        if (length == 0 || length > data.length - 1 - skip) {
          HexText.append(line, data, 0, data.length, s.spaces);
          line.append("<DATA ERROR");
        } else {
          HexText.append(line, data, 1 + skip, 1 + skip + length, s.spaces);
        }
      }
      case 1 -> {
        int low = data.length > 1 + skip ? data[1 + skip] & 0xFF : 0;
        lines.add(String.format(Locale.ROOT, "%03X", length << 8 | low));
        line.append("0:").append(s.spaces ? " " : "");
        HexText.append(line, data, Math.min(data.length, 2 + skip), data.length, s.spaces);
      }
      case 2 -> {
        line.append(Integer.toHexString(length).toUpperCase(Locale.ROOT))
            .append(s.spaces ? ": " : ":");
        HexText.append(line, data, 1 + skip, data.length, s.spaces);
      }
      case 3 -> {
        line.append(s.spaces ? "FC: " : "FC:");
        HexText.append(line, data, skip, data.length, s.spaces);
      }
      default -> {
        HexText.append(line, data, 0, data.length, s.spaces);
        line.append("<DATA ERROR");
      }
    }
    lines.add(line.toString());
  }
}
