package io.obdio.isotp.transport;

import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.ObdAddress;
import io.obdio.isotp.can.CanFilter;
import io.obdio.isotp.can.CanId;
import io.obdio.isotp.transport.ObdOptions.IdFormat;
import org.jspecify.annotations.Nullable;

/**
 * The identifiers of legislated OBD as CAN identifiers and filters: a view of {@link ObdAddress},
 * which has the numbers, for the packages that deal with frames.
 */
public final class ObdIds {

  /** The identifier of functional requests, 11 bits. */
  public static final CanId FUNCTIONAL_11 = id(ObdAddress.FUNCTIONAL_11);

  /** The identifier of functional requests, 29 bits. */
  public static final CanId FUNCTIONAL_29 = id(ObdAddress.FUNCTIONAL_29);

  /** The responses of ECUs, 11 bits. */
  public static final CanFilter RESPONSES_11 = filter(ObdAddress.RESPONSES_11);

  /** The responses of ECUs, 29 bits. */
  public static final CanFilter RESPONSES_29 = filter(ObdAddress.RESPONSES_29);

  private ObdIds() {}

  /**
   * Returns the identifier of an address.
   *
   * @throws IllegalArgumentException if it is not a CAN identifier
   */
  public static CanId id(EcuAddress address) {
    return switch (address.kind()) {
      case CAN_11 -> CanId.base(address.id());
      case CAN_29 -> CanId.extended(address.id());
      case BYTE, ADAPTER ->
          throw new IllegalArgumentException(address + " is not a CAN identifier");
    };
  }

  /** Returns the address of an identifier. */
  public static EcuAddress address(CanId id) {
    return id.extended() ? EcuAddress.can29(id.value()) : EcuAddress.can11(id.value());
  }

  /** Returns the identifier of functional requests. */
  static CanId functional(IdFormat format) {
    return format == IdFormat.BITS_11 ? FUNCTIONAL_11 : FUNCTIONAL_29;
  }

  /** Returns the identifier of requests and flow controls to an ECU, null if there is no rule. */
  public static @Nullable CanId requestOf(CanId response) {
    return ObdAddress.requestOf(address(response)).map(ObdIds::id).orElse(null);
  }

  /** Returns the identifier of an ECU's responses, null if there is no rule. */
  public static @Nullable CanId responseOf(CanId request) {
    EcuAddress address = address(request);
    return ObdAddress.isRequest(address) ? id(ObdAddress.responseOf(address)) : null;
  }

  private static CanFilter filter(ObdAddress.Range range) {
    boolean extended = range.kind() == EcuAddress.Kind.CAN_29;
    return new CanFilter(new CanId(range.code(), extended), range.mask());
  }
}
