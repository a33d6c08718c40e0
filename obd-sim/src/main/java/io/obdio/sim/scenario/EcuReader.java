package io.obdio.sim.scenario;

import io.obdio.core.message.Payload;
import io.obdio.sim.ecu.Calibration;
import io.obdio.sim.ecu.EcuAddresses;
import io.obdio.sim.ecu.EcuExtendedAddress;
import io.obdio.sim.vehicle.Dtc;
import io.obdio.sim.vehicle.EcuKind;
import io.obdio.sim.vehicle.ReadinessMonitor;
import io.obdio.sim.vehicle.VehicleSignal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The reader of the section {@code ecus}: a list of names, or names with settings. */
final class EcuReader {

  private static final List<String> KEYS =
      List.of(
          "latency",
          "address",
          "extended",
          "stored",
          "pending",
          "permanent",
          "incomplete",
          "calibrations",
          "pids",
          "data",
          "tests",
          "refused",
          "busy");
  private static final int MAX_DATA = 4092;
  private static final int MAX_PID_DATA = 255;

  private EcuReader() {}

  static List<EcuScenario> read(Node section) throws ScenarioException {
    Map<EcuKind, EcuScenario> ecus = new EnumMap<>(EcuKind.class);
    if (section instanceof Node.Sequence names) {
      for (Node name : names.items()) {
        EcuKind kind = kind(name, Fields.text(name));
        ecus.put(kind, EcuScenario.plain(kind));
      }
    } else {
      for (Map.Entry<String, Node> entry : Fields.mapping(section).entrySet()) {
        EcuKind kind = kind(entry.getValue(), entry.getKey());
        ecus.put(kind, ecu(kind, entry.getValue()));
      }
    }
    if (ecus.isEmpty()) {
      throw section.place().error("a vehicle needs at least one ECU");
    }
    return List.copyOf(ecus.values());
  }

  private static EcuKind kind(Node node, String name) throws ScenarioException {
    List<String> known = Arrays.stream(EcuKind.values()).map(EcuKind::key).toList();
    return EcuKind.ofKey(name).orElseThrow(() -> Fields.unknown(node, "ECU", name, known));
  }

  private static EcuScenario ecu(EcuKind kind, Node node) throws ScenarioException {
    Map<String, Node> fields = Fields.mapping(node, KEYS);
    Node latency = fields.get("latency");
    Optional<Duration> delay =
        latency == null ? Optional.empty() : Optional.of(Fields.duration(latency));
    return new EcuScenario(
        kind,
        delay,
        addresses(kind, fields.get("address")),
        extended(fields.get("extended")),
        list(fields.get("stored"), EcuReader::stored),
        list(fields.get("pending"), EcuReader::code),
        list(fields.get("permanent"), EcuReader::code),
        list(fields.get("incomplete"), EcuReader::monitor),
        list(fields.get("calibrations"), EcuReader::calibration),
        bytes(fields.get("pids"), 2, MAX_PID_DATA),
        bytes(fields.get("data"), 4, MAX_DATA),
        list(fields.get("tests"), EcuReader::test),
        refused(fields.get("refused")),
        busy(fields.get("busy")));
  }

  private static Optional<EcuExtendedAddress> extended(@Nullable Node node)
      throws ScenarioException {
    if (node == null) {
      return Optional.empty();
    }
    Map<String, Node> fields = Fields.mapping(node, List.of("request", "answer", "address"));
    int request = hex(required(node, fields, "request"), 3);
    int answer = hex(required(node, fields, "answer"), 3);
    int address = hex(required(node, fields, "address"), 2);
    return Optional.of(
        Fields.checked(node, () -> new EcuExtendedAddress(request, answer, address)));
  }

  /**
   * Reads addresses. Missing values are those of the ECU's kind. ECUs with other identifiers than
   * 7E0 to 7E7 are not functional by default.
   */
  private static Optional<EcuAddresses> addresses(EcuKind kind, @Nullable Node node)
      throws ScenarioException {
    if (node == null) {
      return Optional.empty();
    }
    Map<String, Node> fields =
        Fields.mapping(
            node, List.of("request", "answer", "request-29", "answer-29", "node", "functional"));
    EcuAddresses own = EcuAddresses.of(kind);
    int request = hex(fields.get("request"), 3, own.can11Request());
    int answer = hex(fields.get("answer"), 3, own.can11Answer());
    int address = hex(fields.get("node"), 2, own.node());
    EcuAddresses base = Fields.checked(node, () -> new EcuAddresses(request, answer, address));
    int request29 = hex(fields.get("request-29"), 8, base.can29Request());
    int answer29 = hex(fields.get("answer-29"), 8, base.can29Answer());
    Node functional = fields.get("functional");
    boolean all = functional == null ? (request & ~7) == 0x7E0 : Fields.yesOrNo(functional);
    return Optional.of(
        Fields.checked(node, () -> base.withCan29(request29, answer29).withFunctional(all)));
  }

