package io.obdio.bench;

import io.obdio.elm327.link.ByteLink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** A link whose adapter has its answer ready before the last byte of the command is written. */
final class InstantLink implements ByteLink {

  private static final int CAN_11_500 = 6;

  private final Map<String, byte[]> replies = new HashMap<>();
  private final byte[] ok = ReplyParsing.bytes("OK");
  private byte[] last = ok;
  private byte[] reply = {};
  private int taken;
  private boolean closed;

  InstantLink() {
    put("ATZ", "", "", "ELM327 v2.1");
    put("ATI", "ELM327 v2.1");
    put("STI", "?");
    put("ATRV", "14.1V");
    put("ATDPN", String.valueOf(CAN_11_500));
    put("0100", "7E8064100BE3FA813");
    put("010C", "7E804410C0D48");
    put("010D", "7E803410D32");
  }

  private void put(String command, String... lines) {
    replies.put(command, ReplyParsing.bytes(lines));
    if (command.startsWith("01")) {
      // With the number of lines to wait for.
      replies.put(command + "1", ReplyParsing.bytes(lines));
    }
  }

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (closed) {
      throw new IOException("closed");
    }
    int end = offset + length;
    if (length == 0 || bytes[end - 1] != '\r') {
      return;
    }
    if (length > 1) {
      String command = new String(bytes, offset, length - 1, StandardCharsets.ISO_8859_1);
      last = replies.getOrDefault(command, ok);
    }
    reply = last;
    taken = 0;
  }

  @Override
  public int read(byte[] target, int offset, int length, long deadlineNanos) throws IOException {
    if (closed) {
      throw new IOException("closed");
    }
    int count = Math.min(length, reply.length - taken);
    System.arraycopy(reply, taken, target, offset, count);
    taken += count;
    return count;
  }

  @Override
  public int available() {
    return reply.length - taken;
  }

  @Override
  public void close() {
    closed = true;
  }
}
