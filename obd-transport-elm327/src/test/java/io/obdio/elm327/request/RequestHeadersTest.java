package io.obdio.elm327.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.message.AddressByte;
import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.RequestTarget;
import io.obdio.elm327.FakeElm;
import io.obdio.elm327.command.Capabilities;
import io.obdio.elm327.command.ElmAdapter;
import io.obdio.elm327.link.VirtualLink;
import io.obdio.elm327.protocol.VehicleProtocol;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands for requests to one ECU and to all ECUs again, and that no others are sent. */
class RequestHeadersTest {

  private final FakeElm elm = FakeElm.car();
  private final VirtualLink link = new VirtualLink(elm, () -> 7);
  private final ElmAdapter adapter = new ElmAdapter(link, new Capabilities());
  private final RequestHeaders headers = new RequestHeaders(adapter);

  private static RequestTarget target(String request, String answer) {
    return RequestTarget.of(EcuAddress.parse(request), EcuAddress.parse(answer));
  }

  private String select(VehicleProtocol protocol, RequestTarget target, long millis)
      throws IOException {
    return headers.select(
        protocol, Optional.ofNullable(target), link.nanoTime() + millis * 1_000_000);
  }

  private String select(VehicleProtocol protocol, RequestTarget target) throws IOException {
    return select(protocol, target, 10_000);
  }

