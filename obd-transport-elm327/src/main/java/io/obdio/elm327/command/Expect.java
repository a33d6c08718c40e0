package io.obdio.elm327.command;

import io.obdio.elm327.reply.ElmReply;
import java.util.List;
import java.util.regex.Pattern;

/** The form of the reply to a command, by which the late reply to another one is recognised. */
public enum Expect {
  /** {@code OK}. */
  OK("OK"),
  /** An identity such as {@code ELM327 v1.5}. */
  IDENTITY("(?i).*(ELM|OBD|STN|v\\d).*"),
  /** An identity such as {@code STN1110 v4.2.0}. */
  STN("(?i).*STN.*|.*v\\d.*"),
  /** A voltage such as {@code 12.6V}. */
  VOLTAGE("\\d{1,2}\\.\\d{1,2} ?V?"),
  /** A protocol number such as {@code A6}. */
  PROTOCOL("A?[0-9A-F]"),
  /** Any text. */
  ANY(".+");

  private final Pattern pattern;

  Expect(String regex) {
    this.pattern = Pattern.compile(regex);
  }

  /** Returns whether {@code reply} can be the answer; {@code ?} always can. */
  public boolean accepts(ElmReply reply) {
    if (reply instanceof ElmReply.Ok) {
      return this == OK || this == ANY;
    }
    if (reply instanceof ElmReply.Words words) {
      return !find(words.lines()).isEmpty();
    }
    return reply instanceof ElmReply.Unknown;
  }

  /** Returns the last line of this form; empty if there is none. */
  public String find(List<String> lines) {
    for (int i = lines.size() - 1; i >= 0; i--) {
      if (pattern.matcher(lines.get(i)).matches()) {
        return lines.get(i);
      }
    }
    return "";
  }
}
