package io.obdio.core.definition;

import io.obdio.core.message.AddressByte;
import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.EcuAddress.Kind;
import io.obdio.core.message.ObdAddress;
import io.obdio.core.message.RequestTarget;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The addresses of a command of an OBDb signal set, as the schema of format v3 defines them.
 *
 * <p>{@code hdr} of 3 digits is an 11-bit identifier. Of 4 digits it is the middle of a 29-bit
 * identifier: {@code pri} (18 if missing) precedes it, {@code tst} (F1) follows. 6 digits lack
 * {@code pri}, 8 digits are whole. On the older buses it is the first two bytes of the header,
 * {@code 686A}. {@code rax} of 2 digits is the source address of an answer in normal fixed
 * addressing, of 4 and 6 digits its last bytes, of 3 and 8 digits the whole identifier.
 *
 * @param target the ECU; empty for all
 * @param bus the kind of bus, where the addresses or {@code proto} show it
 * @param notes the fields that have no effect, with the reason
 */
record ObdbAddress(Optional<RequestTarget> target, Optional<Kind> bus, List<String> notes) {

  private static final String NORMAL_FIXED = "DA";
  private static final List<String> CAN_FORMATS = List.of("DA", "DB");

  /** The first bytes of the older buses' headers: J1850 and ISO 9141-2, then ISO 14230-4. */
  private static final String LEGACY = "(48|61|68|6C|C[0-7]|8[0-9A-F]).*";

  /**
   * The fields.
   *
   * @param hdr the header
   * @param rax the answer's address
   * @param pri the priority of a 29-bit identifier
   * @param tst the tester's address
   * @param eax the extended address
   * @param proto the protocol
   */
  record Fields(
      String hdr,
      Optional<String> rax,
      OptionalInt pri,
      OptionalInt tst,
      OptionalInt eax,
      Optional<String> proto) {}

  /**
   * Resolves the fields.
   *
   * @throws IllegalArgumentException if they do not name an address
   */
  static ObdbAddress of(Fields fields) {
    String hdr = digits("hdr", fields.hdr());
    Optional<Kind> bus = fields.proto().map(ObdbAddress::bus);
    Kind kind = kind(hdr, fields.pri().isPresent(), bus);
    if (bus.isPresent() && bus.get() != kind) {
      throw new IllegalArgumentException(
          "hdr '" + hdr + "' is not an address of proto '" + fields.proto().orElse("") + "'");
    }
    if (kind != Kind.CAN_11 && kind != Kind.CAN_29) {
      return legacy(hdr, fields);
    }
    EcuAddress request = kind == Kind.CAN_11 ? can11("hdr", hdr) : can29(hdr, fields);
    Optional<EcuAddress> answer = fields.rax().map(rax -> answer(request, rax, fields));
    if (answer.isPresent() && answer.get().equals(request)) {
      throw new IllegalArgumentException("rax is the address of the request, " + request);
    }
    if (ObdAddress.isFunctional(request)) {
      return new ObdbAddress(ofFunctional(request, answer), bus, List.of());
    }
    boolean unused = kind == Kind.CAN_11 && fields.tst().isPresent() && fields.eax().isEmpty();
    return new ObdbAddress(
        Optional.of(new RequestTarget(request, answer, extended(fields))),
        bus,
        unused ? List.of("tst has no effect: 11-bit identifiers do not hold it") : List.of());
  }

  private static Optional<AddressByte> extended(Fields fields) {
    return fields.eax().isEmpty()
        ? Optional.empty()
        : Optional.of(new AddressByte(fields.eax().getAsInt(), fields.tst()));
  }

  /** Asks the ECU itself where only its answer counts: its physical address reaches it alone. */
  private static Optional<RequestTarget> ofFunctional(
      EcuAddress request, Optional<EcuAddress> answer) {
    return answer.map(
        from ->
            ObdAddress.requestOf(from)
                .map(physical -> RequestTarget.of(physical, from))
                .orElse(RequestTarget.of(request, from)));
  }

