package io.obdio.socketcan;

import java.util.LinkedHashSet;
import java.util.Set;
import tel.schich.javacan.CanFilter;

/**
 * What the kernel lets through for all subscriptions of a bus together, so that other frames do not
 * wake anybody.
 *
 * @param frames filters of data and remote frames
 * @param errors classes of error frames
 */
record KernelFilters(Set<CanFilter> frames, int errors) {

  /** More than these are not worth their while in the kernel, which takes 512. */
  static final int MOST = 256;

  /** Copies the filters. */
  KernelFilters {
    frames = Set.copyOf(frames);
  }

  static KernelFilters of(Iterable<io.obdio.isotp.can.CanFilter> filters) {
    Set<CanFilter> frames = new LinkedHashSet<>();
    int errors = 0;
    for (io.obdio.isotp.can.CanFilter filter : filters) {
      if (filter.errors()) {
        errors |= filter.mask();
      } else {
        // With the flag under the mask the formats are told apart; remote frames pass too.
        int format = tel.schich.javacan.CanId.EFF_FLAG;
        frames.add(
            new CanFilter(
                filter.id().value() | (filter.id().extended() ? format : 0),
                filter.mask() | format));
      }
    }
    if (frames.size() > MOST) {
      frames = Set.of(CanFilter.ANY);
    }
    return new KernelFilters(frames, errors);
  }

  CanFilter[] array() {
    return frames.isEmpty() ? new CanFilter[] {CanFilter.NONE} : frames.toArray(CanFilter[]::new);
  }
}
