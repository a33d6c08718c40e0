package io.obdio.core.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ModelYearsTest {

  private static String years(ModelYears years) {
    return IntStream.rangeClosed(2009, 2024)
        .filter(years::includes)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'from': 2022} | 2022-| 2022 2023 2024",
        "{'to': 2010} | -2010 | 2009 2010",
        "{'from': 2012, 'to': 2013} | 2012-2013 | 2012 2013",
        "{'from': 2012, 'to': 2012} | 2012-2012 | 2012",
        "{'to': 2011, 'from': 2022} | 2022-;-2011 | 2009 2010 2011 2022 2023 2024", // inside out
        "{'years': [2013, 2016]} | 2013;2016 | 2013 2016",
        "{'to': 2010, 'years': [2013]} | -2010;2013 | 2009 2010 2013",
        "[{'to': 2010}, {'years': [2014]}, {'from': 2024}] | -2010;2024-;2014 | 2009 2010 2014 2024",
      })
  void filtersIncludeYears(String json, String text, String included) {
    JsonNode node = JsonMapper.builder().build().readTree(json.replace('\'', '"'));
    ModelYears years = ObdbFilter.read(node, problem -> {});
    assertEquals(included, years(years));
    assertEquals(text.strip(), years.toString());
    assertEquals(included, years(ModelYears.parse(years.toString())));
  }

  @Test
  void noFilterMeansAllYears() {
    assertEquals(ModelYears.ALL, ObdbFilter.read(null, problem -> {}));
    assertEquals(ModelYears.ALL, ModelYears.parse(""));
    assertEquals(16, years(ModelYears.ALL).split(" ").length);
    assertThrows(IllegalArgumentException.class, () -> ModelYears.parse("20xx"));
  }

  /** 49 CFR 565.15, table VII: the tenth character, in cycles of 30 years. */
  @ParameterizedTest
  @CsvSource({
    "KNDJX3AE6E7123456, 2014", // position 7 is a letter: the cycle from 2010
    "1HGCM82633A004352, 2003", // position 7 is a digit: the cycle from 1980
    "1M8GDM9AXKP042788, 1989",
    "WBY1Z2C55EV284711, 2014",
    "WBAFF41020L123456, ", // European VINs need not hold the year
    "KNDJX3AE6E712345, ",
    "KNDJX3AE607123456, ",
    "'', ",
  })
  void aVinNamesTheModelYear(String vin, Integer year) {
    assertEquals(year, ModelYears.ofVin(vin).isPresent() ? ModelYears.ofVin(vin).getAsInt() : null);
  }
}
