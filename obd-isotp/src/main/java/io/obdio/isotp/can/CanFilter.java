package io.obdio.isotp.can;

/**
 * Which frames to hear: data and remote frames whose identifier is of the same format and equal in
 * the bits under the mask, or error frames of these classes.
 *
 * @param id the pattern
 * @param mask which of its bits count
 * @param errors true for error frames: any of whose class bits under the mask is set
 */
public record CanFilter(CanId id, int mask, boolean errors) {

  /** A filter for data and remote frames. */
  public CanFilter(CanId id, int mask) {
    this(id, mask, false);
  }

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

  /** Every error frame. */
  public static CanFilter allErrors() {
    return new CanFilter(CanId.extended(0), CanId.MAX_EXTENDED, true);
  }

  /** True if a data or remote frame with the identifier {@code other} is to be heard. */
  public boolean matches(CanId other) {
    return !errors
        && other.extended() == id.extended()
        && ((other.value() ^ id.value()) & mask) == 0;
  }

  /** True if {@code frame} is to be heard. */
  public boolean matches(CanFrame frame) {
    return frame.kind() == CanFrame.Kind.ERROR
        ? errors && (frame.id().value() & mask) != 0
        : matches(frame.id());
  }
}
