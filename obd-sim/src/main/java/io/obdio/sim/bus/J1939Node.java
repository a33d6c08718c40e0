package io.obdio.sim.bus;

import io.obdio.core.message.Payload;
import io.obdio.isotp.can.CanFrame;
import io.obdio.sim.DiagnosticConnector;
import io.obdio.sim.ecu.Ecu;
import io.obdio.sim.ecu.EcuReply;
import io.obdio.sim.ecu.EcuRequest;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * The engine (source address 00) on SAE J1939. It answers requests for a few parameter groups, and
 * others by a negative acknowledgement. Messages of more than 8 bytes are sent by BAM, or by RTS
 * and CTS if the request was destination specific (J1939-21).
 */
final class J1939Node {

  static final int ADDRESS = 0x00;

  private static final int PGN_DM1 = 0xFECA;
  private static final int PGN_VIN = 0xFEEC;
  private static final int PGN_ENGINE_TEMPERATURE = 0xFEEE;
  private static final int TRANSPORT_PRIORITY = 7;
  private static final int PACKET = 7;
  private static final long BAM_GAP = 50_000_000L;
  private static final int MOST_CODES = 19;
  private static final int FMI_CONDITION_EXISTS = 31;

  private final DiagnosticConnector car;
  private final CanNetwork bus;
  private byte[] sending = {};
  private int sendingTo;

  J1939Node(DiagnosticConnector car, CanNetwork bus) {
    this.car = car;
    this.bus = bus;
  }

  void onFrame(CanFrame frame) {
    int target = J1939.target(frame);
    if (!frame.id().extended()
        || car.ecus().isEmpty()
        || target != J1939.EVERYBODY && target != ADDRESS) {
      return;
    }
    int pgn = J1939.pgn(frame);
    int source = J1939.source(frame);
    if (pgn == J1939.PGN_REQUEST && frame.length() >= 3) {
      int asked = frame.at(0) | frame.at(1) << 8 | frame.at(2) << 16;
      int answerTo = target == ADDRESS ? source : J1939.EVERYBODY;
      bus.clock().after(bus.latency(), () -> answer(asked, answerTo));
    } else if (J1939.isTransport(frame) && !J1939.isData(frame) && frame.at(0) == J1939.CTS) {
      clearToSend(source);
    }
  }

  private void answer(int pgn, int to) {
    switch (pgn) {
      case PGN_DM1 -> send(6, pgn, to, dm1());
      case PGN_ENGINE_TEMPERATURE -> send(6, pgn, to, bytes(0x82, 0x6E, -1, -1, -1, -1, -1, -1));
      case PGN_VIN -> {
        byte[] vin = vin();
        if (vin.length > 0) {
          send(6, pgn, to, vin);
        } else {
          refuse(pgn);
        }
      }
      default -> refuse(pgn);
    }
  }

  /** Sends a negative acknowledgement (J1939-21, 5.4.4). */
  private void refuse(int pgn) {
    bus.fromNode(
        J1939.frame(
            6,
            J1939.PGN_ACKNOWLEDGE,
            J1939.EVERYBODY,
            ADDRESS,
            1,
            0xFF,
            0xFF,
            0xFF,
            0xFF,
            pgn & 0xFF,
            pgn >> 8 & 0xFF,
            pgn >> 16 & 0xFF));
  }

  private void send(int priority, int pgn, int to, byte[] message) {
    if (message.length <= 8) {
      bus.fromNode(J1939.frame(priority, pgn, to, ADDRESS, ints(message)));
    } else if (to == J1939.EVERYBODY) {
      broadcast(pgn, message, bus::fromNode, (delay, action) -> bus.clock().after(delay, action));
    } else {
      sending = message;
      sendingTo = to;
      bus.fromNode(management(J1939.RTS, pgn, to, message.length));
    }
  }

