package io.obdio.bench;

import io.obdio.core.message.EcuMessage;
import io.obdio.elm327.line.CanLines;
import io.obdio.elm327.reply.ElmReply;
import io.obdio.elm327.reply.PromptParser;
import io.obdio.elm327.reply.ReplyReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The way from an adapter's bytes to messages, as the ELM327 transport takes it. */
final class Replies {

  private final PromptParser parser = new PromptParser();
  private final CanLines lines = new CanLines(false);

  static byte[] bytes(String... reply) {
    return (String.join("\r", reply) + "\r\r>").getBytes(StandardCharsets.US_ASCII);
  }

  /** Parses and reassembles. */
  List<EcuMessage> messages(String request, byte[] reply) {
    parser.feed(reply, 0, reply.length);
    ElmReply read = ReplyReader.data(request, parser.take());
    if (read instanceof ElmReply.Data data) {
      return lines.read(data.hex()).messages();
    }
    throw new IllegalStateException("no data: " + read);
  }
}
