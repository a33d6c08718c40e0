package io.obdio.socketio.app.check;

import io.obdio.core.decode.Decoded;
import io.obdio.core.definition.DefinedCommand;
import io.obdio.core.definition.Definition;
import io.obdio.core.definition.DefinitionException;
import io.obdio.core.definition.DefinitionProblem;
import io.obdio.core.definition.Definitions;
import io.obdio.core.message.Payload;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The comparison of recorded answers, decoded with definitions, with the values that the file
 * expects ({@link TextReply} has its format). The answer of each ECU is judged by itself: an
 * expected value is right if the answer of one of them yields it. One use, one thread.
 */
public final class DefinitionChecker {

  /** The expected values are rounded to five digits after the point. */
  private static final double ROUNDING = 6e-6;

  private static final double RELATIVE = 1e-6;

  private final Candidates candidates = new Candidates();
  private final List<DefinitionProblem> problems = new ArrayList<>();
  private final List<CheckedValue> values = new ArrayList<>();
  private int replies;

  private DefinitionChecker(List<Path> definitions) throws DefinitionException {
    for (Definition definition : Definitions.load(definitions)) {
      problems.addAll(definition.problems());
      candidates.add(definition.defined());
    }
    candidates.add(Definitions.standard().defined());
  }

  /**
   * Checks one file of answers.
   *
   * @param definitions where commands are looked up; the first that has one counts; what none has
   *     is looked up in the built-in set
   * @param answers the file of answers
   * @param year the model year of answers that do not state it; empty for that of a VIN in the file
   * @throws DefinitionException if a file cannot be read or has another format
   */
  public static CheckResult check(List<Path> definitions, Path answers, OptionalInt year)
      throws DefinitionException {
    DefinitionChecker checker = new DefinitionChecker(definitions);
    for (TextReply reply : Replies.read(answers, year)) {
      AnswerSource.Answers lines = AnswerSource.Answers.of(reply.data());
      checker.check(reply, command -> lines);
    }
    return checker.result();
  }

  /**
   * Checks one file of answers through a transport: each command is sent to a vehicle that answers
   * as the file states, and only what arrives is decoded. The parameters are those of {@link
   * #check(List, Path, OptionalInt)}.
   *
   * @throws DefinitionException if a file cannot be read or has another format
   */
  public static CheckResult check(
      List<Path> definitions, Path answers, OptionalInt year, LiveLink link)
      throws DefinitionException {
    DefinitionChecker checker = new DefinitionChecker(definitions);
    List<TextReply> replies = Replies.read(answers, year);
    try (LiveAnswers live = new LiveAnswers(link, replies)) {
      for (TextReply reply : replies) {
        checker.check(reply, live.to(reply));
      }
    }
    return checker.result();
  }

  private CheckResult result() {
    return new CheckResult(replies, values, problems);
  }

  private void check(TextReply reply, AnswerSource source) {
    replies++;
    List<Payload> lines = reply.data();
    for (Map.Entry<String, @Nullable Object> entry : reply.expected().entrySet()) {
      String id = entry.getKey();
      DefinedCommand command = candidates.find(reply, id);
      if (command == null) {
        ValueKind kind = candidates.has(reply) ? ValueKind.NO_SIGNAL : ValueKind.NO_COMMAND;
        add(reply, id, kind, kind.text());
      } else if (lines.isEmpty()) {
        String text = reply.response().replace("\n", "\\n");
        add(reply, id, ValueKind.NO_ANSWER, "no answer to it in " + text);
      } else {
        AnswerSource.Answers live = source.request(command);
        if (live.data().isEmpty()) {
          add(reply, id, live.kind(), live.detail());
        } else {
          compare(reply, command, live.data(), entry.getValue());
        }
      }
    }
  }

  /** Compares with each ECU's answer; if none yields the value, the first one is reported. */
  private void compare(
      TextReply reply, DefinedCommand command, List<Payload> data, @Nullable Object expected) {
    CheckedValue failure = null;
    for (Payload each : data) {
      CheckedValue checked = judge(reply, command, each, expected);
      if (checked.kind() == ValueKind.RIGHT) {
        values.add(checked);
        return;
      }
      failure = failure == null ? checked : failure;
    }
    values.add(Objects.requireNonNull(failure));
  }

  private static CheckedValue judge(
      TextReply reply, DefinedCommand command, Payload data, @Nullable Object expected) {
    Decoded<?> decoded = command.plain().decode(data);
    Object actual = decoded instanceof Decoded.Value<?> value ? value.value() : null;
    String reason = decoded instanceof Decoded.Failed<?> failed ? failed.reason() : "";
    boolean tooShort = reason.startsWith("too short");
    ValueKind kind;
    if (!tooShort && (isSame(expected, actual) || isUnnamed(command, data, expected))) {
      kind = ValueKind.RIGHT;
    } else if (actual != null) {
      kind = ValueKind.OTHER_VALUE;
    } else {
      kind = tooShort ? ValueKind.TOO_SHORT : ValueKind.NOT_AVAILABLE;
    }
    String detail =
        switch (kind) {
          case RIGHT -> "";
          case OTHER_VALUE -> actual + " instead of " + expected + " in " + data;
          default -> "no value in " + data + " where " + expected + " is expected: " + reason;
        };
    return new CheckedValue(reply.line(), reply.command(), command.id(), kind, detail);
  }

  /**
   * Returns whether a value without a text in the set's map is expected to be none: OBDb's tools
   * have no value there, while this library keeps the number.
   */
  private static boolean isUnnamed(
      DefinedCommand command, Payload data, @Nullable Object expected) {
    return expected == null
        && command.plain().decode(data) instanceof Decoded.Value<?> plain
        && plain.value() instanceof Double
        && command.command().decoder().decode(data) instanceof Decoded.Value<?> value
        && value.value() instanceof String;
  }

  private static boolean isSame(@Nullable Object expected, @Nullable Object actual) {
    if (expected instanceof Double one && actual instanceof Double other) {
      return Math.abs(one - other) <= Math.max(ROUNDING, RELATIVE * Math.abs(one));
    }
    return Objects.equals(expected, actual);
  }

  private void add(TextReply reply, String id, ValueKind kind, String detail) {
    values.add(new CheckedValue(reply.line(), reply.command(), id, kind, detail));
  }
}
