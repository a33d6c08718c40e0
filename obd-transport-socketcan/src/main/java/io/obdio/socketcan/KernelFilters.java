package io.obdio.socketcan;

import java.util.LinkedHashSet;
import java.util.Set;
import tel.schich.javacan.CanFilter;

/**
 * The union of the filters of all subscriptions, set in the kernel so that other frames wake no
 * thread.
 *
 * @param frames filters of data and remote frames
 * @param errors classes of error frames
 */
record KernelFilters(Set<CanFilter> frames, int errors) {

  /** Maximum number of filters; the kernel accepts 512, but checks them one by one. */
  static final int MAX_FILTERS = 256;

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
        // With the flag in the mask the filter distinguishes the formats; remote frames pass.
        int format = tel.schich.javacan.CanId.EFF_FLAG;
        frames.add(
            new CanFilter(
                filter.id().value() | (filter.id().extended() ? format : 0),
                filter.mask() | format));
      }
    }
    if (frames.size() > MAX_FILTERS) {
      frames = Set.of(CanFilter.ANY);
    }
    return new KernelFilters(frames, errors);
  }

  CanFilter[] array() {
    return frames.isEmpty() ? new CanFilter[] {CanFilter.NONE} : frames.toArray(CanFilter[]::new);
  }
}
