package io.obdio.socketcan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.obdio.core.message.AddressByte;
import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.ObdAddress;
import io.obdio.core.message.Payload;
import io.obdio.core.message.RequestTarget;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.TransportException;
import io.obdio.core.transport.Transports;
import io.obdio.isotp.address.IsoTpAddress;
import io.obdio.isotp.can.CanId;
import io.obdio.isotp.engine.IsoTpOptions;
import io.obdio.isotp.network.IsoTpConnector;
import io.obdio.isotp.network.IsoTpNetwork;
import io.obdio.isotp.network.IsoTpRequest;
import io.obdio.isotp.transport.ObdIds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OBD by URI: our engine and the kernel's, on the same ECUs. */
@Timeout(240)
class TransportCanIT {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final String SLOW = "p2=3000&p2star=20000";

  /** Any ECU's VIN answer: longer than a frame. */
  private static final String VIN = "4902015742415A5A5A3437345342303031393230";

  private SocketCanBus bus;
  private final List<IsoTpNetwork> networks = new ArrayList<>();

  @BeforeAll
  static void can() {
    Vcan.require();
  }

  @BeforeEach
  void open() throws IOException {
    bus = SocketCanBus.open(Vcan.NAME);
  }

  @AfterEach
  void close() {
    networks.forEach(IsoTpNetwork::close);
    bus.close();
  }

  private void ecu11(int number) {
    ecu(
        ObdIds.id(ObdAddress.request11(number)),
        ObdIds.id(ObdAddress.response11(number)),
        ObdIds.FUNCTIONAL_11);
  }

  private void ecu29(int address) {
    ecu(
        ObdIds.id(ObdAddress.request29(address)),
        ObdIds.id(ObdAddress.response29(address)),
        ObdIds.FUNCTIONAL_29);
  }

  /** Each has a network of its own, as all receive the functional requests. */
  private void ecu(CanId rxId, CanId txId, CanId functional) {
    IsoTpNetwork network = IsoTpNetwork.open(bus);
    networks.add(network);
    network.serve(TransportCanIT::answer, rxId, txId, functional);
  }

  private static void answer(IsoTpRequest request) {
    String hex = Payload.of(request.payload()).toHex();
    switch (hex) {
      case "0100" -> respond(request, "4100BE1FA813");
      case "0902" -> respond(request, VIN);
      case "22F190" -> {
        respond(request, "7F2278");
        respond(request, "62F1900102030405060708090A");
      }
      default -> {
        if (!request.functional()) {
          respond(request, "7F" + hex.substring(0, 2) + "11");
        }
      }
    }
  }

  private static void respond(IsoTpRequest request, String hex) {
    CompletableFuture<Void> unused = request.respond(Payload.ofHex(hex).toBytes());
  }

  private static List<EcuMessage> messages(TransportAnswer answer) {
    return assertInstanceOf(TransportAnswer.Messages.class, answer, answer.toString()).messages();
  }

  @ParameterizedTest
  @CsvSource({
    "socketcan:vcan0?, 'ISO 15765-4 (CAN 11/500)'",
    "isotp:vcan0?, 'ISO 15765-4 (CAN 11/500), kernel ISO-TP'",
    "socketcan:vcan0?isotp=kernel&, 'ISO 15765-4 (CAN 11/500), kernel ISO-TP'",
    "socketcan:vcan0?isotp=auto&, 'ISO 15765-4 (CAN 11/500), kernel ISO-TP'"
  })
  void twoEcusWith11Bits(String uri, String protocol) throws Exception {
    ecu11(0);
    ecu11(1);
    try (DiagnosticTransport transport = Transports.create(uri + SLOW)) {
      transport.open(LONG);
      assertEquals(ConnectionStatus.CAR_CONNECTED, transport.status());
      assertEquals(protocol, transport.protocol().name());
      assertEquals("6", transport.protocol().id());
      assertEquals("vcan0", transport.portName());
      for (int i = 0; i < 5; i++) {
        TreeSet<String> seen = new TreeSet<>();
        for (EcuMessage message :
            messages(
                transport.exchange(DiagnosticRequest.functional(Payload.of(0x09, 0x02)), LONG))) {
          seen.add(message.toString());
        }
        assertEquals(new TreeSet<>(List.of("7E8#" + VIN, "7E9#" + VIN)), seen);
      }
      RequestTarget second = RequestTarget.of(EcuAddress.can11(0x7E1));
      assertEquals(
          "[7E9#62F1900102030405060708090A]",
          messages(
                  transport.exchange(
                      DiagnosticRequest.physical(Payload.of(0x22, 0xF1, 0x90), second), LONG))
              .toString());
      assertEquals(
          "[7E9#7F3111]",
          messages(
                  transport.exchange(
                      DiagnosticRequest.physical(Payload.ofHex("310102030405060708090A0B"), second),
                      LONG))
              .toString());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"socketcan:vcan0?", "isotp:vcan0?"})
  void anEcuWith29Bits(String uri) throws Exception {
    ecu29(0x10);
    try (DiagnosticTransport transport = Transports.create(uri + "ids=29&" + SLOW)) {
      transport.open(LONG);
      assertEquals(ConnectionStatus.CAR_CONNECTED, transport.status());
      assertEquals("7", transport.protocol().id());
      assertEquals(
          "[18DAF110#" + VIN + "]",
          messages(transport.exchange(DiagnosticRequest.functional(Payload.of(0x09, 0x02)), LONG))
              .toString());
      assertEquals(
          "[18DAF110#7F3111]",
          messages(
                  transport.exchange(
                      DiagnosticRequest.physical(
                          Payload.ofHex("310102030405060708090A0B"),
                          RequestTarget.of(EcuAddress.can29(0x18DA10F1))),
                      LONG))
              .toString());
    }
  }

