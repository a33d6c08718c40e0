package io.obdio.elm327.command;

import io.obdio.elm327.reply.ElmReply;
import java.util.List;
import java.util.regex.Pattern;

/** What the reply to a command looks like, so that a late reply to another is told from it. */
public enum Expect {
  /** {@code OK}. */
  OK,
  /** Such as {@code ELM327 v1.5}. */
  IDENTITY("(?i).*(ELM|OBD|STN|v\\d).*"),
  /** Such as {@code STN1110 v4.2.0}. */
  STN("(?i).*STN.*|.*v\\d.*"),
  /** Such as {@code 12.6V}. */
  VOLTAGE("\\d{1,2}\\.\\d{1,2} ?V?"),
  /** Such as {@code A6}. */
  PROTOCOL("A?[0-9A-F]"),
  /** Any words. */
  ANY(".+");

  private final Pattern pattern;

  Expect() {
    this("OK");
  }

  Expect(String regex) {
    this.pattern = Pattern.compile(regex);
  }

  /** True if this can be the answer; {@code ?} always can. */
  public boolean accepts(ElmReply reply) {
    if (reply instanceof ElmReply.Ok) {
      return this == OK || this == ANY;
    }
    if (reply instanceof ElmReply.Words words) {
      return !find(words.lines()).isEmpty();
    }
    return reply instanceof ElmReply.Unknown;
  }

  /** The last of the lines that fits; "" if none does. */
  public String find(List<String> lines) {
    for (int i = lines.size() - 1; i >= 0; i--) {
      if (pattern.matcher(lines.get(i)).matches()) {
        return lines.get(i);
      }
    }
    return "";
  }
}
