package io.obdio.core.decode;

import io.obdio.core.message.Payload;
import java.util.ArrayList;
import java.util.List;

/** The decoder of numbers that identify calibrations (SAE J1979 service 09, infotype 06). */
final class VehicleInformationDecoders {

  private static final int CVN = 4;

  private VehicleInformationDecoders() {}

  /** Decodes calibration verification numbers of four bytes to eight hexadecimal digits each. */
  static Decoded<List<String>> cvns(Payload data) {
    boolean counted = data.length() % CVN == 1 && data.at(0) == data.length() / CVN;
    int from = counted ? 1 : 0;
    if (data.length() < from + CVN) {
      return Decoded.tooShort(data.length(), from + CVN);
    }
    List<String> numbers = new ArrayList<>();
    for (; from + CVN <= data.length(); from += CVN) {
      numbers.add(data.slice(from, CVN).toHex());
    }
    return Decoded.of(List.copyOf(numbers));
  }
}
