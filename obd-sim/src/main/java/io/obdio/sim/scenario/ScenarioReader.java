package io.obdio.sim.scenario;

import io.obdio.core.util.TextFiles;
import io.obdio.sim.fault.Fault;
import io.obdio.sim.fault.Faults;
import io.obdio.sim.vehicle.BatterySettings;
import io.obdio.sim.vehicle.DrivingCycle;
import io.obdio.sim.vehicle.SignalSource;
import io.obdio.sim.vehicle.SimClock;
import io.obdio.sim.vehicle.VehicleSignal;
import io.obdio.sim.vehicle.Vin;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The reader of a scenario file, section by section. */
final class ScenarioReader {

  private static final List<String> KEYS =
      List.of(
          "name",
          "vin",
          "seed",
          "cycle",
          "ignition",
          "battery",
          "latency",
          "ecus",
          "log",
          "signals",
          "faults");
  private static final List<String> FAULT_KEYS = List.of("fault", "begin", "length");
  private static final List<String> BATTERY_KEYS =
      List.of("voltage", "capacity", "charge", "load", "adapter", "adapter-asleep");
  private static final int MAX_BYTES = 16 << 20;

  private ScenarioReader() {}

  static Scenario read(Path file) throws ScenarioException {
    String text;
    try {
      text = TextFiles.read(file, MAX_BYTES);
    } catch (CharacterCodingException e) {
      throw new ScenarioException(file.toString(), 0, "", "not UTF-8 text");
    } catch (IOException e) {
      String why = Files.exists(file) ? "cannot be read: " + e.getMessage() : "no such file";
      throw new ScenarioException(file.toString(), 0, "", why);
    }
    Path parent = file.toAbsolutePath().getParent();
    try {
      return read(file.toString(), text, parent == null ? file : parent);
    } catch (NoClassDefFoundError e) {
      throw new ScenarioException(
          file.toString(),
          0,
          "",
          "scenarios need the artifacts tools.jackson.dataformat:jackson-dataformat-yaml and, for"
              + " logs, jackson-dataformat-csv on the class path or module path; not found: "
              + e.getMessage());
    }
  }

  static Scenario read(String file, String text, Path directory) throws ScenarioException {
    Node root = NodeReader.read(file, text);
    Map<String, Node> fields = Fields.mapping(root, KEYS);
    Scenario base = Scenario.DEFAULT;
    Map<VehicleSignal, SignalSource> signals = new EnumMap<>(VehicleSignal.class);
    SignalReader signalReader = new SignalReader(directory);
    Node log = fields.get("log");
    if (log != null) {
      signalReader.log(log, signals);
    }
    Node section = fields.get("signals");
    if (section != null) {
      signalReader.signals(section, signals);
    }
    Node name = fields.get("name");
    Node vin = fields.get("vin");
    Node seed = fields.get("seed");
    Node cycle = fields.get("cycle");
    Node ignition = fields.get("ignition");
    Node battery = fields.get("battery");
    Node latency = fields.get("latency");
    Node ecus = fields.get("ecus");
    Node faults = fields.get("faults");
    Scenario scenario =
        new Scenario(
            name == null ? base.name() : Fields.text(name),
            vin == null ? base.vin() : Optional.of(vin(vin)),
            seed == null ? base.seed() : Fields.integer(seed),
            cycle == null ? base.cycle() : cycle(cycle),
            ignition == null ? base.ignition() : Fields.yesOrNo(ignition),
            battery == null ? base.battery() : battery(battery),
            latency == null ? base.latency() : Fields.duration(latency),
            ecus == null ? base.ecus() : EcuReader.read(ecus),
            signals,
            faults == null ? base.faults() : faults(faults));
    // Starting a vehicle here reports what only the ECUs can check.
    return Fields.checked(
        ecus == null ? root : ecus,
        () -> {
          scenario.start(SimClock.manual());
          return scenario;
        });
  }

  private static String vin(Node node) throws ScenarioException {
    String vin = Fields.text(node);
    return Fields.checked(node, () -> Vin.require(vin));
  }

  private static DrivingCycle cycle(Node node) throws ScenarioException {
    return Fields.named(
        node,
        "driving cycle",
        DrivingCycle::ofKey,
        Arrays.stream(DrivingCycle.values()).map(DrivingCycle::key).toList());
  }

  private static BatterySettings battery(Node section) throws ScenarioException {
    Map<String, Node> fields = Fields.mapping(section, BATTERY_KEYS);
    BatterySettings base = BatterySettings.DEFAULT;
    Node voltage = fields.get("voltage");
    int volts = voltage == null ? base.volts() : (int) Fields.integer(voltage);
    double capacity = number(fields.get("capacity"), base.capacity());
    double charge = number(fields.get("charge"), base.charge());
    double load = number(fields.get("load"), base.load());
    double adapter = number(fields.get("adapter"), base.adapterLoad());
    double asleep = number(fields.get("adapter-asleep"), base.adapterSleepLoad());
    return Fields.checked(
        section, () -> new BatterySettings(volts, capacity, charge, load, adapter, asleep));
  }

  private static double number(@Nullable Node node, double otherwise) throws ScenarioException {
    return node == null ? otherwise : Fields.number(node);
  }

  private static List<ScheduledFault> faults(Node section) throws ScenarioException {
    List<ScheduledFault> faults = new ArrayList<>();
    for (Node node : Fields.sequence(section)) {
      faults.add(node instanceof Node.Scalar ? forEver(node) : fault(node));
    }
    return faults;
  }

  private static ScheduledFault forEver(Node node) throws ScenarioException {
    return new ScheduledFault(
        make(node, Fields.text(node), Map.of()), Duration.ZERO, Optional.empty());
  }

  /** Reads the name, the times and the parameters. */
  private static ScheduledFault fault(Node node) throws ScenarioException {
    Map<String, Node> fields = Fields.mapping(node);
    Node name = fields.get("fault");
    if (name == null) {
      throw node.place().error("'fault' is missing");
    }
    List<String> known = new ArrayList<>(FAULT_KEYS);
    if (Faults.names().contains(Fields.text(name))) {
      known.addAll(Faults.parameters(Fields.text(name)).keySet());
      Fields.mapping(node, known);
    }
    Map<String, Object> parameters = new LinkedHashMap<>();
    for (Map.Entry<String, Node> entry : fields.entrySet()) {
      if (!FAULT_KEYS.contains(entry.getKey())) {
        parameters.put(entry.getKey(), Fields.text(entry.getValue()));
      }
    }
    Node begin = fields.get("begin");
    Node length = fields.get("length");
    return new ScheduledFault(
        make(name, Fields.text(name), parameters),
        begin == null ? Duration.ZERO : Fields.duration(begin),
        length == null ? Optional.empty() : Optional.of(Fields.duration(length)));
  }

  private static Fault make(Node node, String name, Map<String, Object> parameters)
      throws ScenarioException {
    if (!Faults.names().contains(name)) {
      throw Fields.unknown(node, "fault", name, Faults.names());
    }
    return Fields.checked(node, () -> Faults.of(name, parameters));
  }
}