  /** Returns the commands since the last call. */
  private List<String> sent() {
    List<String> sent = new ArrayList<>(elm.received);
    elm.received.clear();
    return sent;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          CAN_11_500; 7E0; 7E8;           ATSH7E0 ATCRA7E8;                      ATSH7DF ATCRA
          CAN_11_250; 7E1; 7E9;           ATSH7E1 ATCRA7E9;                      ATSH7DF ATCRA
          CAN_11_500; 760; 768;           ATSH760 ATCRA768 ATFCSH760 ATFCSD300000 ATFCSM1; ATSH7DF ATCRA ATFCSM0
          CAN_29_500; 18DA10F1; 18DAF110; ATSHDA10F1 ATCRA18DAF110;              ATSHDB33F1 ATCRA
          CAN_29_500; 14DA10F1; 14DAF110; ATCP14 ATSHDA10F1 ATCRA14DAF110 ATFCSH14DA10F1 ATFCSD300000 ATFCSM1; ATSHDB33F1 ATCP18 ATCRA ATFCSM0
          KWP_FAST;   10; F1;             ATSH8010F1;                            ATSHC033F1
          KWP_5BAUD;  10; F1;             ATSH8010F1;                            ATSHC033F1
          J1850_VPW;  10; F1;             ATSH6C10F1;                            ATSH686AF1
          J1850_PWM;  10; F1;             ATSHC410F1;                            ATSH616AF1
          """)
  void addressesOneEcuAndAllAgain(
      VehicleProtocol protocol, String request, String answer, String there, String back)
      throws Exception {
    RequestTarget target = target(request, answer);
    assertNull(select(protocol, null));
    assertEquals(List.of(), sent(), "it has its defaults");
    assertNull(select(protocol, target));
    assertEquals(List.of(there.split(" ")), sent());
    assertNull(select(protocol, target));
    assertEquals(List.of(), sent(), "sent once");
    assertNull(select(protocol, null));
    assertEquals(List.of(back.split(" ")), sent());
    assertFalse(adapter.settingsLost());
  }

  @ParameterizedTest
  @CsvSource({
    "ISO_9141_2, 10, F1, are not supported on ISO 9141-2",
    "CAN_11_500, 18DA10F1, 18DAF110, 18DA10F1 is not an identifier of ISO 15765-4 (CAN 11/500)",
    "CAN_29_500, 7E0, 7E8, 7E0 is not an identifier of ISO 15765-4 (CAN 29/500)",
    "KWP_FAST, 7E0, 7E8, 7E0 is not an address of ISO 14230-4 (KWP FAST)",
  })
  void refusesAddressesOfOtherBuses(
      VehicleProtocol protocol, String request, String answer, String reason) throws Exception {
    String refusal = select(protocol, target(request, answer));
    assertNotNull(refusal);
    assertTrue(refusal.contains(reason), refusal);
    assertEquals(List.of(), sent());
  }

  @ParameterizedTest
  @CsvSource({
    "ATSH, CAN_11_500, 7E0, 7E8, 7E0",
    "ATCP, CAN_29_500, 14DA10F1, 14DAF110, lacks AT CP",
    "ATC, CAN_11_500, 760, 768, 'lacks AT CRA and AT CF'",
  })
  void namesTheCommandThatTheCloneLacks(
      String lacks, VehicleProtocol protocol, String request, String answer, String reason)
      throws Exception {
    elm.lacks.add(lacks);
    String refusal = select(protocol, target(request, answer));
    assertNotNull(refusal);
    assertTrue(refusal.contains(reason), refusal);
  }

  @Test
  void sendsNoPhysicalRequestOnceTheHeaderIsKnownToBeMissing() throws Exception {
    elm.lacks.add("ATSH");
    assertNotNull(select(VehicleProtocol.CAN_11_500, target("7E0", "7E8")));
    sent();
    assertNotNull(select(VehicleProtocol.CAN_11_500, target("7E1", "7E9")));
    assertEquals(List.of(), sent(), "not retried indefinitely");
  }

  /** Frames to the ECU and its flow controls begin with its address byte. */
  @Test
  void setsTheAddressByteOfExtendedAddressing() throws Exception {
    RequestTarget battery = target("6F1", "607").with(AddressByte.of(0x07));
    assertNull(select(VehicleProtocol.CAN_11_500, battery));
    assertEquals(
        List.of("ATCEA07", "ATSH6F1", "ATCRA607", "ATFCSH6F1", "ATFCSD07300000", "ATFCSM1"),
        sent());
    assertNull(select(VehicleProtocol.CAN_11_500, target("7E0", "7E8")));
    assertEquals(List.of("ATCEA", "ATSH7E0", "ATCRA7E8", "ATFCSM0"), sent());
    RequestTarget tyres = target("750", "758").with(new AddressByte(0x2A, OptionalInt.of(0x2A)));
    assertNull(select(VehicleProtocol.CAN_11_500, tyres));
    assertEquals(List.of("ATCEA2A", "ATCER2A"), sent().subList(0, 2));
    assertNull(select(VehicleProtocol.CAN_11_500, null));
    assertEquals(List.of("ATSH7DF", "ATCRA", "ATFCSM0", "ATCEA"), sent());
  }

  /** Sent without its address byte, the request would reach another ECU. */
  @Test
  void refusesExtendedAddressingIfTheAdapterLacksIt() throws Exception {
    elm.lacks.add("ATCEA");
    String refusal =
        select(VehicleProtocol.CAN_11_500, target("6F1", "607").with(AddressByte.of(0x07)));
    assertNotNull(refusal);
    assertTrue(refusal.contains("it lacks AT CEA"), refusal);
  }

  @Test
  void receivesAllUsualOffsetsUntilOneIsKnown() throws Exception {
    RequestTarget gateway = RequestTarget.of(EcuAddress.parse("710"));
    assertNull(select(VehicleProtocol.CAN_11_500, gateway));
    assertEquals(
        List.of("ATSH710", "ATCF710", "ATCM795", "ATFCSH710", "ATFCSD300000", "ATFCSM1"), sent());
    elm.lacks.add("ATCM");
    assertNull(select(VehicleProtocol.CAN_11_500, RequestTarget.of(EcuAddress.parse("714"))));
    assertTrue(sent().contains("ATCRA71C"));
  }

  @Test
  void usesFilterAndMaskWhereThereIsNoReceiveAddress() throws Exception {
    elm.lacks.add("ATCRA");
    assertNull(select(VehicleProtocol.CAN_11_500, target("7E1", "7E9")));
    assertEquals(List.of("ATSH7E1", "ATCRA7E9", "ATCRA7E9", "ATCF7E9", "ATCM7FF"), sent());
    elm.lacks.add("ATAR");
    assertNull(select(VehicleProtocol.CAN_11_500, null));
    assertEquals(List.of("ATSH7DF", "ATAR", "ATAR", "ATCF7E8", "ATCM7F8"), sent());
  }

  @Test
  void theLegislatedAnswersNeedNoFilter() throws Exception {
    elm.lacks.add("ATC");
    assertNull(select(VehicleProtocol.CAN_11_500, target("7E1", "7E9")));
    sent();
    assertNull(select(VehicleProtocol.CAN_11_500, null));
    assertEquals(List.of("ATSH7DF"), sent());
  }

  /** A filter that remained would suppress the answers of all other ECUs. */
  @Test
  void aDeadlineInTheMiddleIsMadeUpForByTheNextCall() throws Exception {
    elm.delayMillis = 5;
    assertNull(select(VehicleProtocol.CAN_11_500, target("7E1", "7E9")));
    sent();
    assertNotNull(select(VehicleProtocol.CAN_11_500, null, 3), "no time for all of it");
    assertFalse(adapter.settingsLost());
    assertNull(select(VehicleProtocol.CAN_11_500, null));
    assertTrue(sent().contains("ATCRA"));
  }

  @Test
  void anAdapterThatRefusesItsDefaultsIsPreparedAgain() throws Exception {
    assertNull(select(VehicleProtocol.CAN_11_500, target("7E1", "7E9")));
    elm.lacks.add("ATSH7DF");
    assertNotNull(select(VehicleProtocol.CAN_11_500, null));
    assertTrue(adapter.settingsLost());
  }
}
