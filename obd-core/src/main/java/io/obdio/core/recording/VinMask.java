package io.obdio.core.recording;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The replacement of vehicle identification numbers in a trace, in text and in hex digits, also
 * across the lines and frames of one answer. The characters of the number become {@code X}, in hex
 * {@code 58}; where the framing is not clear, more may be replaced. Not safe for use by several
 * threads.
 */
final class VinMask {

  /** Beginnings of messages with the number: SAE J1979 service 09, UDS DID F190, KWP 2000 1A 90. */
  private static final List<String> PREFIXES = List.of("4902", "62F190", "2EF190", "5A90");

  /** The requests for it. */
  private static final List<String> REQUESTS = List.of("0902", "22F190", "1A90");

  private static final String MASK = "58";
  private static final Pattern FRAME = Pattern.compile("([0-9A-F]+)(##?)([0-9A-F]*)");
  private static final Pattern HEX_WORD =
      Pattern.compile("(?<![0-9A-Za-z])[0-9A-Fa-f]{2,}(?![0-9A-Za-z])");

  /** The number as text: 17 characters without I, O and Q (ISO 3779), at least one a letter. */
  private static final Pattern TEXT =
      Pattern.compile("\\b(?=[0-9]*[A-Z])(?=[A-Z]*[0-9])[A-HJ-NPR-Z0-9]{17}\\b");

  /** The bytes that are left of segmented messages with the number, by CAN identifier. */
  private final Map<String, Integer> segmented = new HashMap<>();

  /** Returns a text in which the numbers are replaced. */
  String text(String text) {
    return TEXT.matcher(text).replaceAll("X".repeat(17));
  }

  /** Returns the hex digits of a message in which the number is replaced. */
  String message(String hex) {
    for (String prefix : PREFIXES) {
      if (hex.startsWith(prefix)) {
        return characters(hex, prefix.length());
      }
    }
    return hex;
  }

  /**
   * Returns what an adapter sent or received, in which the number is replaced.
   *
   * @param command the last command that was sent to it
   */
  String dialogue(String command, String text) {
    String request = compact(command);
    boolean asked = REQUESTS.stream().anyMatch(request::contains);
    String compact = compact(text);
    if (!asked && PREFIXES.stream().noneMatch(compact::contains)) {
      return text;
    }
    return text(HEX_WORD.matcher(text).replaceAll(word -> word(word.group())));
  }

  private static String compact(String text) {
    return text.replaceAll("[^0-9A-Za-z]", "").toUpperCase(Locale.ROOT);
  }

  private static String word(String word) {
    return word.length() == 2 ? characters(word, 0) : characters(word, header(word));
  }

  /** Returns the number of digits before the bytes: of the identifier and the length (AT D1). */
  private static int header(String word) {
    int length = word.length();
    for (int identifier : new int[] {3, 8}) {
      int bytes = length - identifier - 1;
      if (bytes >= 2
          && bytes % 2 == 0
          && Character.digit(word.charAt(identifier), 16) == bytes / 2) {
        return identifier + 1;
      }
    }
    return length % 2 == 1 ? Math.min(3, length) : 0;
  }

  /** Replaces the bytes that may be characters of the number. */
  private static String characters(String hex, int from) {
    StringBuilder masked = new StringBuilder(hex.substring(0, from));
    int at = from;
    for (; at + 2 <= hex.length(); at += 2) {
      String pair = hex.substring(at, at + 2);
      masked.append(isCharacter(Integer.parseInt(pair, 16)) ? MASK : pair);
    }
    return masked.append(hex.substring(at)).toString();
  }

  private static boolean isCharacter(int code) {
    boolean letter = code >= 'A' && code <= 'Z' && code != 'I' && code != 'O' && code != 'Q';
    return letter || code >= '0' && code <= '9';
  }

  /** Returns a frame, as candump writes it, in which the number is replaced. */
  String frame(String frame) {
    Matcher matcher = FRAME.matcher(frame);
    if (!matcher.matches()) {
      return frame;
    }
    int flags = matcher.group(2).length() - 1; // one digit in frames of CAN FD
    String digits = matcher.group(3);
    String data = digits.substring(Math.min(flags, digits.length()));
    String masked = data(matcher.group(1), data);
    return masked.equals(data)
        ? frame
        : matcher.group(1) + matcher.group(2) + digits.substring(0, flags) + masked;
  }

  /** Masks the data of a frame, with normal addressing or an address byte before the PCI. */
  private String data(String id, String data) {
    for (int pci = 0; pci <= 2; pci += 2) {
      if (data.length() < pci + 2) {
        break;
      }
      char type = data.charAt(pci);
      if (type == '2' && segmented.containsKey(id)) {
        int left = segmented.getOrDefault(id, 0) - (data.length() - pci - 2) / 2;
        if (left > 0) {
          segmented.put(id, left);
        } else {
          segmented.remove(id);
        }
        return characters(data, pci + 2);
      }
      int payload = payload(data, pci);
      if (payload > 0 && beginsWithNumber(data.substring(payload))) {
        if (type == '1') {
          int total = Integer.parseInt(data.substring(pci + 1, pci + 4), 16);
          segmented.put(id, total - (data.length() - payload) / 2);
        }
        return characters(data, payload);
      }
    }
    return data;
  }

  /** Returns where the payload of a first or single frame begins; 0 if it is none. */
  private static int payload(String data, int pci) {
    return switch (data.charAt(pci)) {
      case '0' -> data.startsWith("00", pci) ? pci + 4 : pci + 2;
      case '1' -> data.length() > pci + 4 ? pci + 4 : 0;
      default -> 0;
    };
  }

  private static boolean beginsWithNumber(String payload) {
    return PREFIXES.stream().anyMatch(payload::startsWith);
  }
}
