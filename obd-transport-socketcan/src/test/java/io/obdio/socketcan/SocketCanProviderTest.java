package io.obdio.socketcan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.TransportException;
import io.obdio.core.transport.TransportUri;
import io.obdio.core.transport.Transports;
import io.obdio.isotp.address.IsoTpAddress;
import io.obdio.isotp.can.CanId;
import io.obdio.isotp.engine.IsoTpOptions;
import io.obdio.isotp.engine.NResult;
import io.obdio.isotp.engine.Role;
import io.obdio.isotp.pdu.Padding;
import io.obdio.isotp.transport.IsoTpUriOptions;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tel.schich.javacan.IsotpOptions.Flag;

class SocketCanProviderTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "socketcan:can0",
        "isotp:can0",
        "socketcan:can0?isotp=auto&ids=29&p2=100&p2star=3000",
        "socketcan:can0?padding=55&bs=8&stmin=500&waits=2&txdl=64",
        "isotp:can0?padding=off"
      })
  void makesTransportsWithoutOpeningThem(String uri) throws Exception {
    DiagnosticTransport transport = Transports.create(uri);
    assertEquals(ConnectionStatus.NOT_CONNECTED, transport.status());
    transport.close();
  }

  @ParameterizedTest
  @CsvSource({
    "socketcan:, can0",
    "socketcan:a/b, can0",
    "socketcan:averylonginterface, can0",
    "socketcan:can0?isotp=maybe, 'own, kernel, auto'",
    "isotp:can0?isotp=own, unknown option",
    "socketcan:can0?padding=C, two hex digits",
    "socketcan:can0?bs=256, 255",
    "socketcan:can0?stmin=x, 127000",
    "socketcan:can0?txdl=9, TX_DL",
    "socketcan:can0?ids=12, '11, 29'",
    "socketcan:can0?baud=1, unknown option"
  })
  void refusesWrongUris(String uri, String text) {
    TransportException.BadUri e =
        assertThrows(TransportException.BadUri.class, () -> Transports.create(uri));
    assertTrue(String.valueOf(e.getMessage()).contains(text), e.getMessage());
  }

  @Test
  void optionsAreRead() throws Exception {
    IsoTpOptions options =
        IsoTpUriOptions.read(
            TransportUri.parse("isotp:can0?padding=55&bs=8&stmin=500&waits=2&txdl=64"));
    assertEquals(0x55, options.padByte());
    assertEquals(8, options.blockSize());
    assertEquals(0xF5, options.stMin());
    assertEquals(2, options.waitsSent());
    assertEquals(64, options.txDl());
    IsoTpOptions defaults = IsoTpUriOptions.read(TransportUri.parse("isotp:can0"));
    assertEquals(0, defaults.blockSize());
    assertEquals(8, defaults.minLength());
  }

  /** Everywhere but on a machine that happens to have such an interface. */
  @ParameterizedTest
  @ValueSource(strings = {"socketcan:obdnone0", "isotp:obdnone0", "socketcan:obdnone0?isotp=auto"})
  void openingAMissingPortNamesTheRemedy(String uri) throws Exception {
    DiagnosticTransport transport = Transports.create(uri);
    TransportException.Unavailable e =
        assertThrows(
            TransportException.Unavailable.class, () -> transport.open(Duration.ofSeconds(5)));
    String message = String.valueOf(e.getMessage());
    assertTrue(message.contains("sudo ip link") || message.contains("Linux"), message);
  }

  /** JavaCAN's IsotpAddress would give 18DBF133 for the first. */
  @ParameterizedTest
  @CsvSource({"18DB33F1, 98DB33F1", "18DA10F1, 98DA10F1", "7DF, 7DF", "00000123, 80000123"})
  void identifiersReachTheKernelUnchanged(String id, String raw) {
    assertEquals(
        raw,
        Integer.toHexString(KernelIsoTpSocket.socketId(CanId.parse(id)).getId())
            .toUpperCase(java.util.Locale.ROOT));
  }

  @Test
  void optionsBecomeTheKernelsFlags() {
    IsoTpAddress plain = IsoTpAddress.normal(CanId.base(1), CanId.base(2));
    assertEquals(
        Set.of(Flag.WAIT_TX_DONE, Flag.TX_PADDING),
        KernelOptions.flags(plain, IsoTpOptions.DEFAULTS));
    assertEquals(
        Set.of(
            Flag.WAIT_TX_DONE,
            Flag.TX_PADDING,
            Flag.RX_PADDING,
            Flag.CHK_PAD_LEN,
            Flag.CHK_PAD_DATA,
            Flag.EXTEND_ADDR,
            Flag.RX_EXT_ADDR,
            Flag.HALF_DUPLEX,
            Flag.FORCE_TXSTMIN),
        KernelOptions.flags(
            IsoTpAddress.mixed29(1, 2, 3),
            IsoTpOptions.builder()
                .rxPadding(Padding.FILLED_WITH_BYTE)
                .halfDuplex(true)
                .forcedGap(5)
                .build()));
    assertTrue(
        KernelOptions.flags(plain, IsoTpOptions.builder().role(Role.LISTEN).build())
            .contains(Flag.LISTEN_MODE));
    assertTrue(
        KernelOptions.flags(plain, IsoTpOptions.builder().role(Role.BROADCAST).build())
            .contains(Flag.CF_BROADCAST));
    assertTrue(
        KernelOptions.flags(plain.asFunctional(), IsoTpOptions.DEFAULTS)
            .contains(Flag.SF_BROADCAST));
  }

  @Test
  void errorsOfTheKernelHaveTheStandardsNames() {
    assertEquals(NResult.N_TIMEOUT_Bs, KernelIsoTpSocket.result(70));
    assertEquals(NResult.N_BUFFER_OVFLW, KernelIsoTpSocket.result(90));
    assertEquals(NResult.N_TIMEOUT_Cr, KernelIsoTpSocket.result(110));
    assertEquals(NResult.N_WRONG_SN, KernelIsoTpSocket.result(84));
    assertEquals(NResult.N_ERROR, KernelIsoTpSocket.result(74));
    assertNull(KernelIsoTpSocket.result(100));
    assertNotNull(new SocketCanProvider().usage());
  }
}
