package io.obdio.core.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.definition.CsvRows.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvRowsTest {

  private static List<String> rows(String text, char separator) {
    return CsvRows.parse(text, separator).stream()
        .map(row -> row.line() + " " + row.fields())
        .toList();
  }

  @Test
  void readsQuotesLineBreaksAndSpaces() {
    String text = "Name,\"a\nb\",c\n\n x , \"p,q\" ,\"d\"\"d\"\r\n5\" pipe,b,\n,,\nlast";
    assertEquals(
        List.of(
            "1 [Name, a\nb, c]", "4 [x, p,q, d\"d]", "5 [5\" pipe, b, ]", "6 [, , ]", "7 [last]"),
        rows(text, ','));
  }

  @Test
  void separatesAtTheGivenCharacter() {
    assertEquals(List.of("1 [a,b, c]", "2 [1, 2]"), rows("a,b;c\n1;2", ';'));
    assertEquals(List.of("1 [a, b]"), rows("a\tb\n", '\t'));
    assertEquals(List.of(), rows("", ','));
    assertEquals(List.of(), rows("\n\n", ','));
  }

  @Test
  void aRowWithBrokenQuotesDoesNotAffectTheOthers() {
    List<Row> rows = CsvRows.parse("a,b\n\"c\"d,e\nf,g\n\"open,h\ni,j\n", ',');
    assertEquals(5, rows.size(), rows.toString());
    assertEquals(List.of(1, 2, 3, 4, 5), rows.stream().map(Row::line).toList());
    assertEquals(List.of("f", "g"), rows.get(2).fields());
    assertEquals(List.of("i", "j"), rows.get(4).fields());
    assertTrue(rows.get(1).problem().startsWith("broken quotes: "), rows.get(1).problem());
    assertTrue(rows.get(3).problem().startsWith("broken quotes: "), rows.get(3).problem());
  }

  @Test
  void aFileOfBrokenRowsIsRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> CsvRows.parse("\"c\"d,e\n".repeat(1100), ','));
  }
}