  /** Broadcasts the active codes, as a node does every second. */
  void broadcastDm1(Consumer<CanFrame> wire) {
    byte[] message = dm1();
    if (message.length <= 8) {
      wire.accept(J1939.frame(6, PGN_DM1, J1939.EVERYBODY, ADDRESS, ints(message)));
    } else {
      broadcast(PGN_DM1, message, wire, (delay, action) -> bus.clock().background(delay, action));
    }
  }

  /** A scheduler of actions. */
  private interface Later {
    void run(long delay, Runnable action);
  }

  private static void broadcast(int pgn, byte[] message, Consumer<CanFrame> wire, Later later) {
    wire.accept(management(J1939.BAM, pgn, J1939.EVERYBODY, message.length));
    for (int i = 0; i < packets(message.length); i++) {
      CanFrame packet = packet(message, i, J1939.EVERYBODY);
      later.run((i + 1) * BAM_GAP, () -> wire.accept(packet));
    }
  }

  private void clearToSend(int by) {
    if (by == sendingTo) {
      for (int i = 0; i < packets(sending.length); i++) {
        bus.fromNode(packet(sending, i, by));
      }
      sending = new byte[0];
    }
  }

  private static int packets(int length) {
    return (length + PACKET - 1) / PACKET;
  }

  private static CanFrame packet(byte[] message, int index, int to) {
    int[] data = new int[8];
    Arrays.fill(data, 0xFF);
    data[0] = index + 1;
    for (int k = 0; k < PACKET && index * PACKET + k < message.length; k++) {
      data[1 + k] = message[index * PACKET + k] & 0xFF;
    }
    return J1939.frame(TRANSPORT_PRIORITY, J1939.PGN_TP_DT, to, ADDRESS, data);
  }

  private static CanFrame management(int control, int pgn, int to, int length) {
    return J1939.frame(
        TRANSPORT_PRIORITY,
        J1939.PGN_TP_CM,
        to,
        ADDRESS,
        control,
        length & 0xFF,
        length >> 8,
        packets(length),
        0xFF,
        pgn & 0xFF,
        pgn >> 8 & 0xFF,
        pgn >> 16 & 0xFF);
  }

  /** Returns the VIN and its terminating asterisk; empty if the engine has no VIN. */
  private byte[] vin() {
    Payload answer = ask("0902");
    if (answer.length() != 20) {
      return new byte[0];
    }
    byte[] vin = Arrays.copyOfRange(answer.toBytes(), 3, 21);
    vin[17] = '*';
    return vin;
  }

  /**
   * Returns the content of DM1: lamps, then four bytes per code. Codes of SAE J2012 have no SPN:
   * their two bytes replace it here, with FMI 31 (condition exists).
   */
  private byte[] dm1() {
    Payload codes = ask("03");
    int count = codes.length() < 2 ? 0 : Math.min(MOST_CODES, (codes.length() - 2) / 2);
    if (count == 0) {
      return bytes(0x00, 0xFF, 0, 0, 0, 0, 0xFF, 0xFF);
    }
    byte[] message = new byte[Math.max(8, 2 + 4 * count)];
    Arrays.fill(message, (byte) 0xFF);
    message[0] = 0x40; // The malfunction indicator lamp is on.
    for (int i = 0; i < count; i++) {
      message[2 + 4 * i] = (byte) codes.at(3 + 2 * i);
      message[3 + 4 * i] = (byte) codes.at(2 + 2 * i);
      message[4 + 4 * i] = FMI_CONDITION_EXISTS;
      message[5 + 4 * i] = 1;
    }
    return message;
  }

  private Payload ask(String request) {
    Ecu engine = car.ecus().get(0);
    List<EcuReply> replies = engine.handle(EcuRequest.physical(Payload.ofHex(request)));
    return replies.isEmpty() ? Payload.of(new byte[0]) : replies.get(0).payload();
  }

  private static byte[] bytes(int... values) {
    byte[] result = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = (byte) values[i];
    }
    return result;
  }

  private static int[] ints(byte[] bytes) {
    int[] result = new int[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      result[i] = bytes[i] & 0xFF;
    }
    return result;
  }
}
