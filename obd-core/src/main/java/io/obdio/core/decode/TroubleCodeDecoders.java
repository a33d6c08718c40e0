package io.obdio.core.decode;

import io.obdio.core.message.Payload;
import io.obdio.core.value.TroubleCode;
import java.util.ArrayList;
import java.util.List;

/** The decoders of trouble codes of two bytes (SAE J1979 services 03, 07, 0A and PID 02). */
final class TroubleCodeDecoders {

  private TroubleCodeDecoders() {}

  /**
   * The decoder of a list of codes. A count precedes them on CAN but not on the older buses, which
   * the parity of the length distinguishes. 0000 is padding.
   */
  static final class Codes implements Decoder<List<TroubleCode>> {
    @Override
    public Decoded<List<TroubleCode>> decode(Payload data) {
      List<TroubleCode> codes = new ArrayList<>(data.length() / 2);
      for (int i = data.length() & 1; i < data.length(); i += 2) {
        int number = data.uint16(i);
        if (number != 0) {
          codes.add(new TroubleCode(number));
        }
      }
      return Decoded.of(List.copyOf(codes));
    }

    /** Returns the codes of both ECUs, each once, in order. */
    @Override
    public List<TroubleCode> merge(List<TroubleCode> first, List<TroubleCode> second) {
      List<TroubleCode> all = new ArrayList<>(first);
      second.stream().filter(code -> !first.contains(code)).forEach(all::add);
      return List.copyOf(all);
    }
  }

  /** Decodes one code; 0000 means that there is none. */
  static Decoded<TroubleCode> single(Payload data) {
    if (data.length() < 2) {
      return Decoded.tooShort(data.length(), 2);
    }
    int number = data.uint16(0);
    return number == 0
        ? Decoded.failed("no trouble code stored")
        : Decoded.of(new TroubleCode(number));
  }
}
