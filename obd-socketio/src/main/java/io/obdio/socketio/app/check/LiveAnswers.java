package io.obdio.socketio.app.check;

import io.obdio.core.command.ObdCommand;
import io.obdio.core.connection.NoValue;
import io.obdio.core.connection.ObdConnection;
import io.obdio.core.connection.ObdResponse;
import io.obdio.core.decode.Decoders;
import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.Payload;
import io.obdio.core.message.RequestTarget;
import io.obdio.core.transport.TransportException;
import io.obdio.sim.BusProtocol;
import io.obdio.socketio.app.check.AnswerSource.Answers;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answers of a vehicle behind a transport, one connection for each protocol that the file has.
 * Commands with one request share an exchange. One use, one thread.
 */
final class LiveAnswers implements AutoCloseable {

  /** A vehicle and the connection to it, or the reason why there is none. */
  private record Session(
      RecordedVehicle vehicle,
      @Nullable ObdConnection connection,
      Runnable disconnect,
      String reason) {}

  private final LiveLink link;
  private final List<TextReply> replies;
  private final Map<BusProtocol, Session> sessions = new EnumMap<>(BusProtocol.class);

  LiveAnswers(LiveLink link, List<TextReply> replies) {
    this.link = link;
    this.replies = replies;
  }

  /** Returns the source of the answers to the commands of one line. */
  AnswerSource to(TextReply reply) {
    Map<DiagnosticRequest, Answers> known = new HashMap<>();
    return command ->
        known.computeIfAbsent(
            command.command().request(), request -> request(reply, command.command()));
  }

  private Answers request(TextReply reply, ObdCommand<?> command) {
    Session session;
    try {
      session = sessions.computeIfAbsent(RecordedVehicle.protocolOf(reply), this::connect);
      session.vehicle().play(reply);
    } catch (IllegalArgumentException e) {
      return Answers.none(ValueKind.NO_ANSWER, String.valueOf(e.getMessage()));
    }
    ObdConnection connection = session.connection();
    if (connection == null) {
      return Answers.none(ValueKind.NOT_SENT, session.reason());
    }
    ObdCommand<Payload> raw =
        new ObdCommand<>(
            command.name(),
            command.description(),
            command.request(),
            0,
            Decoders.RAW,
            command.ecus());
    ObdResponse<Payload> response = connection.query(raw);
    List<Payload> data = new ArrayList<>(response.byEcu().values());
    return data.isEmpty()
        ? none(reply, command, response.noValue().orElseThrow())
        : Answers.of(data);
  }

  private Session connect(BusProtocol protocol) {
    RecordedVehicle vehicle = new RecordedVehicle(protocol, replies);
    try {
      LiveLink.Connected connected = link.connect(vehicle);
      ObdConnection connection =
          ObdConnection.builder(connected.transport()).batching(false).build();
      connection.open();
      return new Session(vehicle, connection, connected.close(), "");
    } catch (TransportException e) {
      return new Session(vehicle, null, () -> {}, String.valueOf(e.getMessage()));
    }
  }

  private static Answers none(TextReply reply, ObdCommand<?> command, NoValue why) {
    RequestTarget target =
        command.request() instanceof DiagnosticRequest.ToVehicle vehicle
            ? vehicle.target().orElse(null)
            : null;
    if (target != null
        && reply.messages().stream().noneMatch(message -> target.answersFrom(message.ecu()))) {
      return Answers.none(
          ValueKind.OTHER_ECU, reply.messages().get(0).ecu() + " does not answer " + target);
    }
    ValueKind kind =
        switch (why.reason()) {
          case NEGATIVE_RESPONSE -> ValueKind.REFUSED;
          case NO_DATA, BAD_ANSWER, BUS_ERROR -> ValueKind.NO_RESPONSE;
          case NOT_CONNECTED, NOT_SUPPORTED, ADAPTER_ERROR, NOT_YET -> ValueKind.NOT_SENT;
        };
    return Answers.none(kind, kind.text() + " " + command.request() + ": " + why.detail());
  }

  @Override
  public void close() {
    for (Session session : sessions.values()) {
      if (session.connection() != null) {
        session.connection().close();
      }
      session.disconnect().run();
    }
  }
}
