package io.obdio.sim;

import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.Payload;
import io.obdio.isotp.address.IsoTpAddress;
import io.obdio.isotp.can.CanBus;
import io.obdio.isotp.can.CanId;
import io.obdio.isotp.engine.IsoTpOptions;
import io.obdio.isotp.network.IsoTpConnection;
import io.obdio.isotp.network.IsoTpNetwork;
import io.obdio.sim.ecu.Ecu;
import io.obdio.sim.ecu.EcuAddresses;
import io.obdio.sim.ecu.EcuExtendedAddress;
import io.obdio.sim.ecu.EcuReply;
import io.obdio.sim.ecu.EcuRequest;
import io.obdio.sim.ecu.Medium;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ECUs of a simulated vehicle as nodes of a CAN bus (ISO 15765-4). Each receives its own
 * request identifier and the functional one, with 11 bits, 29 bits or both.
 *
 * <p>Threads: requests are answered on the network's callback executor. {@link #close()} may be
 * called by any thread.
 */
public final class CarOnCan implements AutoCloseable {

  /** The identifiers that the vehicle uses. */
  public enum Identifiers {
    /** 7DF, 7E0 and so on. */
    BITS_11,
    /** 18DB33F1, 18DA10F1 and so on. */
    BITS_29
  }

  /** Frames are always full (ISO 15765-4 clause 10.2.1), padded as ISO 15765-2 recommends. */
  private static final IsoTpOptions OPTIONS = IsoTpOptions.builder().padding(0xCC).build();

  private static final Logger LOG = LoggerFactory.getLogger(CarOnCan.class);

  private final IsoTpNetwork network;
  private final boolean ownNetwork;
  private final List<Node> nodes = new ArrayList<>();
  private final List<IsoTpConnection> functional = new ArrayList<>();

  /** An ECU and the connection for its answers. */
  private record Node(Ecu ecu, IsoTpConnection connection) {}

  private CarOnCan(IsoTpNetwork network, boolean ownNetwork) {
    this.network = network;
    this.ownNetwork = ownNetwork;
  }

  /**
   * Connects a vehicle to a bus with identifiers of 11 and of 29 bits. The caller closes the bus.
   */
  public static CarOnCan open(SimulatedVehicle car, CanBus bus) {
    CarOnCan onCan = new CarOnCan(IsoTpNetwork.open(bus), true);
    onCan.serve(car.ecus(), EnumSet.allOf(Identifiers.class));
    return onCan;
  }

  /**
   * Connects a vehicle to a network. The caller closes the network.
   *
   * @param identifiers one or both kinds
   */
  public static CarOnCan on(
      IsoTpNetwork network, SimulatedVehicle car, Collection<Identifiers> identifiers) {
    return on(network, car.ecus(), identifiers);
  }

  /**
   * Connects ECUs to a network. The caller closes the network.
   *
   * @param identifiers one or both kinds
   */
  public static CarOnCan on(
      IsoTpNetwork network, List<Ecu> ecus, Collection<Identifiers> identifiers) {
    CarOnCan onCan = new CarOnCan(network, false);
    onCan.serve(ecus, identifiers);
    return onCan;
  }

  private void serve(List<Ecu> ecus, Collection<Identifiers> identifiers) {
    for (Identifiers kind : EnumSet.copyOf(identifiers)) {
      List<Node> ofKind = ecus.stream().map(ecu -> node(ecu, kind)).toList();
      if (kind == Identifiers.BITS_11) {
        ecus.forEach(ecu -> ecu.extendedAddress().ifPresent(a -> nodes.add(extended(ecu, a))));
      }
      nodes.addAll(ofKind);
      functional.add(
          toAll(ofKind.stream().filter(n -> n.ecu().addresses().functional()).toList(), kind));
    }
  }

  private Node node(Ecu ecu, Identifiers identifiers) {
    boolean extended = identifiers == Identifiers.BITS_29;
    EcuAddress.Kind kind = extended ? EcuAddress.Kind.CAN_29 : EcuAddress.Kind.CAN_11;
    CanId request = new CanId(ecu.addresses().request(kind).id(), extended);
    CanId answer = new CanId(ecu.addresses().answer(kind).id(), extended);
    return new Node(
        ecu,
        network.createConnection(
            (connection, message) -> answer(ecu, message, false, connection),
            IsoTpAddress.normal(answer, request),
            OPTIONS));
  }

  private Node extended(Ecu ecu, EcuExtendedAddress a) {
    return new Node(
        ecu,
        network.createConnection(
            (connection, message) -> answer(ecu, message, false, connection),
            IsoTpAddress.extended(
                CanId.base(a.answer()), CanId.base(a.request()), a.address(), a.tester()),
            OPTIONS));
  }

  /** Opens the connection for functional requests. Each ECU answers with its own identifier. */
  private IsoTpConnection toAll(List<Node> listening, Identifiers identifiers) {
    CanId id =
        identifiers == Identifiers.BITS_29
            ? CanId.extended(EcuAddresses.CAN_29_FUNCTIONAL)
            : CanId.base(EcuAddresses.CAN_11_FUNCTIONAL);
    return network.createConnection(
        (connection, message) -> {
          for (Node node : listening) {
            answer(node.ecu(), message, true, node.connection());
          }
        },
        IsoTpAddress.normal(id, id).asFunctional(),
        OPTIONS);
  }

  /** Passes a request to the ECU and sends its replies after their delays. */
  private void answer(Ecu ecu, byte[] message, boolean toAll, IsoTpConnection to) {
    EcuRequest request = new EcuRequest(Payload.of(message), Medium.CAN, toAll);
    for (EcuReply reply : ecu.handle(request)) {
      byte[] bytes = reply.payload().toBytes();
      if (reply.delay().isZero()) {
        send(ecu, to, bytes);
      } else {
        network.loop().schedule(reply.delay().toNanos(), () -> send(ecu, to, bytes));
      }
    }
  }

  private static void send(Ecu ecu, IsoTpConnection to, byte[] bytes) {
    CompletableFuture<Void> unused =
        to.send(bytes)
            .whenComplete(
                (done, error) -> {
                  if (error != null) {
                    LOG.debug("{}: {}", ecu.kind(), error.getMessage());
                  }
                });
  }

  /** Disconnects the vehicle. Never throws, may be called twice. */
  @Override
  public void close() {
    functional.forEach(IsoTpConnection::close);
    nodes.forEach(node -> node.connection().close());
    if (ownNetwork) {
      network.close();
    }
  }
}
