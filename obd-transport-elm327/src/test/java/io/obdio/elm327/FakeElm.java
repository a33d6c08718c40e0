package io.obdio.elm327;

import io.obdio.elm327.link.VirtualLink;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * A scripted adapter, written from the data sheet and not from the driver: echoes until that is
 * disabled answers from a table, sends STOPPED on a character while busy. Quirks are put in by
 * {@link #mangle}.
 */
public final class FakeElm implements VirtualLink.Peer {

  /** Every command that came, in order; a bare carriage return as "". */
  public final List<String> received = new ArrayList<>();

  public final Set<String> lacks = new HashSet<>();
  final Map<String, String> answers = new HashMap<>();

  /** What is sent in place of the reply to a command; null leaves it. */
  BiFunction<String, String, String> mangle = (command, reply) -> reply;

  String identity = "ELM327 v1.5";
  String stn = "";
  String voltage = "12.6V";
  String protocolNumber = "A6";
  boolean echo = true;

  /** What is sent back for each character. */
  UnaryOperator<String> echoed = character -> character;

  /** Called with each command before its reply, and how many came before it. */
  BiFunction<String, Integer, String> instead = (command, count) -> null;

  boolean headers;
  boolean spaces = true;
  boolean linefeeds = true;
  public long delayMillis = 5;
  long searchMillis = 800;
  boolean searched;
  boolean silent;
  int stopped;
  int defaults;
  private long busyUntil;
  private String last = "";
  private final StringBuilder line = new StringBuilder();

  /** One engine ECU on CAN 11/500, idling. */
  public static FakeElm car() {
    FakeElm elm = new FakeElm();
    elm.answers.put("0100", "7E8 06 41 00 BE 3F A8 13");
    elm.answers.put("010C", "7E8 04 41 0C 0D 48");
    elm.answers.put("010D", "7E8 03 41 0D 00");
    elm.answers.put(
        "0902",
        "7E8 10 14 49 02 01 31 44 34\r7E8 21 47 50 30 30 52 35 35\r7E8 22 42 31 32 33 34 35 36");
    return elm;
  }

  @Override
  public void receive(int b, VirtualLink link) {
    if (silent) {
      return;
    }
    if (link.nanoTime() < busyUntil) {
      // The data sheet: any character while busy stops the operation.
      stopped++;
      link.dropComing();
      busyUntil = 0;
      link.send("STOPPED\r\r>", 1);
      line.setLength(0);
      return;
    }
    if (echo && b != '\n') {
      link.send(echoed.apply(String.valueOf((char) b)), 0);
    }
    if (b != '\r') {
      line.append((char) b);
      return;
    }
    String command = line.toString().replace(" ", "").toUpperCase(java.util.Locale.ROOT);
    line.setLength(0);
    received.add(command);
    if (command.isEmpty()) {
      command = last;
    }
    last = command;
    reply(command, link);
  }

  /** As after a dip of the supply: every setting is lost. */
  void restart() {
    echo = true;
    headers = false;
    spaces = true;
    linefeeds = true;
  }

  private void reply(String command, VirtualLink link) {
    String other = instead.apply(command, received.size());
    if (other != null) {
      busyUntil = link.nanoTime() + delayMillis * 1_000_000;
      link.send(other, delayMillis);
      return;
    }
    boolean vehicle = !command.startsWith("AT") && !command.startsWith("ST");
    String body = vehicle ? vehicle(command) : adapter(command);
    long delay = delayMillis;
    if (vehicle && !searched && !body.equals("?")) {
      searched = true;
      delay += searchMillis;
      link.send("SEARCHING...", 1);
      body = "\r" + body;
    }
    String reply = body.isEmpty() ? ">" : body + "\r\r>";
    String sent = mangle.apply(command, linefeeds ? reply.replace("\r", "\r\n") : reply);
    if (sent != null) {
      busyUntil = link.nanoTime() + delay * 1_000_000;
      link.send(sent, delay);
    }
  }

  private String vehicle(String command) {
    String answer = answers.get(command);
    if (answer == null && command.length() % 2 == 1) {
      answer = answers.get(command.substring(0, command.length() - 1));
    }
    if (answer == null) {
      return command.matches("[0-9A-F]+") ? "NO DATA" : "?";
    }
    if (!headers) {
      return bare(answer);
    }
    return spaces ? answer : answer.replace(" ", "");
  }

  /** Without headers: what follows the identifier and PCI of single frames. */
  private String bare(String answer) {
    String[] lines = answer.split("\r");
    String text = lines[0].substring(lines[0].indexOf(' ') + 1);
    if (lines.length > 1) {
      StringBuilder all = new StringBuilder(text.substring(3, 5).replaceFirst("^", "0"));
      all.append("\r0: ").append(text.substring(6));
      for (int i = 1; i < lines.length; i++) {
        String more = lines[i].substring(lines[i].indexOf(' ') + 1);
        all.append('\r').append(Integer.toHexString(i)).append(": ").append(more.substring(3));
      }
      return spaces ? all.toString() : all.toString().replace(" ", "");
    }
    return spaces ? text.substring(3) : text.substring(3).replace(" ", "");
  }

  private String adapter(String command) {
    for (String prefix : lacks) {
      if (command.startsWith(prefix)) {
        return "?";
      }
    }
    switch (command) {
      case "ATD" -> {
        defaults++;
        echo = true;
        headers = false;
        spaces = true;
        linefeeds = true;
        return "OK";
      }
      case "ATZ" -> {
        echo = true;
        headers = false;
        spaces = true;
        linefeeds = true;
        searched = false;
        return "\r\r" + identity;
      }
      case "ATI" -> {
        return identity;
      }
      case "STI" -> {
        return stn.isEmpty() ? "?" : stn;
      }
      case "ATRV" -> {
        return voltage;
      }
      case "ATDPN" -> {
        return protocolNumber;
      }
      case "ATE0", "ATE1" -> echo = command.endsWith("1");
      case "ATH0", "ATH1" -> headers = command.endsWith("1");
      case "ATS0", "ATS1" -> spaces = command.endsWith("1");
      case "ATL0", "ATL1" -> linefeeds = command.endsWith("1");
      default -> {}
    }
    if (command.startsWith("ATSP") || command.startsWith("ATTP")) {
      searched = !command.endsWith("0");
    }
    return "OK";
  }
}
