package io.obdio.core.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.command.ObdCommand;
import io.obdio.core.command.Service01;
import io.obdio.core.command.Service02;
import io.obdio.core.command.Service05;
import io.obdio.core.command.Service06;
import io.obdio.core.command.Service06OffCan;
import io.obdio.core.command.Service08;
import io.obdio.core.command.Service09;
import io.obdio.core.connection.NoValue.Reason;
import io.obdio.core.testing.ScriptedTransport;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.Protocol;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.TransportException;
import io.obdio.core.value.Monitor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A connection that requests the bit maps when they are needed. */
@Timeout(60)
class DeferredDiscoveryTest {

  private static final Protocol KWP = new Protocol("5", "ISO 14230-4 (KWP FAST)", false);

  private final ScriptedTransport car =
      ScriptedTransport.vehicle()
          .probed("7E8#410008188001") // 05, 0C, 0D, 11, 20
          .on("0120", "7E8#412000020001") // 2F, 40
          .on("0140", "7E8#414004000000") // 46
          .on("012F", "7E8#412F80")
          .on("0900", "7E8#490040000000") // 02
          .on("0902", "7E8#490201" + "31".repeat(17));

  private final VirtualTime time = new VirtualTime();
  private final ObdConnection connection =
      ObdConnection.builder(car).time(time).deferredDiscovery(true).build();

  @AfterEach
  void close() {
    connection.close();
  }

  private static Reason reason(ObdResponse<?> response) {
    return response.noValue().orElseThrow(() -> new AssertionError(response)).reason();
  }

  private List<String> requestsOf(ObdCommand<?> command) {
    car.clearRequests();
    ObdResponse<?> unused = connection.query(command);
    return car.requests();
  }

  @Test
  void requestsTheMapsThatACommandNeedsAndNoOther() throws TransportException {
    connection.open();
    assertEquals(ConnectionStatus.CAR_CONNECTED, connection.status());
    assertEquals(List.of(), car.requests(), "the transport has sent the probe");
    assertFalse(connection.isDiscovered());

    assertEquals(List.of("010C"), requestsOf(Service01.RPM));
    assertEquals(Support.UNKNOWN, connection.support(Service01.FUEL_LEVEL));
    assertFalse(connection.supports(Service01.FUEL_LEVEL));
    assertEquals(List.of("0120", "012F"), requestsOf(Service01.FUEL_LEVEL));
    assertEquals(List.of("012F"), requestsOf(Service01.FUEL_LEVEL));
    assertEquals(List.of("0900", "0902"), requestsOf(Service09.VIN));
    assertEquals(List.of("0140"), requestsOf(Service01.OIL_TEMP), "5C is not in the map");
    assertEquals(Support.NOT_SUPPORTED, connection.support(Service01.OIL_TEMP));
    assertEquals(List.of(), requestsOf(Service01.EMISSION_REQ), "no map covers 5F");
  }

  @Test
  void discoversTheRestOnceAndReportsIt() throws TransportException {
    List<String> reported = new CopyOnWriteArrayList<>();
    connection.addListener(
        new ConnectionListener() {
          @Override
          public void statusChanged(ConnectionStatus from, ConnectionStatus to, String reason) {
            reported.add(to.name());
          }

          @Override
          public void discovered() {
            reported.add("discovered");
          }
        });
    connection.open();
    assertEquals(List.of("0120", "012F"), requestsOf(Service01.FUEL_LEVEL));
    car.clearRequests();
    assertTrue(connection.discover());
    assertEquals(List.of("0140", "0600", "0900"), car.requests());
    assertTrue(connection.isDiscovered());
    assertTrue(connection.supports(Service09.VIN));
    assertTrue(connection.discover());
    assertEquals(3, car.requests().size(), "nothing is requested again");
    assertEquals(ConnectionStatus.CAR_CONNECTED, connection.status(), "silence proves nothing");
    Eventually.until("reported", () -> reported.contains("discovered"));
    assertEquals(List.of("CAR_CONNECTED", "discovered"), withoutFirst(reported));
  }

