package io.obdio.isotp.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.command.ObdCommand;
import io.obdio.core.connection.ObdConnection;
import io.obdio.core.message.AddressByte;
import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.Payload;
import io.obdio.core.message.RequestOptions;
import io.obdio.core.message.RequestTarget;
import io.obdio.isotp.address.IsoTpAddress;
import io.obdio.isotp.can.CanBus;
import io.obdio.isotp.can.CanId;
import io.obdio.isotp.can.VirtualCanBus;
import io.obdio.isotp.engine.IsoTpOptions;
import io.obdio.isotp.network.IsoTpNetwork;
import io.obdio.isotp.network.IsoTpRequest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Requests that need a diagnostic session, over a connection and ISO-TP, with normal and extended
 * addressing: the session is opened once and kept by tester present.
 *
 * @see <a href="https://github.com/OBDb/Porsche-Taycan">OBDb/Porsche-Taycan: din 03</a>
 * @see <a href="https://github.com/OBDb/BMW-i3">OBDb/BMW-i3: eax</a>
 */
@Timeout(120)
@SuppressWarnings("try") // The ECUs act by their presence.
class SessionsTest {

  private static final String BUS = "sessions";

  private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
  private boolean inSession;

  private synchronized void answer(IsoTpRequest request) {
    String hex = HexFormat.of().withUpperCase().formatHex(request.payload());
    requests.add(hex);
    String answer =
        switch (hex) {
          case "1003" -> "5003003201F4";
          case "1001" -> "5001003201F4";
          case "3E00" -> "7E00";
          default -> inSession ? "62180100112233445566778899" : "7F227F";
        };
    if (hex.startsWith("10")) {
      inSession = hex.equals("1003");
    }
    request.respond(HexFormat.of().parseHex(answer));
  }

  private static ObdCommand<Payload> command(RequestTarget target) {
    RequestOptions options = RequestOptions.NONE.withSession(OptionalInt.of(3), OptionalInt.of(1));
    return ObdCommand.named("CELLS")
        .request(
            new DiagnosticRequest.ToVehicle(Payload.ofHex("221801"), Optional.of(target), options))
        .build();
  }

  private void check(RequestTarget target) throws Exception {
    IsoTpTransport transport = IsoTpTransportTest.transport(BUS, "ids=11&p2=1000");
    try (ObdConnection connection = ObdConnection.builder(transport).build()) {
      connection.open();
      ObdCommand<Payload> command = command(target);
      for (int i = 0; i < 2; i++) {
        assertEquals("00112233445566778899", connection.force(command).value().toHex());
      }
      assertEquals(
          List.of("1003", "221801", "221801"),
          List.of(requests.take(), requests.take(), requests.take()));
      assertEquals("3E00", requests.poll(20, TimeUnit.SECONDS));
      assertEquals("00112233445566778899", connection.force(command).value().toHex());
      assertEquals("221801", requests.take());
    }
  }

  @Test
  void aSessionIsOpenedAndKept() throws Exception {
    try (CanBus bus = VirtualCanBus.open(BUS);
        IsoTpNetwork network = IsoTpNetwork.open(bus);
        TestEcu probed = TestEcu.base(BUS, 0, TestEcu.CAR)) {
      network.serve(this::answer, CanId.base(0x7E5), CanId.base(0x7ED));
      check(RequestTarget.of(EcuAddress.can11(0x7E5)));
      assertTrue(requests.isEmpty());
    }
  }

  @Test
  void aSessionIsKeptWithExtendedAddressing() throws Exception {
    try (CanBus bus = VirtualCanBus.open(BUS);
        IsoTpNetwork network = IsoTpNetwork.open(bus);
        TestEcu probed = TestEcu.base(BUS, 0, TestEcu.CAR)) {
      network.serve(
          this::answer,
          IsoTpAddress.extended(CanId.base(0x607), CanId.base(0x6F1), 0x07, 0xF1),
          List.of(),
          IsoTpOptions.DEFAULTS);
      check(
          RequestTarget.of(EcuAddress.can11(0x6F1), EcuAddress.can11(0x607))
              .with(AddressByte.of(0x07)));
    }
  }
}
