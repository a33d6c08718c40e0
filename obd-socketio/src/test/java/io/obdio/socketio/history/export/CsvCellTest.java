package io.obdio.socketio.history.export;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvCellTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "=1+1 | '=1+1",
        "@SUM(A1) | '@SUM(A1)",
        "+cmd | '+cmd",
        "-2+3 | '-2+3",
        "-40 | -40",
        "+1.5e-3 | +1.5e-3",
        "-.5 | -.5",
        "P0301 | P0301",
        "a,b | \"a,b\"",
        "=\"x\" | \"'=\"\"x\"\"\"",
      })
  void noCellIsComputedBySpreadsheets(String text, String cell) {
    assertEquals(cell, CsvCell.of(text));
  }
}
