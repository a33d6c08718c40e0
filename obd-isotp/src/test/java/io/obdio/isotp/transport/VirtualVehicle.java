package io.obdio.isotp.transport;

import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.Payload;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.TransportException;
import io.obdio.core.transport.TransportUri;
import io.obdio.isotp.can.CanBus;
import io.obdio.isotp.can.CanFilter;
import io.obdio.isotp.can.CanId;
import io.obdio.isotp.can.VirtualWire;
import io.obdio.isotp.loop.UnclosedLoop;
import io.obdio.isotp.loop.VirtualTimeLoop;
import io.obdio.isotp.network.IsoTpNetwork;
import io.obdio.isotp.network.IsoTpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A vehicle on a bus in virtual time, and a transport to it. Everything runs on the test's thread.
 */
final class VirtualVehicle implements AutoCloseable {

  private static final Duration LONG = Duration.ofSeconds(30);

  final VirtualTimeLoop loop = new VirtualTimeLoop();
  final LoopTime time = new LoopTime(loop);
  final VirtualWire wire = VirtualWire.builder("virtual").loop(loop).build();

  /** The frames that the tester has sent: {@code milliseconds frame}. */
  final List<String> sent = new ArrayList<>();

  /** Decorates the bus of the transport. */
  UnaryOperator<CanBus> decorator = bus -> bus;

  /** Decorates the link of the transport. */
  UnaryOperator<ObdLink> linkDecorator = link -> link;

  final IsoTpTransport transport;
  private final IsoTpNetwork ecus =
      IsoTpNetwork.builder(wire.join()).loop(loop).callbacks(Runnable::run).open();

  VirtualVehicle(String options) {
    wire.join()
        .subscribe(
            List.of(
                CanFilter.exactly(CanId.base(0x7DF)),
                new CanFilter(CanId.base(0x7E0), 0x7F8),
                CanFilter.exactly(CanId.extended(0x18DB33F1)),
                new CanFilter(CanId.extended(0x18DA00F1), 0x1FFF00FF)),
            frame -> sent.add(loop.now() / 1_000_000 + " " + frame));
    ObdOptions obd;
    try {
      obd =
          ObdOptions.of(
              TransportUri.parse(options.isEmpty() ? "x:y" : "x:y?" + options),
              ObdOptions.DEFAULTS);
    } catch (TransportException.BadUri e) {
      throw new IllegalArgumentException(e);
    }
    transport =
        new IsoTpTransport(
            (listener, timeout) -> {
              CanBus bus = decorator.apply(wire.join());
              return linkDecorator.apply(
                  new CanBusLink(bus, "", IsoTpNetwork.builder(bus).loop(loop), listener));
            },
            obd,
            time,
            name -> new UnclosedLoop(loop));
  }

  /** Adds an ECU with 11-bit identifiers that answers by a function of the request, in hex. */
  VirtualVehicle ecu11(int number, Duration delay, BiFunction<String, Boolean, String> answers) {
    return ecu11(number, () -> delay, answers);
  }

  VirtualVehicle ecu11(
      int number, Supplier<Duration> delay, BiFunction<String, Boolean, String> answers) {
    return ecu(CanId.base(0x7E0 + number), CanId.base(0x7E8 + number), delay, answers);
  }

  /** Adds an ECU with 29-bit identifiers. */
  VirtualVehicle ecu29(int address, Duration delay, BiFunction<String, Boolean, String> answers) {
    return ecu29(address, () -> delay, answers);
  }

  VirtualVehicle ecu29(
      int address, Supplier<Duration> delay, BiFunction<String, Boolean, String> answers) {
    return ecu(
        CanId.extended(0x18DA00F1 | address << 8),
        CanId.extended(0x18DAF100 | address),
        delay,
        answers);
  }

  VirtualVehicle ecu(
      CanId rx, CanId tx, Duration delay, BiFunction<String, Boolean, String> answers) {
    return ecu(rx, tx, () -> delay, answers);
  }

  private VirtualVehicle ecu(
      CanId rx, CanId tx, Supplier<Duration> delay, BiFunction<String, Boolean, String> answers) {
    CanId functional = rx.extended() ? CanId.extended(0x18DB33F1) : CanId.base(0x7DF);
    ecus.serve(request -> answer(request, delay.get(), answers), rx, tx, functional);
    return this;
  }

  private static void answer(
      IsoTpRequest request, Duration delay, BiFunction<String, Boolean, String> answers) {
    HexFormat hex = HexFormat.of().withUpperCase();
    String found = answers.apply(hex.formatHex(request.payload()), request.functional());
    for (String answer : found.isEmpty() ? new String[0] : found.split(",", -1)) {
      request.respondAfter(delay, hex.parseHex(answer));
    }
  }

  /** Answers 0100, 010C, 0902 and nothing else. */
  static String standard(String request, boolean functional) {
    return switch (request) {
      case "0100" -> "4100BE3FA813";
      case "010C" -> "410C0D48";
      case "0902" -> "4902015750305A5A5A39395A5453333930" + "303030";
      default -> functional ? "" : "7F" + request.substring(0, 2) + "11";
    };
  }

  List<String> open() throws TransportException {
    return transport.open(LONG).stream().map(Object::toString).toList();
  }

  TransportAnswer ask(DiagnosticRequest request) throws TransportException {
    return transport.exchange(request, LONG);
  }

  /** Returns the responses to a functional request, or the reason why there is none. */
  List<String> ask(String request) throws TransportException {
    TransportAnswer answer = ask(DiagnosticRequest.functional(Payload.ofHex(request)));
    if (answer instanceof TransportAnswer.Messages messages) {
      return messages.messages().stream().map(Object::toString).toList();
    }
    return List.of(answer.toString());
  }

  @Override
  public void close() {
    transport.close();
    ecus.close();
    wire.close();
  }
}
