package io.obdio.isotp.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.obdio.core.message.AddressByte;
import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.Payload;
import io.obdio.core.message.RequestOptions;
import io.obdio.core.message.RequestTarget;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.TransportAnswer.NoAnswer;
import io.obdio.core.transport.TransportAnswer.Reason;
import io.obdio.isotp.address.IsoTpAddress;
import io.obdio.isotp.can.CanId;
import io.obdio.isotp.can.VirtualCanBus;
import io.obdio.isotp.network.IsoTpConnection;
import io.obdio.isotp.network.IsoTpListener;
import io.obdio.isotp.network.IsoTpNetwork;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The addresses of physical requests: extended addressing, and answers from other identifiers. */
class RequestTargetsTest {

  private static final String BUS = "targets";
  private static final Duration LONG = Duration.ofSeconds(10);

  private final VirtualCanBus bus = VirtualCanBus.open(BUS);
  private final IsoTpNetwork network = IsoTpNetwork.builder(bus).callbacks(Runnable::run).open();
  private final IsoTpTransport transport = IsoTpTransportTest.transport(BUS, "p2=300");
  private final AtomicLong delayMillis = new AtomicLong();

  @BeforeEach
  void open() throws Exception {
    transport.open(LONG);
  }

  @AfterEach
  void close() {
    transport.close();
    network.close();
    bus.close();
  }

  /** Adds an ECU that answers every request {@code 22xxxx} with 20 data bytes. */
  private void ecu(IsoTpAddress address) throws Exception {
    IsoTpListener answering =
        new IsoTpListener() {
          @Override
          public void onMessage(IsoTpConnection connection, byte[] message) {
            byte[] answer = new byte[23];
            System.arraycopy(message, 0, answer, 0, 3);
            answer[0] = (byte) (message[0] + 0x40);
            Thread sender =
                new Thread(
                    () -> {
                      pause(delayMillis.get());
                      connection.send(answer);
                    });
            sender.start();
          }
        };
    network.createConnection(answering, address, network.options());
  }

  @SuppressWarnings("ThreadSleep")
  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private TransportAnswer ask(String hex, RequestTarget target, RequestOptions options)
      throws Exception {
    return transport.exchange(
        new DiagnosticRequest.ToVehicle(Payload.ofHex(hex), Optional.of(target), options), LONG);
  }

  private String answer(String hex, RequestTarget target) throws Exception {
    TransportAnswer answer = ask(hex, target, RequestOptions.NONE);
    return assertInstanceOf(TransportAnswer.Messages.class, answer, answer.toString())
        .messages()
        .get(0)
        .toString();
  }

  private static RequestTarget target(String request, String answer) {
    return RequestTarget.of(EcuAddress.parse(request), EcuAddress.parse(answer));
  }

  /**
   * Extended addressing: several ECUs share one request identifier.
   *
   * @see <a href="https://github.com/OBDb/BMW-i3">OBDb/BMW-i3: hdr 6F1, eax 07, rax 607</a>
   */
  @Test
  void extendedAddressesReachTheirEcu() throws Exception {
    ecu(IsoTpAddress.extended(CanId.base(0x607), CanId.base(0x6F1), 0x07, 0xF1));
    ecu(IsoTpAddress.extended(CanId.base(0x660), CanId.base(0x6F1), 0x60, 0xF1));
    RequestTarget battery = target("6F1", "607").with(AddressByte.of(0x07));
    RequestTarget cluster = target("6F1", "660").with(AddressByte.of(0x60));
    String data = "00".repeat(20);
    assertEquals("607#62DD68" + data, answer("22DD68", battery));
    assertEquals("660#62D10D" + data, answer("22D10D", cluster));
    assertEquals("607#62DD69" + data, answer("22DD69", battery));
  }

  /** Toyota's tyre pressure ECU answers with its own address byte. */
  @Test
  void theAddressByteOfAnswersIsFound() throws Exception {
    ecu(IsoTpAddress.extended(CanId.base(0x758), CanId.base(0x750), 0x2A, 0x2A));
    RequestTarget tyres = target("750", "758").with(AddressByte.of(0x2A));
    assertEquals("758#622116" + "00".repeat(20), answer("222116", tyres));
    RequestTarget given = target("750", "758").with(new AddressByte(0x2A, OptionalInt.of(0x2A)));
    assertEquals("758#622117" + "00".repeat(20), answer("222117", given));
  }

  /**
   * Volkswagen answers 710 from 77A and 17FC0076 from 17FE0076.
   *
   * @see <a href="https://github.com/meatpiHQ/wican-fw/issues/614">wican-fw 614</a>
   */
  @Test
  void answersComeFromWhereTheManufacturerPutsThem() throws Exception {
    ecu(IsoTpAddress.normal(CanId.base(0x77A), CanId.base(0x710)));
    ecu(IsoTpAddress.normal(CanId.extended(0x17FE0076), CanId.extended(0x17FC0076)));
    RequestTarget gateway = RequestTarget.of(EcuAddress.parse("710"));
    assertEquals("77A#622A0B" + "00".repeat(20), answer("222A0B", gateway));
    assertEquals("77A#622A0C" + "00".repeat(20), answer("222A0C", gateway));
    RequestTarget battery = RequestTarget.of(EcuAddress.parse("17FC0076"));
    assertEquals("17FE0076#6202BD" + "00".repeat(20), answer("2202BD", battery));
  }

  /** The format's tmo: an ECU that is slower than P2. */
  @Test
  void theAnswerTimeIsWaited() throws Exception {
    ecu(IsoTpAddress.normal(CanId.base(0x7E8), CanId.base(0x7E0)));
    delayMillis.set(700);
    RequestTarget engine = RequestTarget.of(EcuAddress.parse("7E0"));
    RequestOptions patient = RequestOptions.NONE.withAnswerTime(Duration.ofSeconds(5));
    TransportAnswer answer = ask("22F190", engine, patient);
    assertInstanceOf(TransportAnswer.Messages.class, answer);
  }

  @Test
  void aRequestForAnotherKindOfBusIsNotSent() throws Exception {
    ecu(IsoTpAddress.normal(CanId.base(0x7E8), CanId.base(0x7E0)));
    RequestOptions options = RequestOptions.NONE.withBus(EcuAddress.Kind.CAN_29);
    NoAnswer none =
        assertInstanceOf(
            NoAnswer.class, ask("22F190", RequestTarget.of(EcuAddress.parse("7E0")), options));
    assertEquals(Reason.NOT_SUPPORTED, none.reason(), none.detail());
  }
}
