package io.obdio.core.decode;

import io.obdio.core.message.Payload;
import io.obdio.core.value.ReadinessTest;
import io.obdio.core.value.Status;
import java.util.ArrayList;
import java.util.List;

/** The decoder of the monitor status (SAE J1979 PIDs 01 and 41): four bytes of flags. */
final class StatusDecoder implements Decoder<Status> {

  private static final int COMPRESSION = 0x08;

  @Override
  public Decoded<Status> decode(Payload data) {
    if (data.length() < 4) {
      return Decoded.tooShort(data.length(), 4);
    }
    int a = data.at(0);
    int b = data.at(1);
    boolean compression = (b & COMPRESSION) != 0;
    List<ReadinessTest> tests = new ArrayList<>(11);
    add(tests, CodeTables.BASE_TESTS, b & 7, b >> 4 & 7);
    add(
        tests,
        compression ? CodeTables.COMPRESSION_TESTS : CodeTables.SPARK_TESTS,
        data.at(2),
        data.at(3));
    return Decoded.of(
        new Status(
            (a & 0x80) != 0, a & 0x7F, CodeTables.IGNITION_TYPES.get(compression ? 1 : 0), tests));
  }

  /** Adds one test per bit; a set bit means available, or not yet complete. */
  private static void add(
      List<ReadinessTest> tests, List<String> names, int available, int incomplete) {
    for (int i = 0; i < names.size(); i++) {
      if (!names.get(i).isEmpty()) {
        tests.add(
            new ReadinessTest(names.get(i), (available >> i & 1) != 0, (incomplete >> i & 1) == 0));
      }
    }
  }
}
