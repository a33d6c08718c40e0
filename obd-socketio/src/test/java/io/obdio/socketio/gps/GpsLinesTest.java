package io.obdio.socketio.gps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.obdio.socketio.json.jackson.JacksonJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Positions of NMEA 0183 and gpsd, in every division of the bytes. */
class GpsLinesTest {

  private static final String RMC =
      "$GPRMC,123519,A,4807.038,N,01131.000,E,022.4,084.4,230394,003.1,W*6A";

  private static List<GpsFix> read(GpsLines lines, byte[]... portions) {
    List<GpsFix> fixes = new ArrayList<>();
    for (byte[] portion : portions) {
      lines.add(portion, portion.length, fixes::add);
    }
    return fixes;
  }

  /** Returns the sentence with its checksum. */
  private static String sentence(String text) {
    int sum = text.chars().reduce(0, (a, b) -> a ^ b);
    return String.format("$%s*%02X", text, sum);
  }

  @Test
  void theExampleOfTheStandardIsRead() {
    GpsFix fix = new NmeaParser().parse(RMC);
    assertEquals(48 + 7.038 / 60, fix.latitude(), 1e-9);
    assertEquals(11 + 31.0 / 60, fix.longitude(), 1e-9);
    assertEquals(22.4 * 1.852, fix.speed(), 1e-9);
    assertEquals(84.4, fix.course());
    assertEquals(Instant.parse("1994-03-23T12:35:19Z"), fix.time());
    assertEquals(1, fix.quality());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "GNRMC,000001.25,A,3351.000,S,15112.600,E,,,010126,,,A; -33.85; 151.21; NaN; NaN",
        "GARMC,235959,A,3730.00,N,12215.00,W,0.0,,311226,,; 37.5; -122.25; 0; NaN",
        "BDRMC,,A,0000.00,N,00000.00,E,10,359.9,,,; 0; 0; 18.52; 359.9",
        "QZRMC,120000,A,9000.00,S,18000.00,W,1,2,010126,,; -90; -180; 1.852; 2"
      })
  void anyTalkerAndHemisphere(String text, double north, double east, double speed, double course) {
    GpsFix fix = new NmeaParser().parse(sentence(text));
    assertEquals(north, fix.latitude(), 1e-9);
    assertEquals(east, fix.longitude(), 1e-9);
    assertEquals(speed, fix.speed(), 1e-9);
    assertEquals(course, fix.course());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GPRMC,123519,V,4807.038,N,01131.000,E,022.4,084.4,230394,,",
        "GPRMC,123519,A,,,,,,,230394,,",
        "GPRMC,123519,A,4807.038,N",
        "GPRMC,123519,A,4860.000,N,01131.000,E,0,0,230394,,",
        "GPRMC,123519,A,9100.000,N,01131.000,E,0,0,230394,,",
        "GPRMC,123519,A,4807.038,X,01131.000,E,0,0,230394,,",
        "GPRMC,123519,A,4807.038,N,01131.000,E,fast,0,230394,,",
        "GPRMC,126199,A,4807.038,N,01131.000,E,0,0,310294,,",
        "GPGSV,3,1,11,03,03,111,00",
        "PUBX,00,081350.00"
      })
  void otherSentencesHaveNoPosition(String text) {
    assertNull(new NmeaParser().parse(sentence(text)));
  }

  @Test
  void damagedSentencesAreDropped() {
    for (int i = 0; i < RMC.length(); i++) {
      assertNull(new NmeaParser().parse(RMC.substring(0, i)), "cut off at " + i);
      char other = (char) (RMC.charAt(i) ^ 1);
      String changed = RMC.substring(0, i) + other + RMC.substring(i + 1);
      assertNull(new NmeaParser().parse(changed), changed);
    }
  }

  @Test
  void qualityIsThatOfTheSentenceBefore() {
    NmeaParser parser = new NmeaParser();
    String gga = "GPGGA,123519,4807.038,N,01131.000,E,4,08,0.9,545.4,M,46.9,M,,";
    assertNull(parser.parse(sentence(gga)));
    assertEquals(4, parser.parse(RMC).quality());
    assertNull(parser.parse(sentence("GNGNS,123519,4807.038,N,01131.000,E,ND,8,0.9,545,46,,")));
    assertEquals(2, parser.parse(RMC).quality());
  }

  @Test
  void withoutRmcTheOtherSentencesArePositions() {
    for (String text :
        List.of(
            "GPGGA,123519,4807.038,N,01131.000,E,2,08,0.9,545.4,M,46.9,M,,",
            "GNGNS,123519,4807.038,N,01131.000,E,NND,8,0.9,545,46,,")) {
      NmeaParser parser = new NmeaParser();
      for (int i = 0; i < 3; i++) {
        assertNull(parser.parse(sentence(text)));
      }
      GpsFix fix = parser.parse(sentence(text));
      assertEquals(48 + 7.038 / 60, fix.latitude(), 1e-9);
      assertEquals(Double.NaN, fix.speed());
      assertEquals(2, fix.quality());
      assertNull(parser.parse(sentence(text.replace(",E,2,", ",E,0,").replace("NND", "NNN"))));
    }
  }

  @Test
  void everyDivisionOfTheBytesHasOneResult() {
    String text = "ing garbage*00\r\n" + RMC + "\r\n" + "x".repeat(300) + "\n" + RMC + "\n$GPRMC";
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    List<GpsFix> whole = read(GpsLines.nmea(), bytes);
    assertEquals(2, whole.size());
    for (int i = 0; i <= bytes.length; i++) {
      byte[] left = Arrays.copyOf(bytes, i);
      byte[] right = Arrays.copyOfRange(bytes, i, bytes.length);
      assertEquals(whole, read(GpsLines.nmea(), left, right), "divided at " + i);
    }
    byte[][] single = new byte[bytes.length][];
    for (int i = 0; i < bytes.length; i++) {
      single[i] = new byte[] {bytes[i]};
    }
    assertEquals(whole, read(GpsLines.nmea(), single));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{\"class\":\"TPV\",\"mode\":3,\"lat\":48.5,\"lon\":-11,\"speed\":10,\"track\":90}; 36; 1",
        "{\"class\":\"TPV\",\"mode\":2,\"lat\":48.5,\"lon\":-11}; NaN; 1",
        "{\"class\":\"TPV\",\"mode\":3,\"status\":2,\"lat\":48.5,\"lon\":-11,\"time\":7}; NaN; 2"
      })
  void reportsOfGpsdAreRead(String line, double speed, int quality) {
    GpsFix fix = new GpsdReports(new JacksonJson()).parse(line);
    assertEquals(48.5, fix.latitude());
    assertEquals(-11, fix.longitude());
    assertEquals(speed, fix.speed(), 1e-9);
    assertEquals(quality, fix.quality());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"class\":\"TPV\",\"mode\":1}",
        "{\"class\":\"TPV\",\"mode\":3,\"lat\":48.5}",
        "{\"class\":\"TPV\",\"mode\":3,\"lat\":95,\"lon\":0}",
        "{\"class\":\"SKY\",\"mode\":3,\"lat\":48.5,\"lon\":0}",
        "{\"class\":\"TPV\",\"mo",
        "[]"
      })
  void otherReportsHaveNoPosition(String line) {
    assertNull(new GpsdReports(new JacksonJson()).parse(line));
  }

  @ParameterizedTest
  @CsvSource({"1000, 100", "200, 21", "3000, 100"}) // the first interval may be 600 ms
  void atMostOnePositionPerSecondIsUsed(long interval, long expected) {
    FixRate rate = new FixRate();
    long jitter = interval == 1_000 ? 150 : 0;
    long used =
        LongStream.range(0, 100)
            .filter(n -> rate.admits(50_000 + n * interval + n % 2 * jitter))
            .count();
    assertEquals(expected, used);
  }
}