  private static ObdbAddress legacy(String hdr, Fields fields) {
    if (hdr.length() != 4 && hdr.length() != 6) {
      throw new IllegalArgumentException("hdr '" + hdr + "' is not a header of two or three bytes");
    }
    int header = Integer.parseInt(hdr.length() == 4 ? hdr + "F1" : hdr, 16);
    List<String> notes =
        fields.rax().isPresent()
            ? List.of("rax has no effect: the header " + hdr + " is of an older bus")
            : List.of();
    Optional<RequestTarget> target =
        ObdAddress.Header.isFunctional(header)
            ? Optional.empty()
            : Optional.of(RequestTarget.of(EcuAddress.ofByte(header >> 8 & 0xFF)));
    return new ObdbAddress(target, Optional.of(Kind.BYTE), notes);
  }

  private static Kind bus(String proto) {
    return switch (proto) {
      case "9141-2" -> Kind.BYTE;
      case "15765-4-11bit" -> Kind.CAN_11;
      case "15765-4-29bit" -> Kind.CAN_29;
      default -> throw new IllegalArgumentException("unknown proto '" + proto + "'");
    };
  }

  private static Kind kind(String hdr, boolean hasPriority, Optional<Kind> bus) {
    return switch (hdr.length()) {
      case 3 -> Kind.CAN_11;
      case 8 -> Kind.CAN_29;
      case 4, 6 -> {
        boolean can = hasPriority || CAN_FORMATS.contains(hdr.substring(0, 2));
        yield bus.orElse(!can && hdr.matches(LEGACY) ? Kind.BYTE : Kind.CAN_29);
      }
      default -> throw new IllegalArgumentException("hdr '" + hdr + "' is not a header");
    };
  }

  private static EcuAddress can29(String hdr, Fields fields) {
    String id =
        switch (hdr.length()) {
          case 4 -> priority(fields) + hdr + tester(fields);
          case 6 -> priority(fields) + hdr;
          default -> hdr;
        };
    return can29("hdr", id);
  }

  private static EcuAddress answer(EcuAddress request, String text, Fields fields) {
    String rax = digits("rax", text);
    if (request.kind() == Kind.CAN_11) {
      return can11("rax", rax);
    }
    String id =
        switch (rax.length()) {
          case 2 -> priority(fields) + NORMAL_FIXED + tester(fields) + rax;
          case 4 -> priority(fields) + NORMAL_FIXED + rax;
          case 6 -> priority(fields) + rax;
          case 8 -> rax;
          default -> throw notAnAddress("rax", rax, 29);
        };
    return can29("rax", id);
  }

  private static String priority(Fields fields) {
    return hex(fields.pri().orElse(0x18));
  }

  private static String tester(Fields fields) {
    return hex(fields.tst().orElse(ObdAddress.TESTER));
  }

  private static String hex(int value) {
    return String.format(Locale.ROOT, "%02X", value);
  }

  private static EcuAddress can11(String field, String text) {
    int id = text.length() == 3 ? Integer.parseInt(text, 16) : -1;
    if (id < 0 || id > 0x7FF) {
      throw notAnAddress(field, text, 11);
    }
    return EcuAddress.can11(id);
  }

  private static EcuAddress can29(String field, String text) {
    long id = Long.parseLong(text, 16);
    if (id > 0x1FFFFFFF) {
      throw notAnAddress(field, text, 29);
    }
    return EcuAddress.can29((int) id);
  }

  private static IllegalArgumentException notAnAddress(String field, String text, int bits) {
    return new IllegalArgumentException(
        field + " '" + text + "' is not an identifier of " + bits + " bits");
  }

  private static String digits(String field, String text) {
    String digits = text.replace(" ", "").toUpperCase(Locale.ROOT);
    if (!digits.matches("[0-9A-F]{2,8}")) {
      throw new IllegalArgumentException(field + " '" + text + "' is not hexadecimal");
    }
    return digits;
  }
}
