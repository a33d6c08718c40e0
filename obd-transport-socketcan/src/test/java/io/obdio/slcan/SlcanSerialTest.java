package io.obdio.slcan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.Payload;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.Transports;
import io.obdio.isotp.can.CanBus;
import io.obdio.isotp.can.CanBusContract;
import io.obdio.isotp.can.CanBusProvider;
import io.obdio.isotp.can.CanFilter;
import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.can.CanId;
import io.obdio.isotp.can.CanListener;
import io.obdio.isotp.can.VirtualCanBus;
import io.obdio.isotp.engine.IsoTpOptions;
import io.obdio.isotp.network.IsoTpNetwork;
import io.obdio.sim.slcan.SlcanConfig;
import io.obdio.sim.slcan.SlcanSerialPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract, and OBD, over jSerialComm and pseudo-terminals to emulated adapters. */
class SlcanSerialTest extends CanBusContract {

  private static final String BUS = "slcan-serial";
  private static final String VIN = "4902015750305A5A5A39395A5453333930303030";

  @TempDir Path directory;

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  @BeforeAll
  static void needsSocat() {
    PseudoTerminals.require();
  }

  @AfterEach
  void closeAll() throws Exception {
    while (!opened.isEmpty()) {
      opened.pop().close();
    }
  }

  /** Connects an adapter to the bus; returns its cable. */
  private PseudoTerminals plugIn(SlcanConfig config) throws IOException {
    PseudoTerminals cable = new PseudoTerminals(Files.createTempDirectory(directory, "cable"));
    opened.push(cable);
    VirtualCanBus bus = VirtualCanBus.open(BUS);
    opened.push(bus);
    opened.push(SlcanSerialPort.start(cable.adapter.toString(), 115_200, bus, config));
    return cable;
  }

  @Override
  protected CanBus join() throws IOException {
    return CanBusProvider.openUri(
        "slcan:" + plugIn(SlcanConfig.CANABLE2).host + "?databitrate=2000000");
  }

  private void ecu(CanId request, CanId response, CanId functional) {
    VirtualCanBus bus = VirtualCanBus.open(BUS);
    opened.push(bus);
    IsoTpNetwork network = IsoTpNetwork.open(bus);
    opened.push(network);
    network.serve(
        incoming -> {
          String answer =
              switch (HexFormat.of().formatHex(incoming.payload())) {
                case "0100" -> "4100BE3FA813";
                case "0902" -> VIN;
                default -> "7F" + "0111";
              };
          incoming.respond(HexFormat.of().parseHex(answer));
        },
        request,
        response,
        functional);
  }

  private static String text(TransportAnswer answer) {
    return assertInstanceOf(TransportAnswer.Messages.class, answer).messages().toString();
  }

  @Test
  void obdWithIdentifiersOf11Bits() throws Exception {
    ecu(CanId.base(0x7E0), CanId.base(0x7E8), CanId.base(0x7DF));
    checkObd(plugIn(SlcanConfig.CANUSB), "7E8", "6");
  }

  @Test
  void obdWithIdentifiersOf29Bits() throws Exception {
    ecu(CanId.extended(0x18DA10F1), CanId.extended(0x18DAF110), CanId.extended(0x18DB33F1));
    checkObd(plugIn(SlcanConfig.CANUSB.withAnswers(false)), "18DAF110", "7");
  }

  private static void checkObd(PseudoTerminals cable, String ecu, String protocol)
      throws Exception {
    DiagnosticTransport transport = Transports.create("slcan:" + cable.host);
    try {
      assertEquals("[" + ecu + "#4100BE3FA813]", transport.open(Duration.ofSeconds(20)).toString());
      assertEquals(protocol, transport.protocol().id());
      TransportAnswer vin =
          transport.exchange(
              DiagnosticRequest.functional(Payload.of(0x09, 0x02)), Duration.ofSeconds(20));
      assertEquals("[" + ecu + "#" + VIN + "]", text(vin));
    } finally {
      transport.close();
    }
  }

  /** 4095 bytes each in both directions through two adapters. */
  @Test
  void longMessagesThroughTwoAdapters() throws Exception {
    CanBus one = join();
    CanBus two = join();
    opened.push(one);
    opened.push(two);
    byte[] message = new byte[4095];
    for (int i = 0; i < message.length; i++) {
      message[i] = (byte) (31 * i);
    }
    try (IsoTpNetwork tester = IsoTpNetwork.open(one);
        IsoTpNetwork ecu =
            IsoTpNetwork.builder(two).options(IsoTpOptions.builder().fd(64).build()).open()) {
      ecu.echo(CanId.base(0x7E0), CanId.base(0x7E8));
      byte[] answer =
          tester
              .openConnection(CanId.base(0x7E8), CanId.base(0x7E0))
              .request(message, Duration.ofSeconds(60));
      assertTrue(Arrays.equals(message, answer), answer.length + " bytes");
    }
  }

  @Test
  void anUnpluggedAdapterIsLost() throws Exception {
    PseudoTerminals cable = plugIn(SlcanConfig.CANUSB);
    BlockingQueue<String> reasons = new ArrayBlockingQueue<>(10);
    try (CanBus bus = CanBusProvider.openUri("slcan:" + cable.host)) {
      bus.subscribe(
          List.of(CanFilter.allBase()),
          new CanListener() {
            @Override
            public void onFrame(CanFrame frame) {}

            @Override
            public void onBusLost(String reason) {
              reasons.add(reason);
            }
          });
      cable.close();
      String reason = reasons.poll(20, TimeUnit.SECONDS);
      assertNotNull(reason, "the loss was not reported");
      assertEquals(cable.host + " was unplugged", reason);
    }
  }

  @Test
  void aTransportToAnUnpluggedAdapterIsNotConnected() throws Exception {
    ecu(CanId.base(0x7E0), CanId.base(0x7E8), CanId.base(0x7DF));
    PseudoTerminals cable = plugIn(SlcanConfig.CANUSB);
    BlockingQueue<ConnectionStatus> statuses = new ArrayBlockingQueue<>(10);
    DiagnosticTransport transport = Transports.create("slcan:" + cable.host);
    try {
      transport.open(Duration.ofSeconds(20));
      transport.setListener((before, now, reason) -> statuses.add(now));
      cable.close();
      assertEquals(ConnectionStatus.NOT_CONNECTED, statuses.poll(20, TimeUnit.SECONDS));
    } finally {
      transport.close();
    }
  }
}
