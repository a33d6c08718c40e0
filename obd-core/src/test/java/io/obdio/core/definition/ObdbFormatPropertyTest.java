package io.obdio.core.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.decode.Decoded;
import io.obdio.core.message.Payload;
import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Random formats of OBDb's signal sets and random bytes, decoded twice: by the set that is read
 * from JSON, and with binary digits and big integers.
 */
class ObdbFormatPropertyTest {

  private static final int FORMATS = 100_000;
  private static final int BATCH = 1000;

  private final SplittableRandom random = new SplittableRandom(12);

  /** A format as the schema has it; NaN and null where a field is missing. */
  private record Format(
      int bix,
      int len,
      boolean sign,
      boolean blsb,
      double mul,
      double div,
      double add,
      double min,
      double max,
      double nullmin,
      double nullmax) {

    String json() {
      StringBuilder text = new StringBuilder("{\"bix\": " + bix + ", \"len\": " + len);
      text.append(sign ? ", \"sign\": true" : "").append(blsb ? ", \"blsb\": true" : "");
      field(text, "mul", mul);
      field(text, "div", div);
      field(text, "add", add);
      field(text, "min", min);
      field(text, "max", max);
      field(text, "nullmin", nullmin);
      field(text, "nullmax", nullmax);
      return text.append("}").toString();
    }

    private static void field(StringBuilder text, String name, double value) {
      if (!Double.isNaN(value)) {
        text.append(", \"").append(name).append("\": ").append(value);
      }
    }

    /** The value by the schema; NaN if it is not available. */
    double value(byte[] data) {
      StringBuilder bits = new StringBuilder();
      if (blsb) {
        for (int i = bix / 8 + len / 8 - 1; i >= bix / 8; i--) {
          bits.append(binary(data[i]));
        }
      } else {
        for (byte each : data) {
          bits.append(binary(each));
        }
        bits = new StringBuilder(bits.substring(bix, bix + len));
      }
      BigInteger raw = new BigInteger(bits.toString(), 2);
      if (sign && bits.charAt(0) == '1') {
        raw = raw.subtract(BigInteger.ONE.shiftLeft(len));
      }
      double value = raw.doubleValue() * or(mul, 1) / or(div, 1) + or(add, 0);
      if (value <= or(nullmin, Double.NEGATIVE_INFINITY)
          || value >= or(nullmax, Double.POSITIVE_INFINITY)) {
        return Double.NaN;
      }
      double low = Double.isNaN(min) ? (Double.isNaN(max) ? value : 0) : min;
      double high = Double.isNaN(max) ? Double.POSITIVE_INFINITY : max;
      return high > low ? Math.min(Math.max(value, low), high) : value;
    }

    private static double or(double value, double otherwise) {
      return Double.isNaN(value) ? otherwise : value;
    }

    private static String binary(byte value) {
      return Integer.toBinaryString(value & 0xFF | 0x100).substring(1);
    }
  }

  private Format format() {
    boolean blsb = random.nextInt(4) == 0;
    int len = blsb ? 8 * (1 + random.nextInt(4)) : 1 + random.nextInt(40);
    int bix = blsb ? 8 * random.nextInt(6) : random.nextInt(50);
    // An offset with a scale and limits might be read in the other order; that has its own tests.
    boolean offset = random.nextInt(3) == 0;
    double add = offset ? random.nextInt(-500, 500) / 4.0 : Double.NaN;
    boolean scaled = !offset && random.nextBoolean();
    return new Format(
        bix,
        len,
        random.nextInt(3) == 0,
        blsb,
        scaled ? maybe(random.nextInt(1, 300) / 2.0) : Double.NaN,
        scaled ? maybe(random.nextInt(1, 300)) : Double.NaN,
        add,
        maybe(random.nextInt(-1000, 1000)),
        maybe(random.nextInt(-1000, 100_000)),
        random.nextInt(8) == 0 ? random.nextInt(-10, 10) : Double.NaN,
        random.nextInt(8) == 0 ? random.nextInt(10, 300) : Double.NaN);
  }

  private double maybe(double value) {
    return random.nextBoolean() ? value : Double.NaN;
  }

  @Test
  void formatsAgreeWithBinaryDigits() throws DefinitionException {
    int available = 0;
    for (int i = 0; i < FORMATS; i += BATCH) {
      Format[] formats = new Format[BATCH];
      StringBuilder json =
          new StringBuilder(
              "{\"commands\": [{\"hdr\": \"7E0\", \"cmd\": {\"22\": \"0001\"}, \"signals\": [");
      for (int j = 0; j < BATCH; j++) {
        formats[j] = format();
        json.append(j == 0 ? "" : ", ");
        json.append("{\"id\": \"S\", \"fmt\": ").append(formats[j].json()).append("}");
      }
      Definition set = new ObdbReader("random.json").read(json + "]}]}");
      assertEquals(BATCH, set.defined().size(), set.problems().toString());
      for (int j = 0; j < BATCH; j++) {
        byte[] data = new byte[12];
        random.nextBytes(data);
        double expected = formats[j].value(data);
        Decoded<?> decoded = set.defined().get(j).plain().decode(Payload.of(data));
        double actual =
            decoded instanceof Decoded.Value<?> value ? (Double) value.value() : Double.NaN;
        String text = formats[j].json() + " of " + Payload.of(data);
        if (Double.isNaN(expected)) {
          assertTrue(Double.isNaN(actual), text);
        } else {
          assertEquals(expected, actual, 1e-9 * Math.max(1, Math.abs(expected)), text);
          available++;
        }
      }
    }
    assertTrue(available > FORMATS / 2, "available: " + available);
  }
}
