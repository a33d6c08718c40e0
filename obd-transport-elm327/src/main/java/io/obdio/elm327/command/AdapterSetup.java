package io.obdio.elm327.command;

import io.obdio.elm327.reply.ElmReply;
import io.obdio.elm327.reply.RawReply;
import io.obdio.elm327.reply.ReplyReader;
import java.io.IOException;
import java.util.List;

/**
 * Readies an adapter: finds it, clears what a former program may have set, and sets what the driver
 * needs. No fixed sleep and no full reset where {@code AT D} does; each step ends with its prompt.
 */
public final class AdapterSetup {

  /**
   * One setting.
   *
   * @param command the command
   * @param argument what stands behind it
   */
  public record Step(AtCommand command, String argument) {}

  /** The settings, in order; a chip that lacks one is used without it. */
  public static final List<Step> SETTINGS =
      List.of(
          new Step(AtCommand.ECHO_OFF, ""),
          new Step(AtCommand.LINEFEEDS_OFF, ""),
          new Step(AtCommand.SPACES_OFF, ""),
          new Step(AtCommand.HEADERS_ON, ""),
          new Step(AtCommand.ADAPTIVE_TIMING, "1"));

  private static final long DEFAULTS_MILLIS = 1000;
  private static final long RESET_MILLIS = 2500;
  private static final long LATE_MILLIS = 250;
  private static final int ROUNDS = 3;
  private static final int TALKING_ATTEMPTS = 6;
  private static final int SILENT_ATTEMPTS = 3;

  private AdapterSetup() {}

  /**
   * Finds the adapter and sets everything; what could not be said for lack of time leaves {@link
   * Adapter#settingsLost}.
   *
   * @return false if no adapter answers
   */
  public static boolean ready(Adapter adapter, long deadline) throws IOException {
    boolean done = false;
    for (int round = 0; round < ROUNDS && !done; round++) {
      adapter.setEchoOff(false);
      if (!greet(adapter, deadline)) {
        return false;
      }
      adapter.setSettingsLost(false);
      done = setAll(adapter, deadline) || deadline - adapter.dialogue().now() <= 0;
    }
    return true;
  }

  /** Sets everything; false if the adapter restarted meanwhile, or hangs. */
  private static boolean setAll(Adapter adapter, long deadline) throws IOException {
    boolean quiet = true;
    for (Step step : SETTINGS) {
      boolean done = adapter.set(step.command(), step.argument(), deadline);
      quiet = step.command() == AtCommand.ECHO_OFF ? done : quiet && !adapter.echoed();
      if (!done && !isRefused(adapter, step.command(), deadline)) {
        adapter.setSettingsLost(true);
        return false;
      }
    }
    adapter.setEchoOff(quiet);
    return true;
  }

  /** False if it may have been said in vain, because time was over or the adapter hangs. */
  private static boolean isRefused(Adapter adapter, AtCommand command, long deadline) {
    if (adapter.capabilities().has(command)) {
      if (adapter.dialogue().owesPrompt()
          || adapter.settingsLost()
          || deadline - adapter.dialogue().now() <= 0) {
        return false;
      }
      // Neither OK nor ?, several times over: whatever it says, it does not do it.
      adapter.capabilities().lacks(command);
    }
    return true;
  }

  /** Asks who it is: version, and whether it is an STN chip. */
  public static void identify(Adapter adapter, long deadline) throws IOException {
    Capabilities capabilities = adapter.capabilities();
    capabilities.identify(adapter.read(AtCommand.IDENTITY, Expect.IDENTITY, deadline));
    String stn = adapter.read(AtCommand.STN_IDENTITY, Expect.STN, deadline);
    capabilities.identifyStn(stn);
  }

  /** The supply voltage in volts; NaN if the adapter cannot tell. */
  public static double voltage(Adapter adapter, long deadline) throws IOException {
    String text = adapter.read(AtCommand.VOLTAGE, Expect.VOLTAGE, deadline);
    return text.isEmpty() ? Double.NaN : Double.parseDouble(text.replaceAll("[ V]", ""));
  }

  private static boolean greet(Adapter adapter, long deadline) throws IOException {
    Dialogue dialogue = adapter.dialogue();
    Capabilities capabilities = adapter.capabilities();
    int silent = 0;
    int unknown = 0;
    for (int attempt = 0; attempt < TALKING_ATTEMPTS && silent < SILENT_ATTEMPTS; attempt++) {
      AtCommand command = greeting(capabilities, silent == 1);
      boolean reset = command == AtCommand.RESET;
      adapter.setResetting(reset);
      long until = dialogue.within(reset ? RESET_MILLIS : DEFAULTS_MILLIS, deadline);
      RawReply raw = dialogue.ask(command.text(), until);
      ElmReply reply = ReplyReader.adapter(command.text(), raw);
      while (raw.prompt() && !isGreeting(reply)) {
        // An answer to somebody's earlier command: ours may follow.
        raw = dialogue.await(dialogue.within(LATE_MILLIS, deadline));
        reply = ReplyReader.adapter(command.text(), raw);
      }
      if (reply instanceof ElmReply.Unknown) {
        if (command != AtCommand.DEFAULTS) {
          return true;
        }
        if (++unknown == 2) {
          capabilities.lacks(AtCommand.DEFAULTS);
        }
      } else if (isGreeting(reply)) {
        return true;
      }
      if (dialogue.isSilent()) {
        silent++;
      }
      if (deadline - dialogue.now() <= 0) {
        return false;
      }
    }
    return false;
  }

  private static AtCommand greeting(Capabilities capabilities, boolean thoroughly) {
    if (capabilities.has(AtCommand.DEFAULTS) && !thoroughly) {
      return AtCommand.DEFAULTS;
    }
    return capabilities.has(AtCommand.RESET) ? AtCommand.RESET : AtCommand.IDENTITY;
  }

  private static boolean isGreeting(ElmReply reply) {
    return reply instanceof ElmReply.Ok
        || reply instanceof ElmReply.Unknown
        || Adapter.isBanner(reply);
  }
}
