package io.obdio.socketcan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.isotp.address.IsoTpAddress;
import io.obdio.isotp.can.CanFilter;
import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.can.CanId;
import io.obdio.isotp.engine.IsoTpOptions;
import io.obdio.isotp.engine.NResult;
import io.obdio.isotp.network.IsoTpException;
import io.obdio.isotp.network.IsoTpNetwork;
import io.obdio.isotp.network.IsoTpStream;
import io.obdio.isotp.pdu.Padding;
import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Our engine at one end, the kernel's ISO-TP at the other, in both directions. */
@Timeout(240)
class EngineAgainstKernelCanIT {

  private static final Duration LONG = Duration.ofSeconds(100);
  private static final IsoTpAddress TESTER =
      IsoTpAddress.normal(CanId.base(0x741), CanId.base(0x749));

  /** Payloads at the edges of the classes of length, the block sizes and gaps of the peers. */
  private static final int[] LENGTHS = {1, 6, 7, 8, 13, 14, 20, 62, 118, 1000, 4094, 4095};

  private SocketCanBus bus;
  private IsoTpNetwork network;
  private SocketCanBus kernelBus;
  private KernelReceiver receiver;
  private KernelIsoTpSocket kernel;
  private final BlockingQueue<byte[]> messages = new LinkedBlockingQueue<>();
  private final BlockingQueue<NResult> failures = new LinkedBlockingQueue<>();

  @BeforeAll
  static void can() {
    Vcan.require();
  }

  @BeforeEach
  void open() throws IOException {
    bus = SocketCanBus.open(Vcan.NAME);
    network = IsoTpNetwork.open(bus);
    // A bus of its own: a raw socket does not receive the frames that it sends itself.
    kernelBus = SocketCanBus.open(Vcan.NAME);
    receiver = new KernelReceiver(kernelBus, reason -> {});
  }

  @AfterEach
  void close() {
    if (kernel != null) {
      kernel.close();
    }
    receiver.close();
    kernelBus.close();
    network.close();
    bus.close();
  }

  /** Our end sends with {@code address}, the kernel's is the peer. */
  private IsoTpStream connect(IsoTpAddress address, IsoTpOptions own, IsoTpOptions kernels)
      throws IOException {
    kernel =
        KernelIsoTpSocket.open(
            receiver,
            Vcan.NAME,
            address.reversed(),
            kernels,
            new KernelIsoTpSocket.Listener() {
              @Override
              public void message(byte[] message) {
                messages.add(message);
              }

              @Override
              public void failed(NResult result) {
                failures.add(result);
              }
            });
    return network.openConnection(address, own);
  }

