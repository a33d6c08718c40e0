package io.obdio.isotp.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.can.CanId;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IsoTpAddressTest {

  private static final CanId A = CanId.base(0x7E0);
  private static final CanId B = CanId.base(0x7E8);

  static Stream<Arguments> formats() {
    return Stream.of(
        Arguments.of(IsoTpAddress.normal(A, B), "7E0>7E8"),
        Arguments.of(
            IsoTpAddress.normal(CanId.extended(1), CanId.extended(2)), "00000001>00000002"),
        Arguments.of(IsoTpAddress.normalFixed(0xF1, 0x10), "18DA10F1>18DAF110"),
        // JavaCAN's helper would give 18DBF133 here.
        Arguments.of(IsoTpAddress.normalFixedFunctional(0xF1, 0x33), "18DB33F1>18DAF133"),
        Arguments.of(IsoTpAddress.extended(A, B, 0xF1, 0x10), "7E0/10>7E8/F1"),
        Arguments.of(IsoTpAddress.mixed29(0xF1, 0x10, 0x55), "18CE10F1/55>18CEF110/55"),
        Arguments.of(IsoTpAddress.mixed29Functional(0xF1, 0x33, 0x55), "18CD33F1/55>18CEF133/55"),
        Arguments.of(IsoTpAddress.mixed11(A, B, 0x55), "7E0/55>7E8/55"));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void putsAddressesWhereTheFormatHasThem(IsoTpAddress address, String text) {
    assertEquals(text, address.toString());
    assertEquals(address, address.reversed().reversed());
    assertEquals(address.txId(), address.reversed().rxId());
    assertEquals(address.txByte(), address.reversed().rxByte());
  }

  @Test
  void receivesOnlyItsOwnFrames() {
    IsoTpAddress normal = IsoTpAddress.normal(A, B);
    assertTrue(normal.matches(CanFrame.of(B, (byte) 1)));
    assertTrue(normal.matches(CanFrame.fd(B, false, (byte) 1)));
    assertTrue(normal.filters().get(0).matches(B));
    assertFalse(normal.matches(CanFrame.of(A, (byte) 1)));
    assertFalse(normal.matches(CanFrame.of(CanId.extended(0x7E8), (byte) 1)));
    assertFalse(normal.matches(CanFrame.remote(B)));
    IsoTpAddress extended = IsoTpAddress.extended(A, B, 0xF1, 0x10);
    assertTrue(extended.matches(CanFrame.of(B, (byte) 0xF1, (byte) 1)));
    assertFalse(extended.matches(CanFrame.of(B, (byte) 0xF2, (byte) 1)));
    assertFalse(extended.matches(CanFrame.of(B)));
  }

  @Test
  void refusesWhatIsNoAddress() {
    assertThrows(IllegalArgumentException.class, () -> IsoTpAddress.normalFixed(0x100, 0));
    assertThrows(IllegalArgumentException.class, () -> IsoTpAddress.mixed29(0, -1, 0));
    assertThrows(IllegalArgumentException.class, () -> IsoTpAddress.mixed11(A, B, 256));
  }
}
