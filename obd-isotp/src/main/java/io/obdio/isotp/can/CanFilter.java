package io.obdio.isotp.can;

/**
 * Which identifiers to hear: those of the same format whose bits under the mask are equal.
 *
 * @param id the pattern
 * @param mask which of its bits count
 */
public record CanFilter(CanId id, int mask) {

  /** Just one identifier. */
  public static CanFilter exactly(CanId id) {
    return new CanFilter(id, id.extended() ? CanId.MAX_EXTENDED : CanId.MAX_BASE);
  }

  /** Every identifier of 11 bits. */
  public static CanFilter allBase() {
    return new CanFilter(CanId.base(0), 0);
  }

  /** Every identifier of 29 bits. */
  public static CanFilter allExtended() {
    return new CanFilter(CanId.extended(0), 0);
  }

  /** True if {@code other} is to be heard. */
  public boolean matches(CanId other) {
    return other.extended() == id.extended() && ((other.value() ^ id.value()) & mask) == 0;
  }
}
