package io.obdio.style;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rules for the first sentence of Javadoc: a type is a noun phrase, a method a verb phrase. */
final class Summaries {

  private enum Declared {
    TYPE,
    METHOD,
    OTHER
  }

  private static final Pattern TYPE =
      Pattern.compile("(?:^|\\s)(?:class|interface|enum|record|@interface)\\s+\\w+");

  private static final Pattern ANNOTATION =
      Pattern.compile("^@(?!interface)[\\w.]+\\s*(?:\\((?:[^()]|\\([^()]*\\))*\\))?\\s*");

  /** A name in capitals with arguments is an enum constant. */
  private static final Pattern CONSTANT = Pattern.compile("^[A-Z][A-Z0-9]*(?:_\\w*)?\\s*[(,;{}]");

  private static final Pattern THIRD_PERSON =
      Pattern.compile("^[A-Z][a-z]+(?:-[a-z]+)*s\\b.*", Pattern.DOTALL);

  /** Words in s that are no verbs. */
  private static final Set<String> NOT_VERBS =
      Set.of(
          "This",
          "Its",
          "Always",
          "Bytes",
          "Values",
          "Names",
          "Units",
          "Bits",
          "Ids",
          "Clients",
          "Commands",
          "Messages",
          "Sockets",
          "Events",
          "Seconds",
          "Milliseconds",
          "Nanoseconds",
          "Does",
          "Was",
          "As",
          "Us",
          "Less",
          "Towards",
          "Perhaps",
          "Besides",
          "Nevertheless",
          "Sometimes",
          "Characters",
          "Digits",
          "Numbers",
          "Options",
          "Defaults",
          "Keys",
          "Arguments",
          "Threads",
          "Lines",
          "Files",
          "Pids",
          "Codes",
          "Things",
          "Yes",
          "Unless",
          "Whose",
          "Is",
          "Has",
          "Needs",
          "Requires",
          "Defines");

  /** A verb in the third person and what follows it: no noun phrase. */
  private static final Pattern VERB_PHRASE =
      Pattern.compile(
          "^[A-Z][a-z]+s\\s+(?:the|a|an|what|how|one|every|each|all|its|their|any|whether|whatever"
              + "|which|it|them|this|that a|no|nothing|several|many|up|out)\\b.*",
          Pattern.DOTALL);

  private static final Set<String> PLURALS =
      Set.of("Bytes", "Values", "Names", "Units", "Bits", "Ids", "Commands", "Messages", "Events");

  /** Verbs and clauses with which summaries of types have begun. */
  private static final Pattern CLAUSE =
      Pattern.compile(
          "^(?:What|How|Whether|Who|Where|Reads|Writes|Encodes|Decodes|Assembles|Checks|Routes|Finds"
              + "|Sends|Posts|Sets|Counts|Loads|Observes|Answers)\\b(?! of\\b).*",
          Pattern.DOTALL);

  private Summaries() {}

  /**
   * Checks one comment.
   *
   * @param javadoc with its delimiters
   * @param code what follows the comment
   * @return what is wrong
   */
  static Optional<String> check(String javadoc, String code) {
    String summary = summary(javadoc);
    return switch (declared(code)) {
      case TYPE -> checkType(summary);
      case METHOD -> checkMethod(summary);
      case OTHER -> Optional.empty();
    };
  }

  private static Optional<String> checkType(String summary) {
    String first = firstWord(summary);
    boolean phrase = VERB_PHRASE.matcher(summary).matches() && !PLURALS.contains(first);
    if (phrase || CLAUSE.matcher(summary).matches()) {
      return Optional.of("a type's summary is a noun phrase: \"" + start(summary) + "\"");
    }
    return Optional.empty();
  }

  private static Optional<String> checkMethod(String summary) {
    if (summary.startsWith("{@inheritDoc}") || summary.startsWith("{@return")) {
      return Optional.empty();
    }
    if (THIRD_PERSON.matcher(summary).matches() && !NOT_VERBS.contains(firstWord(summary))) {
      return Optional.empty();
    }
    return Optional.of("a method's summary begins with a verb: \"" + start(summary) + "\"");
  }

  private static String firstWord(String summary) {
    return summary.split("\\W", 2)[0];
  }

  private static String start(String summary) {
    return summary.length() <= 60 ? summary : summary.substring(0, 60) + "...";
  }

  private static String summary(String javadoc) {
    return javadoc
        .substring(3, javadoc.length() - 2)
        .replaceAll("(?m)^\\s*\\*", " ")
        .replaceAll("\\s+", " ")
        .strip();
  }

  private static Declared declared(String following) {
    String code = following.strip();
    Matcher annotation = ANNOTATION.matcher(code);
    while (annotation.find()) {
      code = code.substring(annotation.end());
      annotation = ANNOTATION.matcher(code);
    }
    String head = code.split("[({;=]", 2)[0];
    if (TYPE.matcher(head).find() || head.startsWith("module ")) {
      return Declared.TYPE;
    }
    boolean method = code.length() > head.length() && code.charAt(head.length()) == '(';
    return method && !CONSTANT.matcher(code).find() ? Declared.METHOD : Declared.OTHER;
  }
}
