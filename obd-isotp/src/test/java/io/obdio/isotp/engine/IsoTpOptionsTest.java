package io.obdio.isotp.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.obdio.isotp.pdu.Padding;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IsoTpOptionsTest {

  @Test
  void defaults() {
    IsoTpOptions options = IsoTpOptions.DEFAULTS;
    assertEquals(16, options.blockSize());
    assertEquals(0, options.stMin());
    assertEquals(0, options.waitsSent());
    assertEquals(0xCC, options.padByte());
    assertEquals(8, options.txDl());
    assertEquals(Timers.STANDARD, options.timers());
  }

  @Test
  void aBuilderKeepsWhatItStartsFrom() {
    IsoTpOptions options =
        IsoTpOptions.builder()
            .blockSize(8)
            .stMinMicros(150)
            .waitsSent(3)
            .waitsAccepted(4)
            .forcedGap(5)
            .burst(6)
            .fd(64)
            .bitRateSwitch(false)
            .padding(0x55)
            .noPadding()
            .rxPadding(Padding.FILLED)
            .halfDuplex(true)
            .role(Role.LISTEN)
            .maxLength(4095)
            .timers(Timers.OBD)
            .build();
    assertEquals(0xF2, options.stMin());
    assertEquals(options, options.toBuilder().build());
  }

  static Stream<Consumer<IsoTpOptions.Builder>> wrong() {
    return Stream.of(
        b -> b.blockSize(256),
        b -> b.blockSize(-1),
        b -> b.stMin(256),
        b -> b.stMinMicros(127_001),
        b -> b.waitsSent(256),
        b -> b.waitsAccepted(-1),
        b -> b.forcedGap(-2),
        b -> b.burst(0),
        b -> b.fd(7),
        b -> b.fd(9),
        b -> b.fd(65),
        b -> b.padding(256),
        b -> b.maxLength(63));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void refusesWhatIsOutOfRange(Consumer<IsoTpOptions.Builder> change) {
    IsoTpOptions.Builder builder = IsoTpOptions.builder();
    assertThrows(
        IllegalArgumentException.class,
        () -> {
          change.accept(builder);
          builder.build();
        });
  }

  @Test
  void timersCanBeChangedOneByOne() {
    Duration d = Duration.ofMillis(7);
    Timers timers = Timers.STANDARD.withA(d).withBs(d).withBr(d).withCs(d).withCr(d);
    assertEquals(Timers.ofMillis(7, 7, 7, 7, 7, 7), timers);
    assertThrows(IllegalArgumentException.class, () -> timers.withCr(Duration.ZERO));
    assertThrows(IllegalArgumentException.class, () -> timers.withBs(Duration.ofDays(1)));
  }
}
