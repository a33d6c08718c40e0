package io.obdio.socketio.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BatchPartsTest {

  private static DataBatch batch(
      long first, long age, List<NumberSeries> numbers, List<TextSeries> texts) {
    return new DataBatch(7, 1_000, first, 2, 1_764_000_000_000L, true, age, "VIN", numbers, texts);
  }

  private static List<NumberSeries> numbers(SplittableRandom random) {
    List<NumberSeries> all = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      NumberSeries.Builder builder = NumberSeries.builder("SIGNAL_" + i, "unit");
      for (int sample = random.nextInt(40); sample >= 0; sample--) {
        builder.add(40 - sample, random.nextInt(1_000_000) / 7.0);
      }
      all.add(builder.build());
    }
    return all;
  }

  private static List<TextSeries> texts(SplittableRandom random) {
    List<TextSeries> all = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      TextSeries.Builder builder = TextSeries.builder("SIGNAL_" + i); // of numbers too, or not
      for (int sample = random.nextInt(10); sample >= 0; sample--) {
        builder.add(40 - sample, "x\n".repeat(random.nextInt(20)));
      }
      all.add(builder.build());
    }
    return all;
  }

  @Test
  void partsAreShortAndTheirUnionIsTheBatch() throws Exception {
    SplittableRandom random = new SplittableRandom(17);
    for (int round = 0; round < 500; round++) {
      DataBatch whole = batch(3, 500, numbers(random), texts(random));
      int limit = 350 + random.nextInt(2_000);
      List<DataBatch> parts = BatchParts.split(whole, limit);
      List<DataBatch> received = new ArrayList<>();
      for (DataBatch part : parts) {
        byte[] json = BatchCodec.encode(part, BatchFormat.JSON_PLAIN, Dictionary.NONE);
        assertTrue(json.length <= limit, () -> json.length + " bytes");
        received.add(BatchCodec.decode(json, Dictionary.NONE));
      }
      assertEquals(whole.samples(), parts.stream().mapToInt(DataBatch::samples).sum());
      assertEquals(byName(whole), byName(BatchParts.join(received)));
    }
  }

  /** Returns the series, whose order in JSON is not that of the batch. */
  private static Map<String, Object> byName(DataBatch batch) {
    Map<String, Object> series = new TreeMap<>();
    batch.numbers().forEach(each -> series.put("number " + each.name(), each));
    batch.texts().forEach(each -> series.put("text " + each.name(), each));
    return series;
  }

  /** A batch that is sent again differs in these members. */
  @Test
  void thePartsDoNotDependOnTheTimeOfTheSending() {
    SplittableRandom random = new SplittableRandom(3);
    List<NumberSeries> numbers = numbers(random);
    List<TextSeries> texts = texts(random);
    for (int limit = 350; limit < 3_000; limit++) {
      assertEquals(
          BatchParts.split(batch(1, -1, numbers, texts), limit).stream()
              .map(DataBatch::numbers)
              .toList(),
          BatchParts.split(batch(1_000, 123_456_789L, numbers, texts), limit).stream()
              .map(DataBatch::numbers)
              .toList());
    }
  }

  @Test
  void aSampleThatIsTooLongIsRefused() {
    List<TextSeries> texts =
        List.of(TextSeries.builder("NAME").add(0, "short").add(1, "x".repeat(1_000)).build());
    DataBatch batch = batch(1, 0, List.of(), texts);
    String reason =
        assertThrows(IllegalArgumentException.class, () -> BatchParts.split(batch, 1_000))
            .getMessage();
    assertTrue(reason.matches("a sample of 1\\d\\d\\d bytes"), reason);
    int length = Integer.parseInt(reason.replaceAll("\\D", ""));
    assertEquals(2, BatchParts.split(batch, length).size());
  }
}
