package io.obdio.style;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules themselves: what they report and what they leave alone. */
class StyleCheckTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The way to the vehicle is open.",
        "The client is told.",
        "Nobody is connected.",
        "Waits for\n   * ever.",
        "Every other ECU hears it."
      })
  void aWordOfTheListIsReported(String text) {
    assertEquals(1, words("/** " + text + " */").size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A gateway between two buses, as the standard defines it.",
        "Returns the status; two-way communication. Forever is no word of the list.",
        "Understands {@code say} and {@link Way}.",
        "The outstanding essays bearded."
      })
  void otherWordsAreNot(String text) {
    assertEquals(List.of(), words("/** " + text + " */"));
  }

  @Test
  void partsOfNamesAreWords() {
    List<String> found = new ArrayList<>();
    Wording.checkNames(
        "int wayBack = gateway + standard + isTold();", (at, text) -> found.add(text));
    assertEquals(List.of("\"way\" in a name", "\"Told\" in a name"), found);
  }

  @ParameterizedTest
  @CsvSource({
    "Returns the status., true",
    "{@inheritDoc}, true",
    "The status of now., false",
    "True if it is open., false",
    "This is it., false",
    "Bytes that were sent., false"
  })
  void aMethodsSummaryBeginsWithAVerb(String summary, boolean right) {
    assertEquals(right, accepted(summary, "  @Override\n  public int status() {"));
    assertEquals(true, accepted(summary, "  private final int status;"));
    assertEquals(true, accepted(summary, "  STATUS(1, 2),"));
  }

  @ParameterizedTest
  @CsvSource({
    "The reader of files., true",
    "Checks of options., true",
    "What a client may do., false",
    "Whether it is open., false",
    "Reads files., false",
    "A queue of values., true",
    "Values of a vehicle., true",
    "Keeps the newest value., false",
    "Decides whether a client may connect., false"
  })
  void aTypesSummaryIsANounPhrase(String summary, boolean right) {
    assertEquals(right, accepted(summary, "@SuppressWarnings(\"x\")\npublic final class Queue {"));
    assertEquals(right, accepted(summary, "record Queue(int size) {}"));
  }

  @Test
  void textBetweenQuotesIsNoComment() {
    JavaSource source = new JavaSource("String s = \"/* \\\" */\"; char c = '\"'; // end\nint i;");
    assertEquals(
        List.of("\"/* \\\" */\"", "// end"),
        source.pieces().stream()
            .filter(piece -> piece.kind() != JavaSource.Kind.CODE)
            .map(JavaSource.Piece::text)
            .toList());
    assertEquals(2, source.line(source.pieces().get(source.pieces().size() - 1).start() + 1));
  }

  private static List<String> words(String text) {
    List<String> found = new ArrayList<>();
    Wording.check(text, (at, word) -> found.add(word));
    return found;
  }

  private static boolean accepted(String summary, String code) {
    return Summaries.check("/** " + summary + " */", code).equals(Optional.empty());
  }
}
