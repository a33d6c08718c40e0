package io.obdio.core.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.message.Service.Match;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceTest {

  /**
   * id, echoed bytes and mask of the first, bytes per item, repeatable, prefix, map suffix (and
   * whether on CAN), clause, name.
   */
  private static final String GOLDEN =
      """
      01 1 FF 1 repeatable NONE [] | SAE J1979 7.1 | Request current powertrain diagnostic data
      02 2 FF 2 repeatable FULL_ECHO [00] | SAE J1979 7.2 | Request powertrain freeze frame data
      03 0 FF 0 repeatable CODE_COUNT - | SAE J1979 7.3 | Request emission-related diagnostic trouble codes
      04 0 FF 0 once NONE - | SAE J1979 7.4 | Clear/reset emission-related diagnostic information
      05 2 FF 0 repeatable FULL_ECHO [01, 02, 04, 08, 10, 20, 40, 80] off CAN | SAE J1979 6.5 | Request oxygen sensor monitoring test results
      06 1 FF 1 repeatable MAP_FILLER [], other ids off CAN | SAE J1979 7.6 | Request on-board monitoring test results for specific monitored systems
      07 0 FF 0 repeatable CODE_COUNT - | SAE J1979 7.7 | Request emission-related diagnostic trouble codes detected during current or last completed driving cycle
      08 1 FF 0 once NONE [] | SAE J1979 7.8 | Request control of on-board system, test or component
      09 1 FF 1 repeatable ITEM_COUNT [] | SAE J1979 7.9 | Request vehicle information
      0A 0 FF 0 repeatable CODE_COUNT - | SAE J1979 7.10 | Request emission-related diagnostic trouble codes with permanent status
      10 1 7F 0 once NONE - | ISO 14229-1:2020 10.2 | DiagnosticSessionControl
      11 1 7F 0 once NONE - | ISO 14229-1:2020 10.3 | ECUReset
      12 0 FF 0 repeatable NONE - | ISO 14230-3 | readFreezeFrameData
      13 0 FF 0 repeatable NONE - | ISO 14230-3 | readDiagnosticTroubleCodes
      14 0 FF 0 once NONE - | ISO 14229-1:2020 12.2 | ClearDiagnosticInformation
      17 0 FF 0 repeatable NONE - | ISO 14230-3 | readStatusOfDiagnosticTroubleCodes
      18 0 FF 0 repeatable NONE - | ISO 14230-3 | readDiagnosticTroubleCodesByStatus
      19 1 7F 0 repeatable NONE - | ISO 14229-1:2020 12.3 | ReadDTCInformation
      1A 1 FF 0 repeatable NONE - | ISO 14230-3 | readEcuIdentification
      20 0 FF 0 once NONE - | ISO 14230-3 | stopDiagnosticSession
      21 1 FF 0 repeatable NONE - | ISO 14230-3 | readDataByLocalIdentifier
      22 2 FF 2 repeatable NONE - | ISO 14229-1:2020 11.2 | ReadDataByIdentifier
      23 0 FF 0 repeatable NONE - | ISO 14229-1:2020 11.3 | ReadMemoryByAddress
      24 2 FF 0 repeatable NONE - | ISO 14229-1:2020 11.4 | ReadScalingDataByIdentifier
      26 0 FF 0 once NONE - | ISO 14230-3 | setDataRates
      27 1 7F 0 once NONE - | ISO 14229-1:2020 10.4 | SecurityAccess
      28 1 7F 0 once NONE - | ISO 14229-1:2020 10.5 | CommunicationControl
      29 1 7F 0 once NONE - | ISO 14229-1:2020 10.6 | Authentication
      2A 0 FF 0 once NONE - | ISO 14229-1:2020 11.5 | ReadDataByPeriodicIdentifier
      2C 1 7F 0 once NONE - | ISO 14229-1:2020 11.6 | DynamicallyDefineDataIdentifier
      2E 2 FF 0 once NONE - | ISO 14229-1:2020 11.7 | WriteDataByIdentifier
      2F 2 FF 0 once NONE - | ISO 14229-1:2020 13.2 | InputOutputControlByIdentifier
      30 1 FF 0 once NONE - | ISO 14230-3 | inputOutputControlByLocalIdentifier
      31 3 7F 0 once NONE - | ISO 14229-1:2020 14.2 | RoutineControl
      32 1 FF 0 once NONE - | ISO 14230-3 | stopRoutineByLocalIdentifier
      33 1 FF 0 once NONE - | ISO 14230-3 | requestRoutineResultsByLocalIdentifier
      34 0 FF 0 once NONE - | ISO 14229-1:2020 15.2 | RequestDownload
      35 0 FF 0 once NONE - | ISO 14229-1:2020 15.3 | RequestUpload
      36 1 FF 0 once NONE - | ISO 14229-1:2020 15.4 | TransferData
      37 0 FF 0 once NONE - | ISO 14229-1:2020 15.5 | RequestTransferExit
      38 1 FF 0 once NONE - | ISO 14229-1:2020 15.6 | RequestFileTransfer
      39 0 FF 0 once NONE - | ISO 14230-3 | stopRoutineByAddress
      3A 0 FF 0 once NONE - | ISO 14230-3 | requestRoutineResultsByAddress
      3B 1 FF 0 once NONE - | ISO 14230-3 | writeDataByLocalIdentifier
      3D 0 FF 0 once NONE - | ISO 14229-1:2020 11.8 | WriteMemoryByAddress
      3E 1 7F 0 repeatable NONE - | ISO 14229-1:2020 10.7 | TesterPresent
      83 1 7F 0 once NONE - | ISO 14229-1:2013 9.7 | AccessTimingParameter
      84 0 FF 0 once NONE - | ISO 14229-1:2020 16 | SecuredDataTransmission
      85 1 7F 0 once NONE - | ISO 14229-1:2020 10.8 | ControlDTCSetting
      86 1 7F 0 once NONE - | ISO 14229-1:2020 10.9 | ResponseOnEvent
      87 1 7F 0 once NONE - | ISO 14229-1:2020 10.10 | LinkControl
      """;

  @Test
  void definesEachServiceOnce() {
    assertEquals(
        GOLDEN.strip(),
        Service.defined().stream().map(ServiceTest::row).collect(Collectors.joining("\n")));
  }

  private static String row(Service service) {
    String maps =
        service
            .supportMaps()
            .map(
                m ->
                    m.suffixes()
                        + (m.onCan() ? "" : " off CAN")
                        + (m.sameIds() ? "" : ", other ids off CAN"))
            .orElse("-");
    return String.format(
        Locale.ROOT,
        "%02X %d %02X %d %s %s %s | %s | %s",
        service.id(),
        service.echoed(),
        service.echoMask(),
        service.itemLength(),
        service.isRepeatable() ? "repeatable" : "once",
        service.prefix(),
        maps,
        service.source(),
        service.name());
  }

  @Test
  void keepsServicesThatNoStandardDefines() {
    int generic = 0;
    for (int id = 0; id <= 0xFF; id++) {
      Service service = Service.of(id);
      assertEquals(id, service.id());
      if (service.name().isEmpty()) {
        generic++;
        assertEquals("", service.source());
        assertEquals(0, service.echoed());
        assertEquals(Service.Prefix.NONE, service.prefix());
        assertFalse(service.isRepeatable());
        assertTrue(service.supportMaps().isEmpty());
      }
    }
    assertEquals(256 - Service.defined().size(), generic);
    assertEquals("BA", Service.of(0xBA).toString());
    assertThrows(IndexOutOfBoundsException.class, () -> Service.of(256));
    assertThrows(IndexOutOfBoundsException.class, () -> Service.of(Payload.EMPTY));
  }

  @ParameterizedTest(name = "{0} <- {1}: {2}")
  @CsvSource({
    // positive responses, by service id and echo
    "010C, 410C0D48, ANSWER",
    "010C, 410D1D, OTHER",
    "010C, 41, OTHER",
    "010C, 420C000D48, OTHER",
    "010C, 010C, OTHER",
    "010C, '', OTHER",
    "03, 4300, ANSWER",
    "03, 43, ANSWER",
    "04, 44, ANSWER",
    "020C00, 420C000D48, ANSWER",
    "020C00, 420C010D48, OTHER",
    "020C, 420C000D48, ANSWER",
    "0902, 4902014142, ANSWER",
    "0902, 490401, OTHER",
    "22F190, 62F1904142, ANSWER",
    "22F190, 62F19141, OTHER",
    "22F190, 62F1, OTHER",
    "2101, 6101AA, ANSWER",
    "24F190, 64F191AA, OTHER",
    "3B01AA, 7B02, OTHER",
    "3601AABB, 7602, OTHER",
    // sub-functions come back without suppressPosRspMsgIndicationBit
    "1003, 5003003201F4, ANSWER",
    "1083, 5003003201F4, ANSWER",
    "1081, 5081, ANSWER", // ISO 14230-3: the session is echoed whole
    "31FE, 71FE, ANSWER", // ISO 14230-3: a routine's local identifier
    "3E80, 7E00, ANSWER",
    "8582, C502, ANSWER",
    "8682, C601, OTHER",
    // the routine identifier belongs to the echo
    "31010203, 7101020300, ANSWER",
    "31010203, 7101020400, OTHER",
    "31010203, 710102, OTHER",
    "31810203, 71010203, ANSWER",
    // several PIDs in one request: an ECU omits those that it lacks
    "010C0D05, 410C0D480D1D0578, ANSWER",
    "010C0D05, 410D1D0578, ANSWER",
    "010C0D05, 410578, ANSWER",
    "010C0D05, 410B20, OTHER",
    "0601A2, 46A20B24, ANSWER",
    "020C000D00, 420D001D, ANSWER",
    "020C000D00, 420D011D, OTHER",
    "22F190F18C, 62F18C41, ANSWER",
    "22F190F18C, 62F18D41, OTHER",
    // negative responses
    "010C, 7F0112, ANSWER",
    "010C, 7F0212, OTHER",
    "010C, 7F01, ANSWER",
    "010C, 7F, OTHER",
    "010C, 7F0178, PENDING",
    "22F190, 7F2278, PENDING",
    "22F190, 7F3178, OTHER",
    // on the older buses bytes of the request precede the code
    "010C, 7F010C00000012, ANSWER",
    "010C, 7F010C00000078, PENDING",
    "0178, 7F017800000012, ANSWER",
    "010C, 7F017800000000, PENDING",
    // services that no standard defines
    "BA01, FA, ANSWER",
    "BA01, FA77, ANSWER",
    "BA01, FB, OTHER",
    "BA01, 7FBA78, PENDING",
    "FF01, 3F, ANSWER",
  })
  void judgesWhetherAMessageAnswersARequest(String request, String message, Match expected) {
    assertEquals(expected, Service.match(Payload.ofHex(request), Payload.ofHex(message)));
  }

  /** Data is read only from what is an answer; the reverse does not hold for several PIDs. */
  @ParameterizedTest(name = "{0} <- {1}: {2}")
  @CsvSource({
    "010C0D, 7E8#410C0D480D1D, 0D480D1D",
    "010C0D, 7E8#410D1D,",
    "010C, 7E8#7F0112,",
    "3F01, 7E8#7F3F11,",
    "010C, 7E8#,",
  })
  void readsDataBehindTheFirstEchoOnly(String request, String message, String data) {
    EcuMessage parsed =
        new EcuMessage(EcuAddress.parse("7E8"), Payload.ofHex(message.substring(4)));
    Payload found = Service.data(Payload.ofHex(request), parsed);
    if (data == null) {
      assertNull(found);
    } else {
      assertEquals(Payload.ofHex(data), found);
    }
  }
}
