package io.obdio.elm327;

import io.obdio.sim.fault.Fault;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Selects the faults of a soak test: every fault that the emulator has, alone or with others
 * without which it would not show.
 */
final class SoakFaults {

  /** Commands whose refusal the driver has to live with. */
  private static final List<String> REFUSED =
      List.of(
          "ATD",
          "ATE0",
          "ATL0",
          "ATS0",
          "ATH1",
          "ATAT1",
          "ATI",
          "STI",
          "ATRV",
          "ATDPN",
          "ATSP0",
          "ATSPA6",
          "ATSH7DF",
          "ATCRA",
          "ATCRA7E9",
          "ATSH7E1");

  /** What the adapter reports of the bus. */
  private static final List<String> TROUBLES =
      List.of("CAN ERROR", "BUS BUSY", "BUS ERROR", "DATA ERROR", "FB ERROR", "UNABLE TO CONNECT");

  private SoakFaults() {}

  /** One fault, or several at a time. */
  static List<Fault> draw(SplittableRandom random) {
    if (random.nextInt(4) > 0) {
      return one(random);
    }
    List<Fault> two = new java.util.ArrayList<>(one(random));
    two.addAll(one(random));
    return two;
  }

  private static List<Fault> one(SplittableRandom random) {
    return switch (random.nextInt(25)) {
      case 0 -> List.of(new Fault.Silence());
      case 1 -> List.of(new Fault.Delay(Duration.ofMillis(random.nextInt(1, 400))));
      case 2 -> List.of(new Fault.Chunked(Duration.ofMillis(random.nextInt(1, 8))));
      case 3 -> List.of(new Fault.Garbage(random.nextInt(1, 12)));
      case 4 -> List.of(new Fault.Nuls(random.nextInt(1, 5)));
      case 5 -> List.of(new Fault.LatePrompt(Duration.ofMillis(random.nextInt(50, 1500))));
      case 6 -> List.of(new Fault.DoubledEcho(), new Fault.LvReset());
      case 7 -> List.of(new Fault.StrayAfterEcho("FC"));
      case 8 -> List.of(new Fault.LvReset());
      case 9 -> List.of(new Fault.BufferFull(random.nextInt(3, 18)));
      case 10 -> List.of(new Fault.IgnitionOff());
      case 11 -> List.of(new Fault.Unplug());
      case 12 -> List.of(new Fault.WrongChecksum());
      case 13 -> List.of(new Fault.MissingConsecutiveFrame(random.nextInt(1, 3)));
      case 14 -> List.of(new Fault.StrayStopped());
      case 15 -> List.of(new Fault.Chatter("+CONNECTING<<00:11:22"));
      case 16 -> List.of(new Fault.StaleReply());
      case 17 -> List.of(new Fault.CountDigitRefused(random.nextBoolean() ? "?" : "NO DATA"));
      case 18 -> List.of(new Fault.BusTrouble(TROUBLES.get(random.nextInt(TROUBLES.size()))));
      case 19 -> List.of(new Fault.FreezeOnLongReply(random.nextInt(0, 3)));
      // Texts are cut only where there are any: of a car that does not answer, of a bus in trouble.
      case 20 ->
          List.of(
              new Fault.TruncatedText(random.nextInt(1, 6)),
              random.nextBoolean()
                  ? new Fault.IgnitionOff()
                  : new Fault.BusTrouble(TROUBLES.get(random.nextInt(TROUBLES.size()))));
      // These strike at a start, or at a reset.
      case 21 -> List.of(new Fault.BlankFirstReply(), new Fault.LvReset());
      case 22 -> List.of(refused(random), new Fault.LvReset());
      case 23 ->
          List.of(new Fault.ResetDropsLink(), new Fault.UnknownCommand("ATD"), new Fault.LvReset());
      default -> List.of(new Fault.TryAutoHangs(), new Fault.LvReset());
    };
  }

  private static Fault refused(SplittableRandom random) {
    return new Fault.UnknownCommand(REFUSED.get(random.nextInt(REFUSED.size())));
  }
}
