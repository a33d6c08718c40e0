package io.obdio.sim.elm327;

import static io.obdio.sim.elm327.AtCommands.Argument.DECIMAL;
import static io.obdio.sim.elm327.AtCommands.Argument.NONE;
import static io.obdio.sim.elm327.AtCommands.Argument.TEXT;
import static io.obdio.sim.elm327.AtCommands.Argument.UP_TO_TWO_DECIMALS;

import io.obdio.isotp.can.CanFrame;
import io.obdio.sim.BusProtocol;
import io.obdio.sim.bus.BusFilter;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The ST commands of an OBDLink (STN family reference). */
final class StnCommands {

  private static final String FIRMWARE = "STN1110 v4.2.0";

  private StnCommands() {}

  static void addTo(AtCommands t) {
    t.add("I", NONE, 10, (c, a) -> c.print(FIRMWARE));
    t.add("DI", NONE, 10, (c, a) -> c.print("OBDLink SX r4.2"));
    t.add("IX", NONE, 10, (c, a) -> c.print(FIRMWARE + " [2016.05.16]"));
    t.add("MFR", NONE, 10, (c, a) -> c.print("ScanTool.net LLC"));
    t.add("SN", NONE, 10, (c, a) -> c.print("111012345678"));
    t.add("VR", NONE, 10, (c, a) -> c.print(volts(c)));
    t.add("P", DECIMAL, 10, StnCommands::protocol);
    t.add("PR", NONE, 10, (c, a) -> c.print(StnProtocol.number(c.link.protocol())));
    t.add("PRS", NONE, 10, (c, a) -> c.print(StnProtocol.title(c.link.protocol())));
    t.add("PO", NONE, 10, (c, a) -> c.link.whenOpen(() -> opened(c)));
    t.add("PC", NONE, 10, (c, a) -> closed(c));
    t.add("PTO", DECIMAL, 10, StnCommands::timeout);
    t.add("PX", TEXT, 10, StnRequest::run);
    t.add("CFCPA", TEXT, 10, StnCommands::addFlowControl);
    t.add("CFCPC", NONE, 10, (c, a) -> clear(c, c.stn.flowControl));
    FormatCommands.flag(t, "CSEGR", 10, (s, on) -> s.reassemble = on);
    FormatCommands.flag(t, "CSEGT", 10, (s, on) -> s.segment = on);
    t.add("CAFCP", TEXT, 10, StnCommands::addFlowControl);
    t.add("CCFCP", NONE, 10, (c, a) -> clear(c, c.stn.flowControl));
    t.add("CTOR", UP_TO_TWO_DECIMALS, 10, StnCommands::receiveTimeouts);
    t.add("PBR", DECIMAL, 10, StnCommands::bitRate);
    t.add("PBRR", NONE, 10, StnCommands::printBitRate);
    filters(t, "FPA", "FAP", (c) -> c.stn.pass);
    filters(t, "FBA", "FAB", (c) -> c.stn.block);
    t.add("FPC", NONE, 10, (c, a) -> clear(c, c.stn.pass));
    t.add("FCP", NONE, 10, (c, a) -> clear(c, c.stn.pass));
    t.add("FBC", NONE, 10, (c, a) -> clear(c, c.stn.block));
    t.add("FCB", NONE, 10, (c, a) -> clear(c, c.stn.block));
    t.add("FAC", NONE, 10, (c, a) -> clear(c, c.stn.pass, c.stn.block));
    t.add("FCA", NONE, 10, (c, a) -> clear(c, c.stn.pass, c.stn.block));
    t.add("FA", NONE, 10, (c, a) -> clear(c, c.stn.pass, c.stn.block));
    t.add("M", NONE, 10, (c, a) -> monitor(c, f -> passes(c, f.id().value())));
    t.add("MA", NONE, 10, (c, a) -> monitor(c, f -> true));
    t.add("BR", DECIMAL, 10, (c, a) -> new BaudHandshake(c, FIRMWARE).start(rate(a)));
    t.add("SBR", DECIMAL, 10, StnCommands::plainBaud);
    t.add("BRT", DECIMAL, 10, StnCommands::handshakeWindow);
    t.add("SLEEP", NONE, 10, (c, a) -> sleep(c));
    t.add("SLEEP", DECIMAL, 10, StnCommands::sleepLater);
    t.add("SLXS", NONE, 10, (c, a) -> c.print("WAKE"));
    t.add("RSTNVM", NONE, 10, (c, a) -> resetStored(c));
  }

  private interface FilterList {
    List<StnSettings.Filter> of(Chip chip);
  }

  private static void filters(AtCommands t, String name, String newName, FilterList list) {
    AtCommands.Action add = (c, a) -> addFilter(c, a, list.of(c));
    t.add(name, TEXT, 10, add).add(newName, TEXT, 10, add);
  }

