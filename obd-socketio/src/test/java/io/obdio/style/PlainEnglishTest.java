package io.obdio.style;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The main sources and the documentation use the words of the field and complete summaries. */
class PlainEnglishTest {

  /** Not published. */
  private static final Set<String> EXEMPT = Set.of("obd-bench");

  @Test
  void everyWordAndSummaryFollowsTheRules() throws IOException {
    String findings =
        StyleCheck.check(Checkout.root()).stream()
            .filter(finding -> !EXEMPT.contains(finding.module()))
            .map(Finding::toString)
            .collect(Collectors.joining("\n"));
    assertEquals("", findings, "What to write instead is named after each arrow");
  }

  @Test
  void theExemptModulesExist() throws IOException {
    List<String> modules =
        StyleCheck.check(Checkout.root()).stream().map(Finding::module).distinct().toList();
    EXEMPT.forEach(module -> assertEquals(true, modules.contains(module), module + " is clean"));
  }
}
