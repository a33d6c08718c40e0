package io.obdio.bench;

import io.obdio.core.message.EcuMessage;
import io.obdio.elm327.line.CanLines;
import io.obdio.elm327.line.LineMessages;
import io.obdio.elm327.reply.ElmReply;
import io.obdio.elm327.reply.PromptParser;
import io.obdio.elm327.reply.RawReply;
import io.obdio.elm327.reply.ReplyReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The steps from an adapter's bytes to messages, as in the ELM327 transport. */
final class ReplyParsing {

  private final PromptParser parser = new PromptParser();
  private final CanLines lines = new CanLines(false);

  static byte[] bytes(String... reply) {
    return (String.join("\r", reply) + "\r\r>").getBytes(StandardCharsets.US_ASCII);
  }

  /** Parses and reassembles. */
  List<EcuMessage> messages(String request, byte[] reply) {
    parser.feed(reply, 0, reply.length);
    RawReply raw = parser.take();
    LineMessages plain = lines.readPlain(request, raw);
    if (plain != null) {
      return plain.messages();
    }
    ElmReply read = ReplyReader.data(request, raw);
    if (read instanceof ElmReply.Data data) {
      return lines.read(data.hex()).messages();
    }
    throw new IllegalStateException("no data: " + read);
  }
}
