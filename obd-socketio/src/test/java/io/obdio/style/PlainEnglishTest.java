package io.obdio.style;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The sources and the documentation use the words of the field, main sources complete summaries.
 */
class PlainEnglishTest {

  @Test
  void everyWordAndSummaryFollowsTheRules() throws IOException {
    String findings =
        StyleCheck.check(Checkout.root()).stream()
            .map(Finding::toString)
            .collect(Collectors.joining("\n"));
    assertEquals("", findings, "What to write instead is named after each arrow");
  }
}
