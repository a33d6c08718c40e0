package io.obdio.socketcan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.obdio.isotp.can.CanId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tel.schich.javacan.CanFilter;

class KernelFiltersTest {

  private static final int EXTENDED = 0x80000000;

  @Test
  void formatsAreDistinguished() {
    assertEquals(
        new KernelFilters(
            Set.of(
                new CanFilter(0x7E8, 0x7F8 | EXTENDED),
                new CanFilter(0x18DAF100 | EXTENDED, 0x1FFFFF00 | EXTENDED)),
            0),
        KernelFilters.of(
            List.of(
                new io.obdio.isotp.can.CanFilter(CanId.base(0x7E8), 0x7F8),
                new io.obdio.isotp.can.CanFilter(CanId.extended(0x18DAF100), 0x1FFFFF00))));
  }

  @Test
  void errorsAreAMask() {
    KernelFilters filters =
        KernelFilters.of(
            List.of(
                new io.obdio.isotp.can.CanFilter(CanId.extended(0), 0x40, true),
                new io.obdio.isotp.can.CanFilter(CanId.extended(0), 0x02, true)));
    assertEquals(0x42, filters.errors());
    assertArrayEquals(new CanFilter[] {CanFilter.NONE}, filters.array());
  }

  @Test
  void tooManyAreAll() {
    List<io.obdio.isotp.can.CanFilter> many = new ArrayList<>();
    for (int i = 0; i <= KernelFilters.MAX_FILTERS; i++) {
      many.add(io.obdio.isotp.can.CanFilter.exactly(CanId.base(i)));
    }
    assertArrayEquals(new CanFilter[] {CanFilter.ANY}, KernelFilters.of(many).array());
  }
}
