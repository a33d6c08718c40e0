package io.obdio.core.decode;

import io.obdio.core.message.Payload;
import io.obdio.core.value.ExtendedCodeData;
import io.obdio.core.value.ReportedCode;
import io.obdio.core.value.TroubleCode;
import java.util.ArrayList;
import java.util.List;

/** The decoders of ISO 14229-1 services. */
final class UdsDecoders {

  /** The length of a code and its status: three bytes and one. */
  private static final int RECORD = 4;

  /** ReadDTCInformation 02 and 0A: a status availability mask, then codes. */
  public static final Decoder<List<ReportedCode>> CODES = new Codes();

  /** ReadDTCInformation 06: one code, then its extended data records. */
  public static final Decoder<ExtendedCodeData> EXTENDED_DATA = UdsDecoders::extendedData;

  private UdsDecoders() {}

  private static final class Codes implements Decoder<List<ReportedCode>> {
    @Override
    public Decoded<List<ReportedCode>> decode(Payload data) {
      if (data.isEmpty()) {
        return Decoded.tooShort(0, 1);
      }
      List<ReportedCode> codes = new ArrayList<>();
      for (int from = 1; from + RECORD <= data.length(); from += RECORD) {
        codes.add(code(data, from));
      }
      return Decoded.of(List.copyOf(codes));
    }

    @Override
    public List<ReportedCode> merge(List<ReportedCode> first, List<ReportedCode> second) {
      List<ReportedCode> all = new ArrayList<>(first);
      second.stream().filter(code -> !first.contains(code)).forEach(all::add);
      return List.copyOf(all);
    }
  }

  private static Decoded<ExtendedCodeData> extendedData(Payload data) {
    return data.length() < RECORD
        ? Decoded.tooShort(data.length(), RECORD)
        : Decoded.of(new ExtendedCodeData(code(data, 0), data.from(RECORD)));
  }

  private static ReportedCode code(Payload data, int from) {
    return new ReportedCode(
        new TroubleCode(data.uint16(from)), data.at(from + 2), data.at(from + 3));
  }
}
