package io.obdio.core.command;

import io.obdio.core.message.DiagnosticRequest;
import java.util.Set;

/** What is known of services as such. */
final class Services {

  /**
   * Services that only read: SAE J1979 01, 02, 03, 05, 06, 07, 09, 0A; ISO 14229-1 19
   * ReadDTCInformation, 22 ReadDataByIdentifier, 23 ReadMemoryByAddress, 24
   * ReadScalingDataByIdentifier, 3E TesterPresent; ISO 14230-3 1A readEcuIdentification, 21
   * readDataByLocalIdentifier.
   */
  private static final Set<Integer> READING =
      Set.of(
          0x01, 0x02, 0x03, 0x05, 0x06, 0x07, 0x09, 0x0A, 0x19, 0x1A, 0x21, 0x22, 0x23, 0x24, 0x3E);

  private Services() {}

  /**
   * True if asking again and again does no harm. Of the adapter's commands these are AT I and AT RV
   * alone.
   */
  static boolean isReading(DiagnosticRequest request) {
    if (request instanceof DiagnosticRequest.ToVehicle vehicle) {
      return READING.contains(vehicle.payload().at(0));
    }
    return request instanceof DiagnosticRequest.ToAdapter adapter
        && Set.of("ATI", "ATRV").contains(adapter.command());
  }
}
