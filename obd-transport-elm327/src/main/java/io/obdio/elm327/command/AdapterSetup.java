package io.obdio.elm327.command;

import io.obdio.elm327.reply.ElmReply;
import io.obdio.elm327.reply.RawReply;
import io.obdio.elm327.reply.ReplyReader;
import java.io.IOException;
import java.util.List;

/**
 * The preparation of an adapter: checks that it answers, undoes what another program may have set,
 * and makes the settings of the driver. Without fixed pauses, and without a full reset where {@code
 * AT D} is enough; each step ends with its prompt.
 */
public final class AdapterSetup {

  /** The settings, in order; an adapter that lacks one is used without it. */
  private static final List<AtCommand> SETTINGS =
      List.of(
          AtCommand.ECHO_OFF, AtCommand.LINEFEEDS_OFF, AtCommand.SPACES_OFF, AtCommand.HEADERS_ON);

  private static final long DEFAULTS_MILLIS = 1000;
  private static final long RESET_MILLIS = 2500;
  private static final long FOLLOWING_REPLY_MILLIS = 250;
  private static final int MAX_ROUNDS = 3;
  private static final int MAX_GREETINGS = 6;
  private static final int MAX_SILENT = 3;

  private AdapterSetup() {}

  /**
   * Checks that the adapter answers and makes all settings. If the deadline passes before all are
   * made, {@link ElmAdapter#settingsLost} remains.
   *
   * @return false if no adapter answers
   */
  public static boolean prepare(ElmAdapter adapter, long deadline) throws IOException {
    boolean done = false;
    for (int round = 0; round < MAX_ROUNDS && !done; round++) {
      adapter.setEchoOff(false);
      if (!greet(adapter, deadline)) {
        return false;
      }
      adapter.setSettingsLost(false);
      if (!adapter.capabilities().missing().isEmpty()
          && !adapter.capabilities().identity().isEmpty()) {
        // What an adapter lacks is known of this one only.
        adapter.identify(deadline);
      }
      done = setAll(adapter, deadline) || deadline - adapter.dialogue().now() <= 0;
    }
    return true;
  }

  /** Makes all settings; returns false if the adapter restarts meanwhile, or hangs. */
  private static boolean setAll(ElmAdapter adapter, long deadline) throws IOException {
    boolean quiet = true;
    for (AtCommand setting : SETTINGS) {
      if (setting == AtCommand.LINEFEEDS_OFF && !adapter.hasLinefeeds()) {
        continue;
      }
      boolean done = adapter.set(setting, "", deadline);
      quiet = setting == AtCommand.ECHO_OFF ? done : quiet && !adapter.echoed();
      if (!done && !isRefused(adapter, setting, deadline)) {
        adapter.setSettingsLost(true);
        return false;
      }
    }
    adapter.setEchoOff(quiet);
    return true;
  }

  /** Returns false if the command may be lost, because the deadline passed or the adapter hangs. */
  private static boolean isRefused(ElmAdapter adapter, AtCommand command, long deadline) {
    if (adapter.capabilities().has(command)) {
      if (adapter.dialogue().isOutstanding()
          || adapter.settingsLost()
          || deadline - adapter.dialogue().now() <= 0) {
        return false;
      }
      // Neither OK nor ?, several times: whatever it prints, it does not execute the command.
      adapter.capabilities().lacks(command);
    }
    return true;
  }

  /** Returns the supply voltage in volts; NaN if the adapter does not report it. */
  public static double voltage(ElmAdapter adapter, long deadline) throws IOException {
    String text = adapter.read(AtCommand.VOLTAGE, Expect.VOLTAGE, deadline);
    return text.isEmpty() ? Double.NaN : Double.parseDouble(text.replaceAll("[ V]", ""));
  }

  private static boolean greet(ElmAdapter adapter, long deadline) throws IOException {
    Dialogue dialogue = adapter.dialogue();
    Capabilities capabilities = adapter.capabilities();
    int silent = 0;
    int unknown = 0;
    for (int attempt = 0; attempt < MAX_GREETINGS && silent < MAX_SILENT; attempt++) {
      AtCommand command = greeting(capabilities, silent == 1);
      ElmReply reply = greet(adapter, command, deadline);
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

  private static ElmReply greet(ElmAdapter adapter, AtCommand command, long deadline)
      throws IOException {
    Dialogue dialogue = adapter.dialogue();
    boolean reset = command == AtCommand.RESET;
    adapter.setResetting(reset);
    long until = dialogue.within(reset ? RESET_MILLIS : DEFAULTS_MILLIS, deadline);
    RawReply raw = dialogue.ask(command.text(), until);
    ElmReply reply = ReplyReader.adapter(command.text(), raw);
    while (raw.prompt() && !isGreeting(reply)) {
      // The answer to a command of another program: ours may follow.
      raw = dialogue.await(dialogue.within(FOLLOWING_REPLY_MILLIS, deadline));
      reply = ReplyReader.adapter(command.text(), raw);
    }
    return reply;
  }

  private static AtCommand greeting(Capabilities capabilities, boolean thorough) {
    if (capabilities.has(AtCommand.DEFAULTS) && !thorough) {
      return AtCommand.DEFAULTS;
    }
    return capabilities.has(AtCommand.RESET) ? AtCommand.RESET : AtCommand.IDENTITY;
  }

  private static boolean isGreeting(ElmReply reply) {
    return reply instanceof ElmReply.Ok
        || reply instanceof ElmReply.Unknown
        || ElmAdapter.isBanner(reply);
  }
}
