package io.obdio.isotp.transport;

import io.obdio.core.transport.DiagnosticTransportContract;
import io.obdio.isotp.can.CanId;
import io.obdio.isotp.can.VirtualCanBus;
import io.obdio.isotp.network.IsoTpNetwork;
import io.obdio.isotp.network.IsoTpRequest;
import java.util.HexFormat;
import java.util.Map;

/** An ECU on a virtual bus that answers from a table; what is not in it gets no answer. */
final class TestEcu implements AutoCloseable {

  /** Requests to answers, in hex; several answers are parted by commas. */
  static final Map<String, String> CAR =
      Map.of(
          "0100",
          "4100BE3FA813",
          "010C",
          "410C0D48",
          "0902",
          "4902015750305A5A5A39395A545333393030" + "3030",
          "22F190",
          "7F2278,62F1904142",
          DiagnosticTransportContract.ROUTINE,
          DiagnosticTransportContract.LATE_ROUTINES,
          "03",
          "7F0378");

  private final VirtualCanBus bus;
  private final IsoTpNetwork network;
  private final Map<String, String> answers;

  TestEcu(String busName, CanId rxId, CanId txId, CanId functional, Map<String, String> answers) {
    this.answers = answers;
    bus = VirtualCanBus.open(busName);
    network = IsoTpNetwork.builder(bus).callbacks(Runnable::run).open();
    network.serve(this::answer, rxId, txId, functional);
  }

  static TestEcu base(String busName, int number, Map<String, String> answers) {
    return new TestEcu(
        busName,
        CanId.base(0x7E0 + number),
        CanId.base(0x7E8 + number),
        CanId.base(0x7DF),
        answers);
  }

  private void answer(IsoTpRequest request) {
    HexFormat hex = HexFormat.of().withUpperCase();
    String found = answers.get(hex.formatHex(request.payload()));
    if (found != null) {
      for (String answer : found.split(",", -1)) {
        request.respond(hex.parseHex(answer));
      }
    }
  }

  @Override
  public void close() {
    network.close();
    bus.close();
  }
}
