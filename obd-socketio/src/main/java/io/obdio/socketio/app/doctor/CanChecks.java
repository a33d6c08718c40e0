package io.obdio.socketio.app.doctor;

import io.obdio.socketio.app.doctor.CanFacts.Interface;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The checks of CAN interfaces. */
final class CanChecks {

  /** The bit rates of ISO 15765-4, and others that vehicles use. */
  private static final Set<Long> BIT_RATES = Set.of(500_000L, 250_000L);

  /** From this count on a controller is error-passive (ISO 11898-1). */
  private static final long ERROR_PASSIVE = 128;

  /** The table. */
  static final List<Check<CanFacts>> ROWS =
      List.of(
          new Check<>("can-interface", CanChecks::up),
          new Check<>("can-bit-rate", CanChecks::bitRate),
          new Check<>("can-errors", CanChecks::errors));

  private CanChecks() {}

  private static Judgement up(CanFacts facts) {
    if (!facts.supported()) {
      return Judgement.skipped("CAN interfaces exist on Linux only");
    }
    String list = names(facts.interfaces());
    if (facts.relevant().isEmpty()) {
      return facts.chosen().isEmpty()
          ? Judgement.skipped("there is no CAN interface")
          : Judgement.fail(
              facts.chosen() + " does not exist" + (list.isEmpty() ? "" : "; there are " + list),
              "Plug the CAN adapter in, or load its driver; correct --transport if the name is"
                  + " another one.");
    }
    List<Interface> down = facts.relevant().stream().filter(each -> !each.up()).toList();
    if (down.isEmpty()) {
      return Judgement.ok(names(facts.relevant()) + " up");
    }
    Interface first = down.get(0);
    String remedy =
        "Set it up: sudo ip link set "
            + first.name()
            + (first.virtual() ? " up." : " up type can bitrate 500000 restart-ms 100.");
    return facts.chosen().isEmpty()
        ? Judgement.warn(names(down) + " down", remedy)
        : Judgement.fail(names(down) + " down", remedy);
  }

  private static String names(List<Interface> interfaces) {
    return interfaces.stream().map(Interface::name).collect(Collectors.joining(", "));
  }

  private static Judgement bitRate(CanFacts facts) {
    List<Interface> real = facts.relevant().stream().filter(each -> !each.virtual()).toList();
    if (real.isEmpty()) {
      return Judgement.skipped("there is no CAN interface with a bit rate");
    }
    List<String> rates = new ArrayList<>();
    boolean usual = true;
    boolean known = false;
    for (Interface each : real) {
      known |= each.bitRate() > 0;
      usual &= each.bitRate() == 0 || BIT_RATES.contains(each.bitRate());
      rates.add(each.name() + " " + (each.bitRate() == 0 ? "?" : each.bitRate() + " bit/s"));
    }
    String text = String.join(", ", rates);
    if (!known) {
      return Judgement.skipped("not known: install iproute2, and set the interface up");
    }
    return usual
        ? Judgement.ok(text)
        : Judgement.warn(
            text,
            "OBD uses 500000 or 250000 bit/s (ISO 15765-4); other buses of a vehicle differ.");
  }

  private static Judgement errors(CanFacts facts) {
    if (facts.relevant().isEmpty()) {
      return Judgement.skipped("there is no CAN interface");
    }
    for (Interface each : facts.relevant()) {
      String counters =
          each.name()
              + ": "
              + each.transmitErrors()
              + " transmit and "
              + each.receiveErrors()
              + " receive errors";
      if (each.state().equals("BUS-OFF")) {
        return Judgement.fail(
            counters + ", bus-off",
            "Check bit rate, wiring and termination. Then restart the interface: sudo ip link set "
                + each.name()
                + " down, up. restart-ms 100 does so by itself.");
      }
      if (each.transmitErrors() >= ERROR_PASSIVE || each.receiveErrors() >= ERROR_PASSIVE) {
        return Judgement.fail(
            counters,
            "No other node acknowledges: switch the ignition on, check bit rate, wiring (CAN-H and"
                + " CAN-L) and termination (60 ohms).");
      }
      if (each.transmitErrors() > 0 || each.receiveErrors() > 0 || each.dropped() > 0) {
        return Judgement.warn(
            counters + ", " + each.dropped() + " frames lost",
            "Check wiring and termination; lost frames indicate a machine that is too busy.");
      }
    }
    return Judgement.ok("no errors");
  }
}
