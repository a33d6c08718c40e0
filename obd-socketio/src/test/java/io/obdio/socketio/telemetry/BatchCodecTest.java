package io.obdio.socketio.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchCodecTest {

  private static final String HEADER =
      "{\"epoch\":7,\"seq\":5,\"first\":3,\"trip\":2,\"time\":1764000000000,\"clock\":true,"
          + "\"age\":9000,\"vin\":\"WVWZZZ1JZ3W386752\",\"values\":";

  @Test
  void theJsonFormIsAsDocumented() {
    assertEquals(
        HEADER
            + "{\"RPM\":{\"u\":\"revolutions_per_minute\",\"t\":[0,200],\"v\":[850,851.5]},"
            + "\"STATUS.DTC_COUNT\":{\"t\":[10],\"v\":[0]},"
            + "\"FUEL_STATUS\":{\"t\":[0],\"v\":[\"Closed loop\"]}}}",
        new String(
            BatchCodec.encode(Batches.small(), BatchFormat.JSON_PLAIN, Dictionary.NONE), UTF_8));
  }

  @Test
  void theCompressedFormIsZlib() throws Exception {
    byte[] payload = BatchCodec.encode(Batches.small(), BatchFormat.JSON, Dictionary.NONE);
    assertEquals(0x78, payload[0]);
    assertEquals(Batches.small(), BatchCodec.decode(payload, Dictionary.NONE));
  }

  @ParameterizedTest
  @EnumSource(BatchFormat.class)
  void everyBatchIsReadAsItWasWritten(BatchFormat format) throws Exception {
    Random random = new Random(17);
    Dictionary dictionary = Dictionary.create(99);
    for (int i = 0; i < 500; i++) {
      DataBatch batch = Batches.random(random);
      dictionary = random.nextInt(10) == 0 ? Dictionary.create(100 + i) : dictionary.with(batch);
      Dictionary received = Dictionary.decode(dictionary.encode());
      assertEquals(
          batch, BatchCodec.decode(BatchCodec.encode(batch, format, dictionary), received));
    }
  }

  /** A vehicle may report a number at one time and a text at another. */
  @Test
  void aSignalCanHaveNumbersAndTexts() throws Exception {
    DataBatch batch =
        new DataBatch(
            1,
            1,
            1,
            1,
            0,
            false,
            -1,
            "",
            List.of(NumberSeries.builder("X", "volt").add(0, 1).add(20, 2).build()),
            List.of(TextSeries.builder("X").add(10, "fault").build()));
    byte[] payload = BatchCodec.encode(batch, BatchFormat.JSON_PLAIN, Dictionary.NONE);
    assertTrue(
        new String(payload, UTF_8)
            .contains("\"X\":{\"u\":\"volt\",\"t\":[0,10,20],\"v\":[1,\"fault\",2]}"));
    assertEquals(batch, BatchCodec.decode(payload, Dictionary.NONE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"X\":{\"t\":[0],\"v\":[1,2]}}",
        "{\"X\":{\"t\":[],\"v\":[]}}",
        "{\"X\":{\"t\":[5,4],\"v\":[1,2]}}",
        "{\"X\":{\"t\":[-1],\"v\":[1]}}",
        "{\"X\":{\"t\":[0.5],\"v\":[1]}}",
        "{\"X\":{\"t\":[864000001],\"v\":[1]}}",
        "{\"X\":{\"t\":[0],\"v\":[1e999]}}",
        "{\"X\":{\"t\":[0],\"v\":[null]}}",
        "{\"X\":{\"t\":[0],\"v\":[[]]}}",
        "{\"X\":{\"t\":[0],\"v\":[true]}}",
        "{\"X\":{\"t\":0,\"v\":0}}",
        "{\"X\":[]}",
        "[]",
        "null",
        "{}} {",
      })
  void invalidValuesAreRefused(String values) {
    byte[] payload = (HEADER + values + "}").getBytes(UTF_8);
    assertThrows(BatchException.class, () -> BatchCodec.decode(payload, Dictionary.NONE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"epoch\":0",
        "\"epoch\":99999999999999999999",
        "\"seq\":0",
        "\"seq\":\"5\"",
        "\"seq\":2",
        "\"first\":0",
        "\"trip\":-1",
        "\"trip\":2147483648",
        "\"time\":-1",
        "\"clock\":1",
        "\"age\":-2",
        "\"vin\":null",
      })
  void invalidMembersAreRefused(String member) {
    String name = member.substring(0, member.indexOf(':'));
    String valid = HEADER + "{}}";
    String changed = valid.replaceFirst(name + ":[^,]*,", member + ",");
    assertThrows(
        BatchException.class, () -> BatchCodec.decode(changed.getBytes(UTF_8), Dictionary.NONE));
  }

  @Test
  void compressedDataThatInflateWithoutEndAreRefused() {
    byte[] bomb = Zlib.deflate(new byte[100_000_000]);
    assertTrue(bomb.length < 200_000);
    BatchException error =
        assertThrows(BatchException.class, () -> BatchCodec.decode(bomb, Dictionary.NONE));
    assertTrue(String.valueOf(error.getMessage()).contains("inflated"));
  }

  @Test
  void deepNestingIsRefused() {
    byte[] payload = (HEADER + "[".repeat(100_000) + "]".repeat(100_000) + "}").getBytes(UTF_8);
    assertThrows(BatchException.class, () -> BatchCodec.decode(payload, Dictionary.NONE));
  }

  @Test
  void tooManySamplesAreRefused() {
    String numbers = "0,".repeat(100_000) + "0";
    byte[] payload =
        (HEADER + "{\"X\":{\"t\":[" + numbers + "],\"v\":[" + numbers + "]}}}").getBytes(UTF_8);
    assertThrows(BatchException.class, () -> BatchCodec.decode(payload, Dictionary.NONE));
    NumberSeries.Builder series = NumberSeries.builder("X", "");
    for (int i = 0; i <= 100_000; i++) {
      series.add(i, i);
    }
    DataBatch batch = new DataBatch(1, 1, 1, 1, 0, true, 0, "", List.of(series.build()), List.of());
    assertThrows(
        IllegalArgumentException.class,
        () -> BatchCodec.encode(batch, BatchFormat.JSON, Dictionary.NONE));
  }

  /** Damaged payloads end in an exception for the caller, whatever they contain. */
  @ParameterizedTest
  @EnumSource(BatchFormat.class)
  void damagedPayloadsAreReadOrRefused(BatchFormat format) {
    Random random = new Random(18);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      DataBatch batch = i % 50 == 0 ? Batches.random(random) : Batches.small();
      Dictionary dictionary = Dictionary.create(1).with(Batches.small());
      byte[] payload = BatchCodec.encode(batch, format, dictionary);
      damage(payload, random);
      try {
        BatchCodec.decode(payload, dictionary);
      } catch (BatchException e) {
        refused++;
      }
    }
    assertTrue(refused > 1_000, "refused " + refused);
  }

  private static void damage(byte[] payload, Random random) {
    for (int k = random.nextInt(4); k >= 0; k--) {
      payload[random.nextInt(payload.length)] =
          (byte)
              (random.nextBoolean()
                  ? random.nextInt(256)
                  : "[]{},:\"0e-".charAt(random.nextInt(10)));
    }
  }

  @Test
  void noiseIsRefused() {
    Random random = new Random(19);
    int[] first = {'{', 0x78, 0xD1, 0};
    for (int i = 0; i < 20_000; i++) {
      byte[] payload = new byte[1 + random.nextInt(40)];
      random.nextBytes(payload);
      payload[0] = (byte) first[random.nextInt(first.length)];
      try {
        BatchCodec.decode(payload, Dictionary.NONE);
      } catch (BatchException e) {
        continue;
      }
      assertEquals((byte) 0xD1, payload[0], "only the binary form can be valid by accident");
    }
  }
}
