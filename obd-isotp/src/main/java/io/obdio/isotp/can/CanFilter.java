package io.obdio.isotp.can;

/**
 * A filter for received frames: data and remote frames whose identifier has the same format and
 * equals {@code id} in the bits of the mask, or error frames of the classes in the mask.
 *
 * @param id the identifier to compare with
 * @param mask the bits to compare; for error frames, the error classes to accept
 * @param errors true for error frames
 */
public record CanFilter(CanId id, int mask, boolean errors) {

  /** Creates a filter for data and remote frames. */
  public CanFilter(CanId id, int mask) {
    this(id, mask, false);
  }

  /** Returns a filter for one identifier. */
  public static CanFilter exactly(CanId id) {
    return new CanFilter(id, id.extended() ? CanId.MAX_EXTENDED : CanId.MAX_BASE);
  }

  /** Returns a filter for all identifiers of 11 bits. */
  public static CanFilter allBase() {
    return new CanFilter(CanId.base(0), 0);
  }

  /** Returns a filter for all identifiers of 29 bits. */
  public static CanFilter allExtended() {
    return new CanFilter(CanId.extended(0), 0);
  }

  /** Returns a filter for all error frames. */
  public static CanFilter allErrors() {
    return new CanFilter(CanId.extended(0), CanId.MAX_EXTENDED, true);
  }

  /** Returns true if a data or remote frame with this identifier passes. */
  public boolean matches(CanId other) {
    return !errors
        && other.extended() == id.extended()
        && ((other.value() ^ id.value()) & mask) == 0;
  }

  /** Returns true if the frame passes. */
  public boolean matches(CanFrame frame) {
    return frame.kind() == CanFrame.Kind.ERROR
        ? errors && (frame.id().value() & mask) != 0
        : matches(frame.id());
  }
}
