package io.obdio.isotp.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.obdio.isotp.address.IsoTpAddress;
import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.can.CanId;
import io.obdio.isotp.pdu.FlowStatus;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Plays a ladder diagram against an {@link Endpoint} in virtual time. Each line is a time in
 * milliseconds and one thing that happens.
 *
 * <p>Done to it: {@code < FRAME} comes from the other end; {@code send N} sends the bytes 00, 01,
 * 02...; {@code hold}, {@code go} and {@code refuse} set what the user answers when a flow control
 * is due, {@code go} reports it at once; {@code queue}, {@code busy}, {@code broken} and {@code
 * free} set how the bus takes frames; {@code confirmed} confirms the last one queued; {@code
 * abort}.
 *
 * <p>Done by it, all of which must be listed, at its time, in its order: {@code > FRAME}; {@code FF
 * N}; {@code received N} (the bytes 00, 01, 02...) or {@code received HEX}; {@code lost N_...},
 * {@code refused N} and {@code confirm N_...}.
 */
final class Ladder implements Endpoint.Output {

  static final CanId REQUEST = CanId.base(0x7E0);
  static final CanId ANSWER = CanId.base(0x7E8);

  private final List<String> happened = new ArrayList<>();
  private final Endpoint endpoint;
  private long now;
  private FlowStatus flow = FlowStatus.CTS;
  private Handover handover = Handover.SENT;
  private CanFrame queued;

  private Ladder(IsoTpAddress address, IsoTpOptions options) {
    endpoint = new Endpoint(address, options, this);
  }

  /** Plays with 7E0 sending and 7E8 coming. */
  static void play(IsoTpOptions options, String diagram) {
    play(IsoTpAddress.normal(REQUEST, ANSWER), options, diagram);
  }

  static void play(IsoTpOptions.Builder options, String diagram) {
    play(options.build(), diagram);
  }

  static void play(IsoTpAddress address, IsoTpOptions options, String diagram) {
    Ladder ladder = new Ladder(address, options);
    List<String> expected = new ArrayList<>();
    for (String line : diagram.strip().split("\n", -1)) {
      String[] parts = line.strip().split("\\s+", 2);
      expected.add(parts[0] + " " + parts[1]);
      ladder.step(millis(parts[0]), parts[1]);
    }
    ladder.runUntil(Long.MAX_VALUE - 1);
    assertEquals(String.join("\n", expected), String.join("\n", ladder.happened));
    assertEquals(false, ladder.endpoint.sending() || ladder.endpoint.receiving(), "still busy");
  }

  private void step(long at, String what) {
    if (isDoneByIt(what)) {
      return;
    }
    runUntil(at);
    now = at;
    note(what);
    String[] words = what.split(" ", -1);
    switch (words[0]) {
      case "<" -> endpoint.onFrame(frame(words[1]), now);
      case "send" -> endpoint.send(pattern(Integer.parseInt(words[1])), now);
      case "hold" -> flow = FlowStatus.WAIT;
      case "refuse" -> flow = FlowStatus.OVFLW;
      case "go" -> {
        flow = FlowStatus.CTS;
        endpoint.ready(now);
      }
      case "queue" -> handover = Handover.QUEUED;
      case "busy" -> handover = Handover.BUSY;
      case "broken" -> handover = Handover.FAILED;
      case "free" -> handover = Handover.SENT;
      case "confirmed" -> endpoint.confirmed(queued, now);
      case "abort" -> endpoint.abort();
      default -> throw new IllegalArgumentException(what);
    }
  }

  private static boolean isDoneByIt(String what) {
    return switch (what.split(" ", -1)[0]) {
      case ">", "FF", "received", "lost", "refused", "confirm" -> true;
      default -> false;
    };
  }

  /** Ticks at each deadline, and no sooner, before a time. */
  private void runUntil(long time) {
    long deadline = endpoint.nextDeadline();
    int ticks = 0;
    while (deadline < time) {
      now = Math.max(now, deadline);
      endpoint.tick(now);
      deadline = endpoint.nextDeadline();
      assertEquals(true, ++ticks < 100_000, "it never comes to rest");
    }
  }

  private void note(String what) {
    happened.add(BigDecimal.valueOf(now, 6).stripTrailingZeros().toPlainString() + " " + what);
  }

  private static long millis(String text) {
    return new BigDecimal(text).movePointRight(6).longValueExact();
  }

  /** The bytes 00, 01, 02... */
  static byte[] pattern(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) i;
    }
    return bytes;
  }

  /** Reads candump's form: {@code 7E8#30}, {@code 7E8##130}. */
  static CanFrame frame(String text) {
    int hash = text.indexOf('#');
    CanId id = CanId.parse(text.substring(0, hash));
    boolean fd = text.startsWith("##", hash);
    byte[] data = HexFormat.of().parseHex(text.substring(hash + (fd ? 3 : 1)));
    return fd ? CanFrame.fd(id, text.charAt(hash + 2) == '1', data) : CanFrame.of(id, data);
  }

  @Override
  public Handover send(CanFrame frame) {
    if (handover == Handover.BUSY) {
      return handover;
    }
    note("> " + frame);
    queued = frame;
    return handover;
  }

  @Override
  public void confirm(NResult result) {
    note("confirm " + result);
  }

  @Override
  public void firstFrame(int length) {
    note("FF " + length);
  }

  @Override
  public void indication(byte[] message) {
    boolean asSent = Arrays.equals(message, pattern(message.length));
    note("received " + (asSent ? "" + message.length : HexFormat.of().formatHex(message)));
  }

  @Override
  public void failure(NResult result) {
    note("lost " + result);
  }

  @Override
  public void refused(long length) {
    note("refused " + length);
  }

  @Override
  public FlowStatus flow(int received, int total) {
    return flow;
  }
}
