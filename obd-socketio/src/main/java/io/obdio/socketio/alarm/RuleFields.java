package io.obdio.socketio.alarm;

import io.obdio.core.util.NearestWord;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The members of a rule or a condition as a client or a file gives them. Numbers and flags may be
 * texts, as they are in YAML.
 */
final class RuleFields {

  private static final int MAX_TEXT = 200;

  private final String path;
  private final Map<?, ?> members;

  /**
   * Creates a view.
   *
   * @param path name of the object in messages, such as {@code only_while}; "" for the rule
   * @throws AlarmRuleException if there is a member that is not known
   */
  RuleFields(String path, Map<?, ?> members, Collection<String> known) {
    this.path = path;
    this.members = members;
    for (Object name : members.keySet()) {
      if (!known.contains(name)) {
        String text = String.valueOf(name);
        throw new AlarmRuleException(
            at(brief(text)),
            "is not a member of a rule"
                + (text.length() > MAX_TEXT ? "" : NearestWord.didYouMean(text, known))
                + "; there are "
                + String.join(", ", new TreeSet<>(known)));
      }
    }
  }

  private static String brief(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "...";
  }

  private String at(String member) {
    return path.isEmpty() ? member : path + "." + member;
  }

  AlarmRuleException error(String member, String why) {
    return new AlarmRuleException(at(member), why);
  }

  /** Returns a text of 1 to {@value #MAX_TEXT} characters; null if it is absent. */
  @Nullable String text(String member) {
    Object value = members.get(member);
    if (value == null) {
      return null;
    }
    if (value instanceof String text && !text.isBlank() && text.length() <= MAX_TEXT) {
      return text.strip();
    }
    throw error(member, "must be a text of 1 to " + MAX_TEXT + " characters");
  }

  String requiredText(String member) {
    String text = text(member);
    if (text == null) {
      throw error(member, "is missing");
    }
    return text;
  }

  /** Returns one of some words. */
  String word(String member, String otherwise, List<String> words) {
    String word = text(member);
    if (word == null) {
      return otherwise;
    }
    if (!words.contains(word)) {
      throw error(member, "must be one of " + String.join(" ", words));
    }
    return word;
  }

  boolean flag(String member, boolean otherwise) {
    Object value = members.get(member);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Boolean flag) {
      return flag;
    }
    if ("true".equals(value) || "false".equals(value)) {
      return "true".equals(value);
    }
    throw error(member, "must be true or false");
  }

  double number(String member, double min, double max) {
    Object value = members.get(member);
    if (value == null) {
      throw error(member, "is missing");
    }
    double number = parse(value);
    if (number >= min && number <= max) {
      return number;
    }
    throw error(
        member,
        Double.isInfinite(max)
            ? "must be a number"
            : "must be a number from " + plain(min) + " to " + plain(max));
  }

  double number(String member, double otherwise, double min, double max) {
    return members.get(member) == null ? otherwise : number(member, min, max);
  }

  /** Returns NaN for what is not a finite number. */
  private static double parse(Object value) {
    double number = Double.NaN;
    if (value instanceof Number given) {
      number = given.doubleValue();
    } else if (value instanceof String text && text.length() <= 30) {
      try {
        number = Double.parseDouble(text);
      } catch (NumberFormatException e) {
        return Double.NaN;
      }
    }
    return Double.isFinite(number) ? number : Double.NaN;
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }

  /** Returns an object; null if it is absent. */
  @Nullable Map<?, ?> object(String member) {
    Object value = members.get(member);
    if (value == null || value instanceof Map<?, ?>) {
      return (Map<?, ?>) value;
    }
    throw error(member, "must be an object");
  }
}
