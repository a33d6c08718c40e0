package io.obdio.elm327;

import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.TransportAnswer.Reason;
import io.obdio.elm327.command.AtCommand;
import io.obdio.elm327.command.ElmAdapter;
import io.obdio.elm327.command.Expect;
import io.obdio.elm327.reply.ElmReply;
import java.io.IOException;
import java.util.Locale;

/** The commands to the adapter itself that a user sends, such as {@code AT RV}. */
final class UserCommand {

  private UserCommand() {}

  /** Sends a command and returns the adapter's text. */
  static TransportAnswer send(ElmAdapter adapter, String command, long deadline)
      throws IOException {
    ElmReply reply = adapter.raw(command, deadline);
    if (reply instanceof ElmReply.Ok) {
      return new TransportAnswer.AdapterText("OK");
    }
    if (reply instanceof ElmReply.Words words) {
      if (isIdentity(command)) {
        adapter.capabilities().identify(Expect.IDENTITY.find(words.lines()));
      }
      return new TransportAnswer.AdapterText(String.join("\n", words.lines()));
    }
    if (reply instanceof ElmReply.Unknown) {
      return TransportAnswer.none(Reason.ADAPTER_ERROR, "?");
    }
    if (reply instanceof ElmReply.Failed failed) {
      return TransportAnswer.none(Reason.ADAPTER_ERROR, failed.error().text());
    }
    return TransportAnswer.none(Reason.ADAPTER_ERROR, "no reply to " + command);
  }

  private static boolean isIdentity(String command) {
    return command.replace(" ", "").toUpperCase(Locale.ROOT).equals(AtCommand.IDENTITY.text());
  }
}
