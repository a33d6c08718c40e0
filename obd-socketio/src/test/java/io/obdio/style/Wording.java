package io.obdio.style;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words that the project does not use, each with the usual ones. */
final class Wording {

  /**
   * A word or a phrase.
   *
   * @param instead the words to use
   */
  record Entry(Pattern pattern, String instead) {}

  static final List<Entry> WORDS =
      List.of(
          word("under way|on (?:its|their) way", "in progress, pending"),
          word("but for|nothing but|none but", "except, only"),
          word("hence|lest|whence|henceforth", "therefore, so that"),
          word("on purpose", "intentionally"),
          word("questions?(?! marks?)", "request, query"),
          word(
              "(?<![-\\w])(?<!under )(?<!its )(?<!their )ways?(?! (in|out)\\b)",
              "path, connection, how, as"),
          word("told|tells?|telling", "report, notify, distinguish, show"),
          word("hears?|heard|hearing", "receive, listen"),
          word("says?|said|saying", "state, report, specify"),
          word("stands?|stood|standing", "be, represent, remain"),
          word("nobody|somebody|anybody|everybody", "no client, another thread, any caller"),
          word("strangers?", "unauthorised client, unknown sender"),
          word("affairs?", "responsibility, detail"),
          word("for ever", "indefinitely"),
          word("to be had", "available, supported"),
          word("minded", "considered, ignored"),
          word("bears?|bearing", "carry, have"),
          word("truth", "state, value"),
          word("wish|wishes|wished", "request, require"),
          word("wants?|wanted|wanting", "request, require, need"),
          word("of the moment|of now", "current"),
          word("go on|goes on|went on|going on", "continue"),
          word("knows? of|knew of", "know, have"),
          word("draws?|drew", "take, consume, show"),
          word("anew", "again"),
          word("mend|mends|mended|mending", "fix, repair"),
          word("in vain", "without a result"),
          word("whoever|whomever", "the caller, the client that"),
          word("owes?|owed|owing", "pending, outstanding"),
          word(
              "is minded|(?<!there )is no (?:operand|number|name|value|command|unit)",
              "expected ..."),
          word("(?:asks?|asked|asking) for the (?:car|vehicle|adapter)", "request"));

  private static final Pattern IDENTIFIER_PART = Pattern.compile("[A-Z]?[a-z]+");

  private static final Pattern NAME =
      Pattern.compile(
          "(?i)way|ways|told|tell|tells|hear|hears|heard|say|says|said|stands|stood|nobody|somebody"
              + "|stranger|strangers|affair|minded|bears|truth|wish|wishes|want|wants|wanted|anew"
              + "|mend|owed|owes|whoever");

  /** Line starts of comments, and inline tags, which hold names and values. */
  private static final Pattern TAG =
      Pattern.compile("(?<=\\n)[ \\t]*(?:\\*|//)|\\{@\\w+[^}]*}|(?<=\\n)[ \\t]*#");

  private Wording() {}

  private static Entry word(String pattern, String instead) {
    return new Entry(
        Pattern.compile("(?i)\\b(?:" + pattern.replace(" ", "\\s+") + ")\\b"), instead);
  }

  /** Passes each word of a text that is in the list to {@code found}, with its offset. */
  static void check(String text, BiConsumer<Integer, String> found) {
    String prose = TAG.matcher(text).replaceAll(match -> " ".repeat(match.group().length()));
    for (Entry entry : WORDS) {
      Matcher matcher = entry.pattern().matcher(prose);
      while (matcher.find()) {
        found.accept(matcher.start(), "\"" + matcher.group() + "\" -> " + entry.instead());
      }
    }
  }

  /** Passes each identifier's part that is in the list of names to {@code found}. */
  static void checkNames(String code, BiConsumer<Integer, String> found) {
    Matcher matcher = IDENTIFIER_PART.matcher(code);
    while (matcher.find()) {
      if (NAME.matcher(matcher.group()).matches()) {
        found.accept(matcher.start(), "\"" + matcher.group() + "\" in a name");
      }
    }
  }
}