  /** Opening passes through the status of a vehicle that has not answered yet. */
  private static List<String> withoutFirst(List<String> reported) {
    return reported.stream().filter(text -> !text.equals("OBD_CONNECTED")).toList();
  }

  @Test
  void aSupervisorDiscoversInTheBackground() {
    ConnectionSupervisor supervisor = new ConnectionSupervisor(connection);
    supervisor.start();
    try {
      Eventually.until("discovered", connection::isDiscovered);
      assertEquals(List.of("0120", "0140", "0600", "0900"), car.requests());
    } finally {
      supervisor.close();
    }
  }

  /** A map that arrives damaged is requested once more; one that nothing answers is not. */
  @Test
  void requestsADamagedMapAgain() throws TransportException {
    TransportAnswer damaged = TransportAnswer.none(TransportAnswer.Reason.DAMAGED, "4120??");
    car.forget("0120").on("0120", damaged).on("0120", "7E8#412000020000");
    connection.open();
    assertEquals(List.of("0120", "0120", "012F"), requestsOf(Service01.FUEL_LEVEL));
    car.forget("0900").on("0900", damaged);
    assertEquals(List.of("0900", "0900"), requestsOf(Service09.VIN));
    assertEquals(List.of(), requestsOf(Service09.VIN));
    assertEquals(List.of("0800"), requestsOf(Service08.EVAP_LEAK_TEST));
  }

  /** Busy (7F 01 21) until the deadline of the probe: a vehicle that was found, and no refusal. */
  @Test
  void aBusyEcuIsRequestedForItsFirstMapAgain() throws TransportException {
    car.probed("7E8#7F0121").forget("0100").on("0100", "7E8#410008188000");
    connection.open();
    assertEquals(ConnectionStatus.CAR_CONNECTED, connection.status());
    assertEquals(List.of("0100", "010C"), requestsOf(Service01.RPM));
  }

  @Test
  void aVehicleThatReturnsIsAskedForWhatItDidNotAnswer() throws TransportException {
    connection.open();
    car.silent(true);
    assertEquals(List.of("0900"), requestsOf(Service09.VIN));
    for (int i = 0; i < Bus.SILENT_AFTER; i++) {
      ObdResponse<?> unused = connection.query(Service01.RPM);
    }
    assertEquals(ConnectionStatus.OBD_CONNECTED, connection.status());
    car.silent(false).forget("0100").on("0100", "7E8#410008188001");
    time.advance(Duration.ofSeconds(1));
    assertEquals(List.of("0100", "0900", "0902"), requestsOf(Service09.VIN));
  }

  @Test
  void anotherVehicleIsDiscoveredAgain() throws TransportException {
    connection.open();
    assertTrue(connection.discover());
    car.silent(true);
    for (int i = 0; i < Bus.SILENT_AFTER; i++) {
      ObdResponse<?> unused = connection.query(Service01.RPM);
    }
    car.silent(false).forget("0100").on("0100", "7E8#410000100000"); // 0C
    time.advance(Duration.ofSeconds(1));
    assertEquals(List.of("0100", "010C"), requestsOf(Service01.RPM));
    assertEquals(Support.NOT_SUPPORTED, connection.support(Service01.SPEED));
    assertEquals(Support.UNKNOWN, connection.support(Service09.VIN));
  }

  /** It has its own map; SAE J1979 does not require that it has all PIDs of service 01. */
  @Test
  void aFreezeFrameNeedsItsOwnMap() throws TransportException {
    car.on("020000", "7E8#42000040100000").on("020C00", "7E8#420C000D48"); // 02, 0C
    connection.open();
    ObdCommand<?> speed = Service02.of(Service01.SPEED);
    assertEquals(Support.SUPPORTED, connection.support(speed), "as service 01");
    assertEquals(List.of("020000"), requestsOf(speed));
    assertEquals(Support.NOT_SUPPORTED, connection.support(speed));
    assertEquals(List.of("020C00"), requestsOf(Service02.of(Service01.RPM)));
  }

