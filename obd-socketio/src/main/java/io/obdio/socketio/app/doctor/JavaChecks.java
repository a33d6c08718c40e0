package io.obdio.socketio.app.doctor;

import java.util.List;
import java.util.stream.Collectors;

/** The checks of Java. */
final class JavaChecks {

  private static final long MIB = 1 << 20;
  private static final long LEAST_HEAP = 48 * MIB;
  private static final int LEAST_FEATURE = 17;

  /** The table. */
  static final List<Check<JavaFacts>> ROWS =
      List.of(
          new Check<>("java", JavaChecks::version),
          new Check<>("memory", JavaChecks::memory),
          new Check<>("native-libraries", JavaChecks::libraries));

  private JavaChecks() {}

  private static Judgement version(JavaFacts facts) {
    String text = "Java " + facts.version() + " (" + facts.vendor() + ") on " + facts.system();
    return facts.feature() >= LEAST_FEATURE
        ? Judgement.ok(text)
        : Judgement.fail(text, "Install Java 17 or later.");
  }

  private static Judgement memory(JavaFacts facts) {
    String text =
        "up to "
            + facts.maxHeap() / MIB
            + " MiB of heap"
            + (facts.memory() == 0 ? "" : " of " + facts.memory() / MIB + " MiB of memory");
    return facts.maxHeap() >= LEAST_HEAP
        ? Judgement.ok(text)
        : Judgement.warn(text, "Start the program with java -Xmx64m or more.");
  }

  private static Judgement libraries(JavaFacts facts) {
    String broken =
        facts.libraries().entrySet().stream()
            .filter(library -> !library.getValue().isEmpty())
            .map(library -> library.getKey() + ": " + library.getValue())
            .collect(Collectors.joining("; "));
    if (broken.isEmpty()) {
      return Judgement.ok(String.join(", ", facts.libraries().keySet()) + " loaded");
    }
    return Judgement.warn(
        broken,
        "Serial ports need jSerialComm and CAN interfaces need JavaCAN: check that the folder for"
            + " temporary files is writable and not mounted with noexec.");
  }
}
