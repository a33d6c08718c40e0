package io.obdio.sim.transport;

import io.obdio.sim.BusProtocol;
import io.obdio.sim.SimulatedVehicle;
import io.obdio.sim.elm327.AdapterTiming;
import io.obdio.sim.elm327.ElmConfig;
import io.obdio.sim.elm327.ElmIdentity;
import io.obdio.sim.fault.FaultInjector;
import io.obdio.sim.scenario.Scenario;
import io.obdio.sim.scenario.ScenarioException;
import io.obdio.sim.vehicle.DrivingCycle;
import io.obdio.sim.vehicle.EcuKind;
import io.obdio.sim.vehicle.SimClock;
import io.obdio.sim.vehicle.Vehicle;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The options of a simulation, as URIs and flags write them.
 *
 * @param seed the seed for everything random
 * @param cycle the driving cycle
 * @param ecus the ECUs of the vehicle, at least one
 * @param scenario a scenario file, which replaces seed, cycle and ECUs
 * @param adapter the emulated adapter and the vehicle's protocol
 */
public record SimOptions(
    long seed, DrivingCycle cycle, Set<EcuKind> ecus, Optional<Path> scenario, ElmConfig adapter) {

  /** The ECUs of the default vehicle. */
  public static final String DEFAULT_ECUS = "engine,transmission,abs";

  /** The names of all options. */
  public static final Set<String> NAMES =
      Set.of("seed", "cycle", "ecus", "scenario", "identity", "protocol", "timing");

  /** Copies the set. */
  public SimOptions {
    ecus = Set.copyOf(ecus);
  }

  /**
   * Reads options by their {@linkplain #NAMES names}; missing ones have their default value.
   *
   * @throws IllegalArgumentException if a value is unknown; the message lists the known ones
   */
  public static SimOptions of(Map<String, String> words) {
    return new SimOptions(
        seed(words.getOrDefault("seed", "1")),
        cycle(words.getOrDefault("cycle", DrivingCycle.MIXED.key())),
        ecus(List.of(words.getOrDefault("ecus", DEFAULT_ECUS).split(",", -1))),
        Optional.ofNullable(words.get("scenario")).map(Path::of),
        new ElmConfig(
            identity(words.getOrDefault("identity", ElmIdentity.ELM_2_3.key())),
            protocol(words.getOrDefault("protocol", "6")),
            timing(words.getOrDefault("timing", "instant"))));
  }

  /**
   * Starts a simulation in real time.
   *
   * @throws IllegalArgumentException if the scenario cannot be read; the message has its line
   */
  public Simulation start() {
    FaultInjector faults = new FaultInjector(seed);
    if (scenario.isEmpty()) {
      Vehicle vehicle = new Vehicle(SimClock.system(), seed, cycle);
      return new Simulation(new SimulatedVehicle(vehicle, ecus), faults);
    }
    try {
      Scenario read = Scenario.read(scenario.get());
      read.schedule(faults);
      return new Simulation(read.start(SimClock.system()), faults);
    } catch (ScenarioException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static long seed(String word) {
    try {
      return Long.parseLong(word);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("seed '" + word + "' is not a whole number", e);
    }
  }

  private static DrivingCycle cycle(String word) {
    return require(
        "cycle",
        word,
        DrivingCycle::ofKey,
        Arrays.stream(DrivingCycle.values()).map(DrivingCycle::key));
  }

  private static Set<EcuKind> ecus(List<String> words) {
    EnumSet<EcuKind> kinds = EnumSet.noneOf(EcuKind.class);
    for (String word : words) {
      kinds.add(
          require("ECU", word, EcuKind::ofKey, Arrays.stream(EcuKind.values()).map(EcuKind::key)));
    }
    return kinds;
  }

  private static ElmIdentity identity(String word) {
    return require(
        "identity",
        word,
        ElmIdentity::ofKey,
        Arrays.stream(ElmIdentity.values()).map(ElmIdentity::key));
  }

  private static BusProtocol protocol(String word) {
    return require(
        "protocol",
        word,
        BusProtocol::ofKey,
        Arrays.stream(BusProtocol.values()).map(BusProtocol::key));
  }

  private static AdapterTiming timing(String word) {
    return require(
        "timing",
        word,
        AdapterTiming::parse,
        Stream.of("instant", "realistic", "a baud rate from 300 to 4000000"));
  }

  private static <V> V require(
      String what, String word, Function<String, Optional<V>> find, Stream<String> known) {
    return find.apply(word)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    what
                        + " '"
                        + word
                        + "' is unknown; known are "
                        + known.collect(Collectors.joining(", "))));
  }
}