  private static String volts(Chip c) {
    return String.format(Locale.ROOT, "%.2f", c.car.voltage() * c.memory.voltageFactor);
  }

  private static void protocol(Chip c, String number) {
    BusProtocol p = StnProtocol.ofNumber(number);
    if (p == null) {
      c.unknown();
      return;
    }
    c.link.choose(String.valueOf(p.digit()), false);
    c.ok();
  }

  private static void opened(Chip c) {
    c.ok();
    c.endIfBusy();
  }

  private static void closed(Chip c) {
    c.link.close();
    c.ok();
  }

  private static void timeout(Chip c, String millis) {
    c.settings.timeoutNanos = Math.min(65_535, Integer.parseInt(millis)) * 1_000_000L;
    c.ok();
  }

  private static void monitor(Chip c, Predicate<CanFrame> frames) {
    BusMonitor.start(c, BusFilter.can(frames), ElmSettings.NONE);
  }

  /**
   * Sets the time-outs of flow control and of consecutive frames. The latter has no effect, as each
   * frame is printed when it arrives.
   */
  private static void receiveTimeouts(Chip c, String millis) {
    c.stn.flowControlTimeout = Integer.parseInt(millis.split(",", -1)[0]);
    c.ok();
  }

  private static void bitRate(Chip c, String bitsPerSecond) {
    int rate = Integer.parseInt(bitsPerSecond);
    if (c.link.wire() == null || rate < 10_000 || rate > 1_000_000) {
      c.unknown();
      return;
    }
    c.stn.bitRate = rate;
    c.link.close();
    c.ok();
  }

  private static void printBitRate(Chip c, String nothing) {
    CanWire wire = c.link.wire();
    BusProtocol p = c.link.protocol();
    if (wire != null) {
      c.print(String.valueOf(wire.bitRate()));
    } else if (p != null) {
      c.print(String.valueOf(p.bitRate()));
    } else {
      c.unknown();
    }
  }

  private static void sleep(Chip c) {
    c.ok();
    c.sleep();
  }

  /** Puts the adapter to sleep after a number of seconds, unless a command runs then. */
  private static void sleepLater(Chip c, String seconds) {
    long delay = Integer.parseInt(seconds) * 1_000_000_000L;
    if (delay == 0) {
      sleep(c);
      return;
    }
    c.ok();
    c.time.after(delay, c::sleepIfIdle);
  }

  /** Restores the factory state of the programmable parameters and the protocol. */
  private static void resetStored(Chip c) {
    c.memory.parameters.enable(0xFF, false);
    c.memory.protocol = "0";
    c.ok();
  }

  private static void addFlowControl(Chip c, String argument) {
    int[] pair = pair(argument);
    if (pair == null
        || !StnSettings.add(c.stn.flowControl, new StnSettings.FlowControlPair(pair[0], pair[1]))) {
      c.unknown();
      return;
    }
    c.ok();
  }

  private static void addFilter(Chip c, String argument, List<StnSettings.Filter> list) {
    int[] pair = pair(argument);
    if (pair == null) {
      c.unknown();
    } else if (StnSettings.add(list, new StnSettings.Filter(pair[0], pair[1]))) {
      c.ok();
    } else {
      c.replies.message("OUT OF MEMORY");
    }
  }

  /** Returns two identifiers or masks separated by a comma. */
  private static int @Nullable [] pair(String argument) {
    String[] parts = argument.split(",", -1);
    if (parts.length != 2) {
      return null;
    }
    for (String part : parts) {
      if (!HexText.isHex(part) || part.length() > 8) {
        return null;
      }
    }
    return new int[] {HexText.value(parts[0]), HexText.value(parts[1])};
  }

  private static void clear(Chip c, List<?>... lists) {
    for (List<?> list : lists) {
      list.clear();
    }
    c.ok();
  }

  private static boolean passes(Chip c, int id) {
    return c.stn.block.stream().noneMatch(f -> f.matches(id))
        && (c.stn.pass.isEmpty() || c.stn.pass.stream().anyMatch(f -> f.matches(id)));
  }

  private static int rate(String digits) {
    return Integer.parseInt(digits);
  }

  /** Changes the baud rate without a handshake. */
  private static void plainBaud(Chip c, String digits) {
    int rate = rate(digits);
    if (rate < 38 || rate > 4_000_000) {
      c.unknown();
      return;
    }
    c.ok();
    c.time.after(c.line.drainTime(), () -> c.line.baud(rate));
  }

  private static void handshakeWindow(Chip c, String millis) {
    c.baudWindow = Math.min(65_535, Integer.parseInt(millis)) * 1_000_000L;
    c.ok();
  }
}