  private static byte[] payload(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i * 7 + (i >> 8));
    }
    return bytes;
  }

  private void thereAndBack(IsoTpStream own, int length) throws Exception {
    byte[] there = payload(length);
    own.send(there, LONG);
    byte[] received = messages.poll(LONG.toSeconds(), TimeUnit.SECONDS);
    assertNotNull(received, length + " bytes did not reach the kernel: " + failures);
    assertArrayEquals(there, received);
    kernel.send(there);
    assertArrayEquals(there, own.receive(LONG));
    assertTrue(failures.isEmpty(), failures.toString());
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "8", "16"})
  void everyLengthWithEachBlockSize(int blockSize) throws Exception {
    IsoTpOptions options = IsoTpOptions.builder().blockSize(blockSize).build();
    IsoTpStream own = connect(TESTER, options, options);
    for (int length : LENGTHS) {
      thereAndBack(own, length);
    }
  }

  /** STmin as coded: 1 ms, 500 us. */
  @ParameterizedTest
  @CsvSource({"0x01, 8", "0xF5, 0", "0xF5, 16"})
  void eachGap(String stMin, int blockSize) throws Exception {
    IsoTpOptions options =
        IsoTpOptions.builder().stMin(Integer.decode(stMin)).blockSize(blockSize).build();
    IsoTpStream own = connect(TESTER, options, options);
    thereAndBack(own, 20);
    thereAndBack(own, 700);
  }

  @Test
  void beyond4095BytesTheKernelReceives() throws Exception {
    IsoTpStream own = connect(TESTER, IsoTpOptions.DEFAULTS, IsoTpOptions.DEFAULTS);
    byte[] message = payload(6000);
    own.send(message, LONG);
    byte[] received = messages.poll(LONG.toSeconds(), TimeUnit.SECONDS);
    assertNotNull(received);
    assertArrayEquals(message, received);
    // Where the kernel differs: this library lets it send no more than 4095.
    assertThrows(IOException.class, () -> kernel.send(message));
  }

  static Stream<Arguments> addresses() {
    return Stream.of(
        Arguments.of(IsoTpAddress.normal(CanId.extended(0x741), CanId.extended(0x749))),
        Arguments.of(IsoTpAddress.normalFixed(0xF1, 0x33)),
        Arguments.of(IsoTpAddress.extended(CanId.base(0x741), CanId.base(0x749), 0xF1, 0x10)),
        Arguments.of(IsoTpAddress.mixed29(0xF1, 0x10, 0x55)),
        Arguments.of(IsoTpAddress.mixed11(CanId.base(0x741), CanId.base(0x749), 0x55)));
  }

  @ParameterizedTest
  @MethodSource("addresses")
  void eachAddressingFormat(IsoTpAddress address) throws Exception {
    IsoTpStream own = connect(address, IsoTpOptions.DEFAULTS, IsoTpOptions.DEFAULTS);
    for (int length : new int[] {1, 6, 7, 8, 100}) {
      thereAndBack(own, length);
    }
  }

  @ParameterizedTest
  @CsvSource({"8", "12", "20", "32", "64"})
  void eachFdLengthClass(int txDl) throws Exception {
    IsoTpOptions options = IsoTpOptions.builder().fd(txDl).build();
    IsoTpStream own = connect(TESTER, options, options);
    for (int length : new int[] {1, 7, 8, 10, 11, 30, 61, 62, 63, 64, 500, 4095}) {
      thereAndBack(own, length);
    }
  }

  @ParameterizedTest
  @CsvSource({"ANY", "FILLED", "FILLED_WITH_BYTE"})
  void paddingIsWhatTheKernelExpects(Padding rule) throws Exception {
    IsoTpOptions options = IsoTpOptions.builder().padding(0xAA).rxPadding(rule).build();
    IsoTpStream own = connect(TESTER, options, options);
    thereAndBack(own, 3);
    thereAndBack(own, 25);
  }

  @Test
  void withoutPadding() throws Exception {
    IsoTpOptions options = IsoTpOptions.builder().noPadding().rxPadding(Padding.NONE).build();
    IsoTpStream own = connect(TESTER, options, options);
    thereAndBack(own, 3);
    thereAndBack(own, 25);
  }

  @Test
  void bothDirectionsAtOnce() throws Exception {
    IsoTpStream own = connect(TESTER, IsoTpOptions.DEFAULTS, IsoTpOptions.DEFAULTS);
    byte[] there = payload(3000);
    byte[] back = payload(2500);
    java.util.concurrent.CompletableFuture<Void> sent = own.send(there);
    kernel.send(back);
    sent.get(LONG.toSeconds(), TimeUnit.SECONDS);
    assertArrayEquals(back, own.receive(LONG));
    byte[] received = messages.poll(LONG.toSeconds(), TimeUnit.SECONDS);
    assertNotNull(received);
    assertArrayEquals(there, received);
  }

  @Test
  void aReceiverThatIsTooSmallIsNamedAtBothEnds() throws Exception {
    IsoTpOptions small = IsoTpOptions.builder().maxLength(64).build();
    connect(TESTER, small, IsoTpOptions.DEFAULTS);
    IOException refused = assertThrows(IOException.class, () -> kernel.send(payload(100)));
    assertTrue(String.valueOf(refused.getMessage()).contains("N_BUFFER_OVFLW"), refused.toString());
  }

  /** A socket that is closed in the middle of a message sends no further flow control. */
  @Test
  void aClosedSocketSendsNoMoreFlowControls() throws Exception {
    IsoTpOptions blocks = IsoTpOptions.builder().blockSize(1).build();
    IsoTpStream own = connect(TESTER, IsoTpOptions.DEFAULTS, blocks);
    BlockingQueue<CanFrame> flowControls = new LinkedBlockingQueue<>();
    try (SocketCanBus monitor = SocketCanBus.open(Vcan.NAME)) {
      monitor.subscribe(List.of(CanFilter.exactly(TESTER.rxId())), flowControls::add);
      for (int i = 0; i < 20; i++) {
        java.util.concurrent.CompletableFuture<Void> sent = own.send(payload(4000));
        assertNotNull(flowControls.poll(LONG.toSeconds(), TimeUnit.SECONDS));
        kernel.close();
        // What the kernel sent before it was closed is on the bus by now: vcan has no delay.
        monitor.send(CanFrame.of(TESTER.rxId(), (byte) 0xFF));
        own.connection().send((byte) 0x3E);
        flowControls.clear();
        assertThrows(
            java.util.concurrent.ExecutionException.class,
            () -> sent.get(LONG.toSeconds(), TimeUnit.SECONDS));
        assertEquals(0, flowControls.size(), flowControls.toString());
        own.close();
        own = connect(TESTER, IsoTpOptions.DEFAULTS, blocks);
        messages.clear();
      }
    }
  }

  @Test
  void errorsOfTheKernelAreReported() throws Exception {
    connect(TESTER, IsoTpOptions.DEFAULTS, IsoTpOptions.DEFAULTS);
    bus.send(CanFrame.of(TESTER.txId(), HexFormat.of().parseHex("1014010203040506")));
    assertEquals(NResult.N_TIMEOUT_Cr, failures.poll(LONG.toSeconds(), TimeUnit.SECONDS));
    bus.send(CanFrame.of(TESTER.txId(), HexFormat.of().parseHex("1014010203040506")));
    bus.send(CanFrame.of(TESTER.txId(), HexFormat.of().parseHex("220708090A0B0C0D")));
    assertEquals(NResult.N_WRONG_SN, failures.poll(LONG.toSeconds(), TimeUnit.SECONDS));
    bus.send(CanFrame.of(TESTER.txId(), HexFormat.of().parseHex("0141")));
    assertNotNull(messages.poll(LONG.toSeconds(), TimeUnit.SECONDS));
  }

  @Test
  void noVehicleAnswers() throws Exception {
    IsoTpStream own = connect(TESTER, IsoTpOptions.DEFAULTS, IsoTpOptions.DEFAULTS);
    own.close();
    IOException late = assertThrows(IOException.class, () -> kernel.send(payload(100)));
    assertTrue(String.valueOf(late.getMessage()).contains("N_TIMEOUT_Bs"), late.toString());
    kernel.close();
    IsoTpStream alone = network.openConnection(CanId.base(0x123), CanId.base(0x124));
    IsoTpException failure =
        assertThrows(IsoTpException.class, () -> alone.send(payload(100), LONG));
    assertEquals(NResult.N_TIMEOUT_Bs, failure.result());
  }
}
