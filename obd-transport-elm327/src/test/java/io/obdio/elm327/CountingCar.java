package io.obdio.elm327;

import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.Payload;
import io.obdio.sim.DiagnosticConnector;
import io.obdio.sim.ecu.Ecu;
import io.obdio.sim.ecu.EcuAddresses;
import io.obdio.sim.ecu.EcuReply;
import io.obdio.sim.ecu.EcuRequest;
import io.obdio.sim.vehicle.EcuKind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A vehicle whose values are never repeated: each item counts how often it was requested, and its
 * value is that count. So an answer shows to which request it belongs, and one to an earlier
 * request is never taken for that to the current one. On CAN; single-threaded, as the virtual time
 * is.
 */
final class CountingCar implements DiagnosticConnector {

  /** An ECU's address in requests and in answers. */
  private static final int ENGINE = 0x7E8;

  private static final int TRANSMISSION = 0x7E9;

  private static final String VIN_FRONT = "1D4GP00R55B";

  /** How often each item was asked for, by {@code 7E8 010C}. */
  private final Map<String, Integer> counts = new HashMap<>();

  private final List<Ecu> ecus = List.of(new CountingEcu(ENGINE), new CountingEcu(TRANSMISSION));

  /** What has been asked up to now; a value is right if its count lies between two of these. */
  Map<String, Integer> counts() {
    return Map.copyOf(counts);
  }

  @Override
  public List<Ecu> ecus() {
    return ecus;
  }

  @Override
  public boolean ignitionOn() {
    return true;
  }

  @Override
  public double voltage() {
    return 14.2;
  }

  /**
   * Returns whether a message answers a request that was pending between two moments.
   *
   * @param request the request, such as {@code 010C0D}
   * @param before what had been requested before it was sent
   * @param after what had been asked when its answer was there
   * @return "" if it does, else what is wrong with it
   */
  static String mistake(
      String request, EcuMessage message, Map<String, Integer> before, Map<String, Integer> after) {
    int ecu = message.ecu().id();
    String payload = message.payload().toHex();
    String front = (request.startsWith("22") ? "62" : "4" + request.charAt(1));
    if (!payload.startsWith(front)) {
      return "does not begin with " + front;
    }
    return switch (request) {
      case "0100", "0105", "010C", "010D", "010C0D" -> pids(request, payload, ecu, before, after);
      case "03" ->
          !payload.startsWith("43020133") || payload.length() != 12
              ? "no two codes"
              : stale(ecu + " 03", Integer.parseInt(payload.substring(8), 16), 16, before, after);
      case "0902" -> vin(ecu, message.payload(), before, after);
      case "22F190" ->
          !payload.startsWith("62F190") || payload.length() != 22
              ? "not the identifier's eight digits"
              : stale(ecu + " 22F190", digits(message.payload(), 3), 26, before, after);
      default -> "no answer to " + request;
    };
  }

  private static String pids(
      String request,
      String payload,
      int ecu,
      Map<String, Integer> before,
      Map<String, Integer> after) {
    if (request.equals("0100")) {
      return payload.equals(ecu == ENGINE ? "4100BE3FA813" : "410080180001") ? "" : "wrong map";
    }
    int at = 2;
    for (int i = 2; i < request.length(); i += 2) {
      String pid = request.substring(i, i + 2);
      int digits = pid.equals("0C") ? 4 : 2;
      if (payload.length() < at + 2 + digits || !payload.startsWith(pid, at)) {
        return "no PID " + pid;
      }
      int value = Integer.parseInt(payload.substring(at + 2, at + 2 + digits), 16);
      String mistake = stale(ecu + " 01" + pid, value, 4 * digits, before, after);
      if (!mistake.isEmpty()) {
        return mistake;
      }
      at += 2 + digits;
    }
    return payload.length() == at ? "" : "more than asked for";
  }

  private static String vin(
      int ecu, Payload payload, Map<String, Integer> before, Map<String, Integer> after) {
    String text = new String(payload.toBytes(), StandardCharsets.ISO_8859_1);
    if (text.length() != 20 || !text.startsWith(VIN_FRONT, 3)) {
      return "no vehicle identification number";
    }
    return stale(ecu + " 0902", digits(payload, 3 + VIN_FRONT.length()), 19, before, after);
  }

  private static int digits(Payload payload, int from) {
    String text = new String(payload.toBytes(), StandardCharsets.ISO_8859_1).substring(from);
    return text.matches("\\d{1,8}") ? Integer.parseInt(text) : -1;
  }

  /** Values are counts, of which only so many bits are shown. */
  private static String stale(
      String item, int value, int bits, Map<String, Integer> before, Map<String, Integer> after) {
    int first = before.getOrDefault(item, 0) + 1;
    int last = after.getOrDefault(item, 0);
    int mask = (1 << bits) - 1;
    boolean right = value >= 0 && last >= first && (value - first & mask) <= last - first;
    return right ? "" : item + " is " + value + ", not one of " + first + " to " + last;
  }

  /** Answers with its counts. */
  private final class CountingEcu implements Ecu {
    private final int answers;

    CountingEcu(int answers) {
      this.answers = answers;
    }

    @Override
    public EcuKind kind() {
      return answers == ENGINE ? EcuKind.ENGINE : EcuKind.TRANSMISSION;
    }

    @Override
    public EcuAddresses addresses() {
      return new EcuAddresses(answers - 8, answers, answers == ENGINE ? 0x10 : 0x18);
    }

    private int count(String item) {
      return counts.merge(answers + " " + item, 1, Integer::sum);
    }

    private String bare(String item, int bits) {
      int digits = bits / 4;
      return String.format(
          Locale.ROOT, "%0" + digits + "X", count(item) & (int) ((1L << bits) - 1));
    }

    private String ascii(String text) {
      return Payload.of(text.getBytes(StandardCharsets.ISO_8859_1)).toHex();
    }

    @Override
    public List<EcuReply> handle(EcuRequest request) {
      String hex = request.payload().toHex();
      boolean engine = answers == ENGINE;
      String answer =
          switch (hex) {
            case "0100" -> engine ? "4100BE3FA813" : "410080180001";
            case "0105" -> "4105" + bare("0105", 8);
            case "010C" -> engine ? "410C" + bare("010C", 16) : "";
            case "010D" -> engine ? "410D" + bare("010D", 8) : "";
            case "010C0D" -> engine ? "410C" + bare("010C", 16) + "0D" + bare("010D", 8) : "";
            case "03" -> "43020133" + bare("03", 16);
            case "0902" -> engine ? "490201" + ascii(VIN_FRONT + six(count("0902"))) : "";
            case "22F190" -> "62F190" + ascii(String.format(Locale.ROOT, "%08d", count("22F190")));
            default -> "";
          };
      return answer.isEmpty()
          ? List.of()
          : List.of(new EcuReply(Payload.ofHex(answer), Duration.ZERO));
    }

    private String six(int number) {
      return String.format(Locale.ROOT, "%06d", number % (1 << 19));
    }
  }
}
