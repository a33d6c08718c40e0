package io.obdio.style;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Java source file, split into its comments, its string literals and the rest. */
final class JavaSource {

  /** The kinds of text in a source file. */
  enum Kind {
    JAVADOC,
    COMMENT,
    STRING,
    CODE
  }

  /**
   * A piece of the file.
   *
   * @param start the offset of its first character in the file
   * @param text with its delimiters
   */
  record Piece(Kind kind, int start, String text) {}

  // The alternatives are tried in order: a text block before a string, Javadoc before a comment.
  private static final Pattern PIECES =
      Pattern.compile(
          "(?<javadoc>/\\*\\*(?!/).*?\\*/)"
              + "|(?<comment>/\\*.*?\\*/|//[^\\n]*)"
              + "|(?<string>\"\"\".*?(?<!\\\\)\"\"\"|\"(?:\\\\.|[^\"\\\\\\n]++)*+\")"
              + "|'(?:\\\\.|[^'\\\\\\n]++)++'",
          Pattern.DOTALL);

  private final String text;
  private final List<Piece> pieces = new ArrayList<>();

  JavaSource(String text) {
    this.text = text;
    Matcher matcher = PIECES.matcher(text);
    int end = 0;
    while (matcher.find()) {
      add(Kind.CODE, end, matcher.start());
      add(kind(matcher), matcher.start(), matcher.end());
      end = matcher.end();
    }
    add(Kind.CODE, end, text.length());
  }

  private static Kind kind(Matcher matcher) {
    if (matcher.group("javadoc") != null) {
      return Kind.JAVADOC;
    }
    if (matcher.group("comment") != null) {
      return Kind.COMMENT;
    }
    return matcher.group("string") != null ? Kind.STRING : Kind.CODE;
  }

  private void add(Kind kind, int start, int end) {
    if (start < end) {
      pieces.add(new Piece(kind, start, text.substring(start, end)));
    }
  }

  List<Piece> pieces() {
    return pieces;
  }

  /** Returns the code after the given offset, without comments and with empty strings. */
  String codeAfter(int offset) {
    StringBuilder code = new StringBuilder();
    for (Piece piece : pieces) {
      if (piece.start() >= offset) {
        code.append(
            switch (piece.kind()) {
              case CODE -> piece.text();
              case STRING -> "\"\"";
              default -> " ";
            });
      }
      if (code.length() > 2_000) {
        break;
      }
    }
    return code.toString();
  }

  /** Returns the line, counted from 1, of an offset. */
  int line(int offset) {
    return 1 + (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
  }
}
