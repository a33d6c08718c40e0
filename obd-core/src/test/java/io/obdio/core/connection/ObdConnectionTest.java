package io.obdio.core.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.command.AdapterCommands;
import io.obdio.core.command.ObdCommand;
import io.obdio.core.command.Service01;
import io.obdio.core.command.Service02;
import io.obdio.core.command.Service03;
import io.obdio.core.connection.NoValue.Reason;
import io.obdio.core.testing.ScriptedTransport;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.Protocol;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.TransportException;
import io.obdio.core.unit.Quantity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ObdConnectionTest {

  private final ScriptedTransport car = ScriptedTransport.vehicle();
  private final VirtualTime time = new VirtualTime();
  private final ObdConnection connection = ObdConnection.builder(car).time(time).build();

  @AfterEach
  void close() {
    connection.close();
  }

  private static Reason reason(ObdResponse<?> response) {
    return response.noValue().orElseThrow(() -> new AssertionError(response)).reason();
  }

  @Test
  void asksTyped() throws TransportException {
    connection.open();
    Quantity rpm = connection.query(Service01.RPM).value();
    assertEquals("850.0 rpm", rpm.toString());
    assertEquals(ConnectionStatus.CAR_CONNECTED, connection.status());
    assertEquals("6", connection.protocol().id());
    assertEquals("scripted", connection.portName());
  }

  @Test
  void whatTheVehicleDoesNotHaveIsNotAsked() throws TransportException {
    connection.open();
    car.clearRequests();
    ObdResponse<Quantity> response = connection.query(Service01.MAF);
    assertEquals(Reason.NOT_SUPPORTED, reason(response));
    assertEquals(List.of(), car.requests());
    assertEquals(Reason.NO_DATA, reason(connection.force(Service01.MAF)));
    assertEquals(List.of("0110"), car.requests());
  }

  /** 0100 has bit 20, 0120 has bit 40, 0140 ends it; the other services have one map each. */
  @Test
  void walksTheMapsOfAllEcus() throws TransportException {
    car.forget("0100")
        .on("0100", "7E8#410008180001", "7E9#410000080000") // 7E9 adds nothing new but 0D
        .on("0120", "7E8#412000000000", "7E9#412000020001") // 2F of the other ECU, and 40
        .on("0140", "7E9#414004000000") // 46
        .on("0600", "7E8#460080000000") // 01
        .on("0900", "7E8#490055400000"); // 02 04 06 08 0A
    connection.open();
    assertEquals(List.of("0100", "0120", "0140", "0600", "0900"), car.requests());
    List<String> names = new ArrayList<>();
    connection.supportedCommands().forEach(command -> names.add(command.name()));
    assertTrue(
        names.containsAll(
            List.of(
                "PIDS_A",
                "PIDS_B",
                "PIDS_C",
                "RPM",
                "SPEED",
                "COOLANT_TEMP",
                "FUEL_LEVEL",
                "AMBIANT_AIR_TEMP",
                "DTC_RPM", // as RPM, until the map of the freeze frames is requested
                "MONITOR_O2_B1S1",
                "VIN",
                "CVN",
                "GET_DTC",
                "CLEAR_DTC",
                "GET_CURRENT_DTC",
                "ELM_VERSION",
                "ELM_VOLTAGE")),
        names.toString());
    for (String not :
        List.of("THROTTLE_POS", "DTC_THROTTLE_POS", "MONITOR_O2_B1S2", "VIN_MESSAGE_COUNT")) {
      assertFalse(names.contains(not), not);
    }
  }

  /** The transport has requested the first map while it looked for the vehicle. */
  @Test
  void requestsNothingTwice() throws TransportException {
    car.probed("7E8#410008180000", "7E9#410000080001") // 05, 0C, 0D; 0D, 20
        .on("0120", "7E9#412000020000"); // 2F
    connection.open();
    assertEquals(List.of("0120", "0600", "0900"), car.requests());
    assertEquals(ConnectionStatus.CAR_CONNECTED, connection.status());
    assertTrue(connection.supports(Service01.RPM));
    assertTrue(connection.supports(Service01.FUEL_LEVEL));
    assertFalse(connection.supports(Service01.THROTTLE_POS));
  }

  /** The vehicle was absent at first; the probe that finds it is the first map too. */
  @Test
  void aProbeThatFindsTheVehicleIsNotRepeated() throws TransportException {
    car.reaches(ConnectionStatus.OBD_CONNECTED);
    connection.open();
    assertEquals(List.of(), car.requests());
    car.reaches(ConnectionStatus.CAR_CONNECTED);
    car.clearRequests();
    assertEquals(ConnectionStatus.CAR_CONNECTED, connection.probe());
    assertEquals(List.of("0100", "0600", "0900"), car.requests());
    assertTrue(connection.supports(Service01.RPM));
  }

  @Test
  void withoutAnAdapterItsCommandsAreNotSupported() throws TransportException {
    car.forget("ATI");
    connection.open();
    assertFalse(connection.supports(AdapterCommands.ELM_VERSION));
    assertEquals(Reason.NOT_SUPPORTED, reason(connection.query(AdapterCommands.ELM_VERSION)));
  }

  @Test
  void asksTheAdapterToo() throws TransportException {
    car.adapter("ATRV", "12.6V");
    connection.open();
    assertEquals("ELM327 v1.5", connection.query(AdapterCommands.ELM_VERSION).value());
    assertEquals(12.6, connection.query(AdapterCommands.ELM_VOLTAGE).value().value());
  }

  @Test
  void readsFreezeFrames() throws TransportException {
    car.on("020000", "7E8#42000048000000").on("020C02", "7E8#420C020D48");
    connection.open();
    assertTrue(connection.supports(Service02.of(Service01.RPM)), "taken to be as service 01");
    assertEquals(Reason.NOT_SUPPORTED, reason(connection.freezeFrame(Service01.RPM, 2)));
    car.forget("020000").on("020000", "7E8#42000000100000"); // 0C
    connection.reopen();
    assertEquals(850, connection.freezeFrame(Service01.RPM, 2).value().value());
    assertThrows(IllegalArgumentException.class, () -> connection.freezeFrame(Service01.RPM, 256));
    assertThrows(
        IllegalArgumentException.class, () -> connection.freezeFrame(Service03.GET_DTC, 0));
  }

  @Test
  void beforeOpeningAndAfterClosingThereIsNothing() throws TransportException {
    assertNothing();
    connection.open();
    assertEquals(850, connection.query(Service01.RPM).value().value());
    connection.close();
    assertNothing();
    assertThrows(TransportException.Unavailable.class, connection::open);
    assertNothing();
  }

  private void assertNothing() {
    assertEquals(ConnectionStatus.NOT_CONNECTED, connection.status());
    assertEquals(Protocol.NONE, connection.protocol());
    assertEquals("", connection.portName());
    assertFalse(connection.supports(Service01.RPM));
    assertFalse(connection.supports(AdapterCommands.ELM_VERSION));
    assertEquals(List.of(), connection.supportedCommands());
    for (ObdCommand<?> command :
        List.of(Service01.RPM, Service03.GET_DTC, AdapterCommands.ELM_VERSION)) {
      assertEquals(Reason.NOT_CONNECTED, reason(connection.query(command)));
      assertEquals(Reason.NOT_CONNECTED, reason(connection.force(command)));
    }
    assertFalse(connection.lowPower());
    assertEquals(ConnectionStatus.NOT_CONNECTED, connection.probe());
  }

  @Test
  void anAdapterPulledOutIsSeenByTheNextQuestion() throws TransportException {
    connection.open();
    car.lose();
    assertEquals(Reason.NOT_CONNECTED, reason(connection.query(Service01.RPM)));
    assertEquals(ConnectionStatus.NOT_CONNECTED, connection.status());
    assertEquals(Protocol.NONE, connection.protocol());
    assertEquals("", connection.portName());
    connection.reopen();
    assertEquals(850, connection.query(Service01.RPM).value().value());
  }

  @Test
  void aCarThatIsAwayIsNotAskedButByForce() throws TransportException {
    car.reaches(ConnectionStatus.INTERFACE_OPEN);
    connection.open();
    assertEquals(ConnectionStatus.INTERFACE_OPEN, connection.status());
    assertEquals(List.of(), car.requests());
    assertEquals(Reason.NOT_CONNECTED, reason(connection.query(Service03.GET_DTC)));
    assertEquals("ELM327 v1.5", connection.query(AdapterCommands.ELM_VERSION).value());
    assertEquals(850, connection.force(Service01.RPM).value().value());
  }

  /** Ignition off: unanswered requests, a probe to confirm, and the status changes. */
  @Test
  void aCarThatFallsSilentIsNoticed() throws Exception {
    List<String> received = new CopyOnWriteArrayList<>();
    connection.addListener((from, to, reason) -> received.add(to + " " + reason));
    connection.open();
    for (String request : List.of("0100", "010C")) {
      car.forget(request).on(request, TransportAnswer.none(TransportAnswer.Reason.NO_DATA, ""));
    }
    car.clearRequests();
    for (int i = 0; i < Bus.SILENT_AFTER; i++) {
      assertEquals(Reason.NO_DATA, reason(connection.query(Service01.RPM)));
    }
    assertEquals(List.of("010C", "010C", "010C", "0100"), car.requests());
    assertEquals(ConnectionStatus.OBD_CONNECTED, connection.status());
    car.clearRequests();
    assertEquals(Reason.NOT_CONNECTED, reason(connection.query(Service01.RPM)));
    assertEquals(List.of(), car.requests(), "a request would only take time");
    car.forget("010C").on("010C", "7E8#410C0D48").forget("0100").on("0100", "7E8#410008188000");
    time.advance(Duration.ofSeconds(1));
    assertEquals(850, connection.query(Service01.RPM).value().value());
    assertEquals(List.of("0100", "010C"), car.requests());
    assertEquals(ConnectionStatus.CAR_CONNECTED, connection.status());
    List<String> expected =
        List.of(
            "OBD_CONNECTED ", // While it is asked what it supports.
            "CAR_CONNECTED ",
            "OBD_CONNECTED the vehicle stopped answering",
            "CAR_CONNECTED the vehicle answers again");
    Eventually.until("all received", () -> received.size() == expected.size());
    assertEquals(expected, received);
  }

  @Test
  void unansweredQuestionsAloneAreNoSilence() throws TransportException {
    connection.open();
    for (int i = 0; i < 10; i++) {
      assertEquals(Reason.NO_DATA, reason(connection.force(Service01.MAF)));
    }
    assertEquals(ConnectionStatus.CAR_CONNECTED, connection.status());
  }

  @Test
  void manyThreadsOneWriter() throws Exception {
    connection.open(); // The scripted transport fails when two are inside it.
    int threads = 8;
    CountDownLatch done = new CountDownLatch(threads);
    List<Object> wrong = new CopyOnWriteArrayList<>();
    for (int t = 0; t < threads; t++) {
      new Thread(
              () -> {
                for (int i = 0; i < 300; i++) {
                  ObdResponse<Quantity> response = connection.query(Service01.RPM);
                  if (response.isEmpty() || response.value().value() != 850) {
                    wrong.add(response);
                  }
                }
                done.countDown();
              })
          .start();
    }
    assertTrue(done.await(30, TimeUnit.SECONDS));
    assertEquals(List.of(), wrong);
  }

  @Test
  void waitingForTheBusHasALimit() throws Exception {
    try (ObdConnection impatient =
        ObdConnection.builder(car).lockTimeout(Duration.ofMillis(50)).build()) {
      impatient.open();
      CountDownLatch inside = new CountDownLatch(1);
      CountDownLatch goOn = new CountDownLatch(1);
      car.before(
          request -> {
            if (request.toString().equals("010D")) {
              inside.countDown();
              try {
                assertTrue(goOn.await(20, TimeUnit.SECONDS));
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            }
          });
      Thread slow = new Thread(() -> impatient.query(Service01.SPEED));
      slow.start();
      assertTrue(inside.await(20, TimeUnit.SECONDS));
      assertEquals(Reason.BUS_ERROR, reason(impatient.query(Service01.RPM)));
      assertEquals(ConnectionStatus.CAR_CONNECTED, impatient.status());
      goOn.countDown();
      slow.join(20_000);
      assertEquals(850, impatient.query(Service01.RPM).value().value());
    }
  }

  @Test
  void anUnavailablePortIsTheOnlyThingThatThrows() {
    car.refuse(1);
    TransportException e = assertThrows(TransportException.Unavailable.class, connection::open);
    assertEquals("scripted: the port cannot be opened", e.getMessage());
    assertEquals(ConnectionStatus.NOT_CONNECTED, connection.status());
  }
}