  /** Its commands move actuators: they are sent only if the vehicle reports them. */
  @Test
  void controlNeedsTheMapOfServiceEight() throws TransportException {
    connection.open();
    assertEquals(List.of("0800"), requestsOf(Service08.EVAP_LEAK_TEST));
    assertEquals(Reason.NOT_SUPPORTED, reason(connection.query(Service08.EVAP_LEAK_TEST)));
    car.on("0800", "7E8#480080000000").on("08010000000000", "7E8#48010000000000");
    connection.reopen();
    assertTrue(connection.discover());
    assertEquals(Support.UNKNOWN, connection.support(Service08.EVAP_LEAK_TEST));
    assertEquals(List.of("0800", "08010000000000"), requestsOf(Service08.EVAP_LEAK_TEST));
    assertEquals(Reason.NOT_SUPPORTED, reason(connection.query(Service08.control(2))));
    connection.reopen();
    car.clearRequests();
    assertEquals(Support.SUPPORTED, connection.requestSupport(Service08.EVAP_LEAK_TEST));
    assertEquals(List.of("0800"), car.requests(), "asked, but not moved");
  }

  /** SAE J1979 service 05: each oxygen sensor has a map; service 01 shows which sensors exist. */
  @Test
  void eachOxygenSensorHasItsOwnMap() throws TransportException {
    car.protocol(KWP)
        .probed("10#410000001900") // 14, 15, 18: bank 1 sensors 1 and 2, bank 2 sensor 1
        .on("050001", "10#450001E0000000") // 01, 02, 03
        .on("050002", "10#45000280000000") // 01
        .on("050102", "10#45010232");
    connection.open();
    assertEquals(List.of("050002", "050102"), requestsOf(Service05.tests(1, 2).get(0)));
    assertEquals(List.of(), requestsOf(Service05.tests(1, 2).get(1)));
    car.clearRequests();
    assertTrue(connection.discover());
    assertEquals(List.of("050001", "050010", "0600", "0900"), car.requests());
    assertTrue(connection.supports(Service05.tests(1, 1).get(2)));
    assertFalse(connection.supports(Service05.tests(1, 2).get(2)));
    assertFalse(connection.supports(Service05.tests(2, 1).get(0)));
  }

  /** Before CAN its ids are test ids (TIDs), on CAN monitor ids (OBDMIDs). */
  @Test
  void theIdsOfServiceSixDependOnTheBus() throws TransportException {
    car.on("0600", "7E8#460080000000").on("0601", "7E8#460101810001000000FF");
    connection.open();
    assertEquals(List.of("0600", "0601"), requestsOf(Service06.MONITOR_O2_B1S1));
    assertEquals(List.of(), requestsOf(Service06OffCan.test(1)));
    assertEquals(Support.NOT_SUPPORTED, connection.support(Service06OffCan.test(1)));

    car.protocol(KWP).probed("10#410008188000").forget("0600").forget("0601");
    car.on("0600", "10#4600FF80000000")
        .on("0601", "10#46010500260096", "10#46018500260010", "18#46010600010002");
    connection.reopen();
    ObdResponse<Monitor> results = connection.query(Service06OffCan.test(1));
    assertEquals(
        "[Component 05: 38.0 [PASSED], Component 06: 1.0 [PASSED]]",
        results.value().tests().toString());
    assertEquals(Support.NOT_SUPPORTED, connection.support(Service06.MONITOR_O2_B1S1));
    assertEquals(List.of(), requestsOf(Service06.MONITOR_O2_B1S1));
    assertEquals(Support.SUPPORTED, connection.support(Service06.MIDS_A));
    assertEquals(List.of(), requestsOf(Service06OffCan.test(2)));
  }

  @Test
  void onCanThereIsNoServiceFive() throws TransportException {
    connection.open();
    assertEquals(List.of(), requestsOf(Service05.tests(1, 1).get(0)));
    assertEquals(Support.NOT_SUPPORTED, connection.support(Service05.tests(1, 1).get(0)));
  }
}
