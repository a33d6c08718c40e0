package io.obdio.socketio.app;

import io.obdio.sim.SimulatedVehicle;
import io.obdio.sim.bus.BusProtocol;
import io.obdio.sim.bus.DiagnosticConnector;
import io.obdio.sim.ecu.Ecu;
import io.obdio.sim.elm327.AdapterTiming;
import io.obdio.sim.elm327.ElmConfig;
import io.obdio.sim.elm327.ElmIdentity;
import io.obdio.sim.vehicle.DrivingCycle;
import io.obdio.sim.vehicle.EcuKind;
import io.obdio.sim.vehicle.SimClock;
import io.obdio.sim.vehicle.Vehicle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which simulated car and which emulated adapter, by the words that users write. */
final class SimSettings {

  private static final Map<String, ElmIdentity> IDENTITIES =
      new TreeMap<>(
          Map.of(
              "1.5", ElmIdentity.CLONE_1_5,
              "2.1", ElmIdentity.CLONE_2_1,
              "2.3", ElmIdentity.ELM_2_3,
              "obdlink", ElmIdentity.OBDLINK));

  /** Not more than Linux gives a serial port by default. */
  private static final int MAX_BAUD = 4_000_000;

  private SimSettings() {}

  static ElmIdentity identity(String word) {
    ElmIdentity identity = IDENTITIES.get(word);
    if (identity == null) {
      throw new UserError(
          "identity '" + word + "' is none of " + String.join(", ", IDENTITIES.keySet()));
    }
    return identity;
  }

  static BusProtocol protocol(String word) {
    List<String> known = new ArrayList<>();
    for (BusProtocol protocol : BusProtocol.values()) {
      String digit = String.valueOf(protocol.digit());
      if (digit.equalsIgnoreCase(word)) {
        return protocol;
      }
      known.add(digit);
    }
    throw new UserError("protocol '" + word + "' is none of " + String.join(", ", known));
  }

  /** {@code instant}, {@code realistic}, or a baud rate: then the line to the host takes time. */
  static AdapterTiming timing(String word) {
    if (word.equals("instant")) {
      return AdapterTiming.INSTANT;
    }
    if (word.equals("realistic")) {
      return AdapterTiming.realistic(38_400);
    }
    try {
      int baud = Integer.parseInt(word);
      if (baud >= 300 && baud <= MAX_BAUD) {
        return AdapterTiming.line(baud);
      }
    } catch (NumberFormatException e) {
      // Falls through to the message, which says the same for both mistakes.
    }
    throw new UserError("timing '" + word + "' is none of instant, realistic, or a baud rate");
  }

  static DrivingCycle cycle(String word) {
    return DrivingCycle.ofKey(word)
        .orElseThrow(
            () ->
                new UserError(
                    "cycle '"
                        + word
                        + "' is none of "
                        + String.join(
                            ", ",
                            Arrays.stream(DrivingCycle.values()).map(DrivingCycle::key).toList())));
  }

  static Set<EcuKind> ecus(List<String> words) {
    EnumSet<EcuKind> kinds = EnumSet.noneOf(EcuKind.class);
    for (String word : words) {
      kinds.add(
          EcuKind.ofKey(word)
              .orElseThrow(
                  () ->
                      new UserError(
                          "ECU '"
                              + word
                              + "' is none of "
                              + String.join(
                                  ", ",
                                  Arrays.stream(EcuKind.values()).map(EcuKind::key).toList()))));
    }
    return kinds;
  }

  static SimulatedVehicle car(long seed, String cycle, List<String> ecus) {
    return new SimulatedVehicle(new Vehicle(SimClock.system(), seed, cycle(cycle)), ecus(ecus));
  }

  static ElmConfig config(String identity, String protocol, String timing) {
    return new ElmConfig(identity(identity), protocol(protocol), timing(timing));
  }

  /** The car as the adapter finds it at its connector. */
  static DiagnosticConnector atConnector(SimulatedVehicle car) {
    return new DiagnosticConnector() {
      @Override
      public List<Ecu> ecus() {
        return car.ecus();
      }

      @Override
      public boolean ignitionOn() {
        return car.vehicle().ignition();
      }

      @Override
      public double voltage() {
        return car.vehicle().voltage();
      }
    };
  }

  static String orElse(@Nullable String word, String otherwise) {
    return word == null ? otherwise : word;
  }
}
