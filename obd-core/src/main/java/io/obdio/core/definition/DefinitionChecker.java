package io.obdio.core.definition;

import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.Payload;
import io.obdio.core.message.Service;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decodes real answers through signal sets and compares with the values they should yield. The file
 * has one JSON object a line: {@code {"year": "2014", "command": "7E0.7E8.2101|f=-2018",
 * "response": "7E806610181076525", "expected": {"SIGNAL": 1.5}}}; the command is header, answer
 * header if it is not the usual one, and request, then options behind {@code |} ({@code e=2A}
 * extended address, {@code f=-2018} model years); the response is the lines of an ELM327 with
 * headers on.
 */
public final class DefinitionChecker {

  private static final int MAX_DETAILS = 100;

  /** The expected values are rounded to five digits behind the point. */
  private static final double ROUNDING = 6e-6;

  private static final double RELATIVE = 1e-6;

  private final Map<Payload, List<SignalCommand>> byRequest = new HashMap<>();
  private final List<DefinitionProblem> problems = new ArrayList<>();
  private final List<String> details = new ArrayList<>();
  private int replies;
  private int repliesRight;
  private long right;
  private long wrong;
  private long failed;

  private DefinitionChecker() {}

  /**
   * Checks one file of answers.
   *
   * @param signalSets where commands are looked up, the first that has one wins; what none has is
   *     looked up among SAE J1979's own
   * @param answers the file of answers
   * @throws DefinitionException if a file cannot be read or is of another format
   */
  public static CheckResult check(List<Path> signalSets, Path answers) throws DefinitionException {
    DefinitionChecker checker = new DefinitionChecker();
    for (Path path : signalSets) {
      checker.add(SignalSet.load(path));
    }
    checker.add(SignalSet.standard());
    int number = 0;
    for (String line : Definitions.read(answers).split("\n", -1)) {
      number++;
      if (!line.isBlank()) {
        checker.check(line, number, answers);
      }
    }
    return checker.result();
  }

  private void add(SignalSet set) {
    problems.addAll(set.problems());
    for (SignalCommand command : set.commands()) {
      byRequest.computeIfAbsent(command.request(), r -> new ArrayList<>()).add(command);
    }
  }

  private CheckResult result() {
    return new CheckResult(replies, repliesRight, right, wrong, failed, details, problems);
  }

  private void check(String line, int number, Path file) throws DefinitionException {
    Reply reply;
    try {
      reply = Reply.parse(line, number);
    } catch (IllegalArgumentException e) {
      throw new DefinitionException(file + ": line " + number + ": " + e.getMessage(), e);
    }
    replies++;
    long before = right;
    List<SignalCommand> commands = commands(reply);
    Payload data = commands.isEmpty() ? null : data(reply, commands);
    for (Map.Entry<String, @Nullable Object> entry : reply.expected().entrySet()) {
      compare(reply, commands, data, entry.getKey(), entry.getValue());
    }
    if (right - before == reply.expected().size()) {
      repliesRight++;
    }
  }

  /** The commands that may be meant, the likeliest first. */
  private List<SignalCommand> commands(Reply reply) {
    List<SignalCommand> found = new ArrayList<>(byRequest.getOrDefault(reply.request(), List.of()));
    found.sort((one, other) -> Integer.compare(score(reply, other), score(reply, one)));
    return found;
  }

  private static int score(Reply reply, SignalCommand command) {
    int score = address(command.target()).equals(address(reply.target())) ? 4 : 0;
    score += command.years().equals(reply.years()) ? 2 : 0;
    return score + (reply.year() == 0 || command.isFor(reply.year()) ? 1 : 0);
  }

  private static String address(Optional<io.obdio.core.message.RequestTarget> target) {
    return target.map(t -> t.request().toString()).orElse("");
  }

  /** The data of the answer that is meant; null if there is none. */
  private static @Nullable Payload data(Reply reply, List<SignalCommand> commands) {
    boolean extended = reply.extended() || commands.get(0).extended().isPresent();
    List<EcuMessage> messages = ElmFrames.read(reply.response(), extended);
    Payload other = null;
    Set<EcuAddress> meant = meant(reply, commands.get(0));
    for (EcuMessage message : messages) {
      Payload data = Service.data(reply.request(), message);
      if (data != null && meant.contains(message.ecu())) {
        return data;
      }
      other = other == null ? data : other;
    }
    return other;
  }

  private static Set<EcuAddress> meant(Reply reply, SignalCommand command) {
    Set<EcuAddress> meant = new HashSet<>();
    reply.target().ifPresent(target -> meant.add(target.answerAddress()));
    command.target().ifPresent(target -> meant.add(target.answerAddress()));
    return meant;
  }

  private void compare(
      Reply reply,
      List<SignalCommand> commands,
      @Nullable Payload data,
      String id,
      @Nullable Object expected) {
    Signal signal = signal(commands, id);
    if (signal == null) {
      failed(reply, id, commands.isEmpty() ? "no such command" : "no such signal");
      return;
    }
    if (data == null) {
      failed(reply, id, "no answer to it in " + reply.response().replace("\n", "\\n"));
      return;
    }
    Object actual = signal.plain(data);
    if (same(expected, actual)) {
      right++;
    } else if (actual == null) {
      failed(reply, id, "no value in " + data + " where " + expected + " is expected");
    } else {
      wrong++;
      detail(reply, id, actual + " instead of " + expected);
    }
  }

  private static @Nullable Signal signal(List<SignalCommand> commands, String id) {
    for (SignalCommand command : commands) {
      for (Signal signal : command.signals()) {
        if (signal.id().equals(id)) {
          return signal;
        }
      }
    }
    return null;
  }

  private static boolean same(@Nullable Object expected, @Nullable Object actual) {
    if (expected instanceof Double one && actual instanceof Double other) {
      return Math.abs(one - other) <= Math.max(ROUNDING, RELATIVE * Math.abs(one));
    }
    return java.util.Objects.equals(expected, actual);
  }

  private void failed(Reply reply, String id, String reason) {
    failed++;
    detail(reply, id, reason);
  }

  private void detail(Reply reply, String id, String text) {
    if (details.size() < MAX_DETAILS) {
      details.add("line " + reply.line() + " " + reply.command() + " " + id + ": " + text);
    }
  }
}