  private static Map<Integer, Integer> refused(@Nullable Node node) throws ScenarioException {
    Map<Integer, Integer> refused = new HashMap<>();
    if (node != null) {
      for (Map.Entry<String, Node> entry : Fields.mapping(node).entrySet()) {
        int service = Fields.hex(entry.getValue().place(), entry.getKey(), 2);
        refused.put(service, hex(entry.getValue(), 2));
      }
    }
    return refused;
  }

  private static int busy(@Nullable Node node) throws ScenarioException {
    if (node == null) {
      return 0;
    }
    long count = Fields.integer(node);
    if (count < 0 || count > 100) {
      throw node.place().error(count + " is out of range (0 to 100)");
    }
    return (int) count;
  }

  private static int hex(@Nullable Node node, int digits, int otherwise) throws ScenarioException {
    return node == null ? otherwise : hex(node, digits);
  }

  private static int hex(Node node, int digits) throws ScenarioException {
    return Fields.hex(node.place(), Fields.text(node), digits);
  }

  /** The reader of one item of a list. */
  private interface Item<V> {
    V read(Node node) throws ScenarioException;
  }

  private static <V> List<V> list(@Nullable Node node, Item<V> item) throws ScenarioException {
    List<V> values = new ArrayList<>();
    if (node != null) {
      for (Node each : Fields.sequence(node)) {
        values.add(item.read(each));
      }
    }
    return values;
  }

  private static Dtc code(Node node) throws ScenarioException {
    String text = Fields.text(node);
    return Fields.checked(node, () -> Dtc.parse(text));
  }

  private static EcuScenario.StoredCode stored(Node node) throws ScenarioException {
    if (node instanceof Node.Scalar) {
      return new EcuScenario.StoredCode(code(node), Map.of());
    }
    Map<String, Node> fields = Fields.mapping(node, List.of("code", "freeze-frame"));
    Map<VehicleSignal, Double> frame = new HashMap<>();
    Node values = fields.get("freeze-frame");
    if (values != null) {
      for (Map.Entry<String, Node> entry : Fields.mapping(values).entrySet()) {
        VehicleSignal signal = SignalReader.signal(entry.getValue(), entry.getKey());
        frame.put(signal, SignalReader.value(signal, entry.getValue()));
      }
    }
    return new EcuScenario.StoredCode(code(required(node, fields, "code")), frame);
  }

  private static ReadinessMonitor monitor(Node node) throws ScenarioException {
    List<String> known =
        Arrays.stream(ReadinessMonitor.values())
            .filter(ReadinessMonitor::supported)
            .map(ReadinessMonitor::key)
            .toList();
    return Fields.named(
        node,
        "monitor",
        name ->
            Arrays.stream(ReadinessMonitor.values())
                .filter(m -> m.supported() && m.key().equals(name))
                .findFirst(),
        known);
  }

  private static Calibration calibration(Node node) throws ScenarioException {
    Map<String, Node> fields = Fields.mapping(node, List.of("id", "cvn"));
    String id = Fields.text(required(node, fields, "id"));
    Node cvn = required(node, fields, "cvn");
    int number = Fields.hex(cvn.place(), Fields.text(cvn), 8);
    return Fields.checked(node, () -> new Calibration(id, number));
  }

  private static EcuScenario.TestResult test(Node node) throws ScenarioException {
    Map<String, Node> fields = Fields.mapping(node, List.of("mid", "tid", "result"));
    Node mid = required(node, fields, "mid");
    Node tid = required(node, fields, "tid");
    Node result = required(node, fields, "result");
    long value = Fields.integer(result);
    if (value < 0 || value > 0xFFFF) {
      throw result.place().error(value + " is out of range (0 to 65535)");
    }
    return new EcuScenario.TestResult(
        Fields.hex(mid.place(), Fields.text(mid), 2),
        Fields.hex(tid.place(), Fields.text(tid), 2),
        (int) value);
  }

  /** Reads bytes by their id in hex. */
  private static Map<Integer, Payload> bytes(@Nullable Node node, int digits, int max)
      throws ScenarioException {
    Map<Integer, Payload> bytes = new HashMap<>();
    if (node != null) {
      for (Map.Entry<String, Node> entry : Fields.mapping(node).entrySet()) {
        int id = Fields.hex(entry.getValue().place(), entry.getKey(), digits);
        Payload data = Fields.bytes(entry.getValue());
        if (data.isEmpty() || data.length() > max) {
          throw entry.getValue().place().error("expected 1 to " + max + " bytes");
        }
        if (digits == 2 && id % 0x20 == 0) {
          throw entry.getValue().place().error("bit maps are computed and cannot be set");
        }
        bytes.put(id, data);
      }
    }
    return bytes;
  }

  private static Node required(Node node, Map<String, Node> fields, String key)
      throws ScenarioException {
    Node found = fields.get(key);
    if (found == null) {
      throw node.place().error("'" + key + "' is missing");
    }
    return found;
  }
}