  /** BMW answers with the tester's address byte, Toyota with the one of the request. */
  @ParameterizedTest
  @CsvSource({
    "socketcan:vcan0?, 6F1, 612, 12, F1",
    "isotp:vcan0?, 6F1, 612, 12, F1",
    "socketcan:vcan0?, 750, 758, 40, 40",
    "isotp:vcan0?, 750, 758, 40, 40",
    "isotp:vcan0?, 750, 758, 40, F1"
  })
  void extendedAddressing(String uri, String request, String response, String ecu, String own)
      throws Exception {
    ecu11(0);
    IsoTpNetwork network = IsoTpNetwork.open(bus);
    networks.add(network);
    network.serve(
        TransportCanIT::answer,
        IsoTpAddress.extended(
            CanId.parse(response),
            CanId.parse(request),
            Integer.parseInt(ecu, 16),
            Integer.parseInt(own, 16)),
        List.of(),
        IsoTpOptions.DEFAULTS);
    try (DiagnosticTransport transport = Transports.create(uri + "p2=2000&p2star=20000")) {
      transport.open(LONG);
      RequestTarget target =
          RequestTarget.of(EcuAddress.parse(request), EcuAddress.parse(response))
              .with(AddressByte.of(Integer.parseInt(ecu, 16)));
      for (int i = 0; i < 2; i++) {
        assertEquals(
            "[" + response + "#62F1900102030405060708090A]",
            messages(
                    transport.exchange(
                        DiagnosticRequest.physical(Payload.of(0x22, 0xF1, 0x90), target), LONG))
                .toString());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"socketcan:vcan0?p2=200", "isotp:vcan0?p2=200"})
  void aSilentVehicleIsNoError(String uri) throws Exception {
    try (DiagnosticTransport transport = Transports.create(uri)) {
      transport.open(LONG);
      assertEquals(ConnectionStatus.INTERFACE_OPEN, transport.status());
      TransportAnswer.NoAnswer none =
          assertInstanceOf(
              TransportAnswer.NoAnswer.class,
              transport.exchange(DiagnosticRequest.functional(Payload.of(0x01, 0x00)), LONG));
      assertEquals(TransportAnswer.Reason.NO_DATA, none.reason());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"socketcan:nocan0", "isotp:nocan0", "socketcan:nocan0?isotp=auto"})
  void aMissingInterfaceNamesTheCommand(String uri) throws Exception {
    DiagnosticTransport transport = Transports.create(uri);
    TransportException e =
        assertThrows(TransportException.Unavailable.class, () -> transport.open(LONG));
    assertTrue(
        String.valueOf(e.getMessage()).contains("sudo ip link add dev nocan0 type vcan"),
        e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"socketcan:vcany", "isotp:vcany"})
  void anInterfaceThatGoesDownIsReported(String uri) throws Exception {
    Vcan.run("ip link add dev vcany type vcan && ip link set vcany up");
    BlockingQueue<String> changes = new LinkedBlockingQueue<>();
    try (DiagnosticTransport transport = Transports.create(uri + "?p2=100")) {
      transport.open(LONG);
      transport.setListener((from, to, reason) -> changes.add(to + " " + reason));
      Vcan.run("ip link set vcany down");
      String change = changes.poll(60, TimeUnit.SECONDS);
      assertNotNull(change, "no listener was notified");
      assertTrue(change.startsWith("NOT_CONNECTED") && change.contains("vcany"), change);
      assertEquals(ConnectionStatus.NOT_CONNECTED, transport.status());
    } finally {
      Vcan.run("ip link del vcany");
    }
  }

  /** Only where the module can be put back: dev/can-vm leaves it there. */
  @Test
  void withoutTheKernelsModule() throws Exception {
    Path module = Path.of("/run/can-isotp.ko");
    assumeTrue(Files.exists(module), "not in the virtual machine of dev/can-vm");
    ecu11(0);
    // Sockets of the tests before may take a moment to end.
    Vcan.run(
        "for i in $(seq 300); do rmmod can_isotp 2>/dev/null && exit 0; sleep 0.1; done; exit 1");
    try {
      DiagnosticTransport kernel = Transports.create("isotp:vcan0");
      TransportException e =
          assertThrows(TransportException.Unavailable.class, () -> kernel.open(LONG));
      assertTrue(
          String.valueOf(e.getMessage()).contains("sudo modprobe can-isotp"), e.getMessage());
      try (DiagnosticTransport auto = Transports.create("socketcan:vcan0?isotp=auto&" + SLOW)) {
        auto.open(LONG);
        assertEquals(
            "ISO 15765-4 (CAN 11/500), own ISO-TP, not the kernel's", auto.protocol().name());
      }
    } finally {
      Vcan.run("insmod " + module);
    }
    try (IsoTpConnector again = IsoTpImplementation.KERNEL.open(Vcan.NAME)) {
      assertNotNull(again);
    }
  }
}
