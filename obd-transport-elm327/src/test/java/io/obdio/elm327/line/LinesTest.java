package io.obdio.elm327.line;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.obdio.core.message.EcuAddress;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinesTest {

  private static LineFormat format(String bus) {
    return switch (bus) {
      case "CAN11" -> new CanLines(false);
      case "CAN29" -> new CanLines(true);
      case "J1850" -> new LegacyLines(LegacyLines.Bus.J1850);
      case "9141" -> new LegacyLines(LegacyLines.Bus.ISO_9141);
      case "KWP" -> new LegacyLines(LegacyLines.Bus.ISO_14230);
      case "BARE" -> new BareLines(EcuAddress.can11(0x7E8), true);
      default -> throw new IllegalArgumentException(bus);
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          # single frames, with and without padding
          CAN11; 7E804410C0D48;                          7E8#410C0D48; 0
          CAN11; 7E804410C0D48AAAAAA;                    7E8#410C0D48; 0
          CAN29; 18DAF11004410C0D48;                     18DAF110#410C0D48; 0
          # two ECUs interleaved
          CAN11; 7E8100A490201020304 7E9100A490211121314 7E82105060708 7E92115161718; 7E8#49020102030405060708 7E9#49021112131415161718; 0
          # printed in the wrong order
          CAN11; 7E81010490201010203 7E8220B0C0D 7E8210405060708090A; 7E8#4902010102030405060708090A0B0C0D; 0
          # a digit lost, a byte lost, a byte too many, no identifier
          CAN11; 7E804410C0D4;                           ''; 1
          CAN11; 7E804410C0D;                            ''; 1
          CAN11; 7E804410C0D4811;                        ''; 1
          CAN11; 7E;                                     ''; 1
          CAN29; 38DAF11004410C0D48;                     ''; 1
          # a consecutive frame is missing, or is the only one
          CAN11; 7E81010490201010203 7E8220B0C0D0E0F1011; ''; 1
          CAN11; 7E82210203040506070;                    ''; 0
          # flow control and empty frames are no answers
          CAN11; 7E8300000;                              ''; 1
          # the older buses, with their check bytes
          J1850; 486B10410C0D4893;                       10#410C0D48; 0
          J1850; 486B10410C0D4892;                       ''; 1
          9141;  486B10410C0D4865;                       10#410C0D48; 0
          9141;  486B10410C0D4866;                       ''; 1
          KWP;   84F110410C0D4827;                       10#410C0D48; 0
          KWP;   80F11004410C0D4827;                     10#410C0D48; 0
          KWP;   85F110410C0D4828;                       ''; 1
          # trouble codes of several messages are one list, ECUs apart
          9141;  486B10430101010201030F 486B10430104000000000B 486B18430000000000000E; 10#43010101020103010400000000 18#43000000000000; 0
          # vehicle information by message number, in any order; one missing
          9141;  486B10490602CCDDEEFFAA 486B10490601AABBCCDD21; 10#490602AABBCCDDCCDDEEFF; 0
          9141;  486B10490602CCDDEEFFAA;                 ''; 1
          # infotype 00 has no count on CAN
          9141;  486B104900015500000062;                 10#490055000000; 0
          # without headers
          BARE;  410C0D48;                               7E8#410C0D48; 0
          BARE;  00A 0:490201020304 1:05060708AAAAAA;    7E8#49020102030405060708; 0
          BARE;  00A 0:490201020304 2:05060708;          ''; 1
          """)
  void areRead(String bus, String lines, String messages, int damaged) {
    LineMessages read = format(bus).read(List.of(lines.split(" ")));
    StringBuilder text = new StringBuilder();
    read.messages().forEach(m -> text.append(text.isEmpty() ? "" : " ").append(m));
    assertEquals(messages, text.toString());
    assertEquals(damaged, read.damaged(), read.toString());
  }
}
