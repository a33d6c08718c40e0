package io.obdio.isotp.engine;

import io.obdio.isotp.address.IsoTpAddress;
import io.obdio.isotp.can.CanId;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each addressing format in both directions, with another's frames in between. */
class AddressingLadderTest {

  /** Address, its frames, frames that it receives, frames of others. */
  static Stream<Arguments> formats() {
    CanId a = CanId.base(0x241);
    CanId b = CanId.base(0x641);
    return Stream.of(
        Arguments.of(IsoTpAddress.normal(a, b), "241#", "641#", "642#"),
        Arguments.of(
            IsoTpAddress.normal(CanId.extended(0x241), CanId.extended(0x641)),
            "00000241#",
            "00000641#",
            "641#"),
        Arguments.of(IsoTpAddress.normalFixed(0xF1, 0x10), "18DA10F1#", "18DAF110#", "18DBF110#"),
        Arguments.of(IsoTpAddress.extended(a, b, 0xF1, 0x10), "241#10", "641#F1", "641#F2"),
        Arguments.of(
            IsoTpAddress.mixed29(0xF1, 0x10, 0x99), "18CE10F1#99", "18CEF110#99", "18CEF110#98"),
        Arguments.of(IsoTpAddress.mixed11(a, b, 0x99), "241#99", "641#99", "641#98"));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void eachFormat(IsoTpAddress address, String tx, String rx, String other) {
    Ladder.play(
        address,
        IsoTpOptions.builder().noPadding().blockSize(0).build(),
        (address.txPrefix() == 0 ? NORMAL : EXTENDED)
            .replace("TX", tx)
            .replace("RX", rx)
            .replace("OTHER", other));
  }

  private static final String NORMAL =
      """
      0 send 7
      0 > TX0700010203040506
      0 confirm N_OK
      1 send 8
      1 > TX1008000102030405
      2 < OTHER320000
      3 < RX300000
      3 > TX210607
      3 confirm N_OK
      4 < OTHER0100
      5 < RX1008000102030405
      5 FF 8
      5 > TX300000
      6 < OTHER210708
      7 < RX210607
      7 received 8
      """;

  /** One byte less in each frame. */
  private static final String EXTENDED =
      """
      0 send 6
      0 > TX06000102030405
      0 confirm N_OK
      1 send 7
      1 > TX10070001020304
      2 < OTHER320000
      3 < RX300000
      3 > TX210506
      3 confirm N_OK
      4 < OTHER0100
      5 < RX10070001020304
      5 FF 7
      5 > TX300000
      6 < OTHER210708
      7 < RX210506
      7 received 7
      """;
}
