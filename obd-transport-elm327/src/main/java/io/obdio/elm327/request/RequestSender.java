package io.obdio.elm327.request;

import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.Payload;
import io.obdio.core.message.RequestTarget;
import io.obdio.core.message.Service;
import io.obdio.core.transport.TargetResolver;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.TransportAnswer.Reason;
import io.obdio.elm327.command.AtCommand;
import io.obdio.elm327.command.ElmAdapter;
import io.obdio.elm327.line.LineFormat;
import io.obdio.elm327.protocol.VehicleProtocol;
import java.io.IOException;
import java.util.Optional;

/**
 * The sender of requests to the vehicle: sets header and timeout, chooses the form of the request
 * and runs its attempts. Not thread-safe.
 */
public final class RequestSender {

  private static final int MAX_SINGLE_FRAME = 7;

  private final ElmAdapter adapter;
  private final RequestHeaders headers;
  private final ResponseTimeout timeout;
  private final AttemptLoop loop;
  private final TargetResolver targets = new TargetResolver();

  /** Creates a sender for an adapter that has its default settings. */
  public RequestSender(ElmAdapter adapter) {
    this.adapter = adapter;
    this.headers = new RequestHeaders(adapter);
    this.timeout = new ResponseTimeout(adapter);
    this.loop = new AttemptLoop(adapter, timeout);
  }

  /** Notes that the adapter has its default settings again. */
  public void reset() {
    headers.reset();
    timeout.reset();
    loop.forgetLast();
  }

  /** Notes that other commands were sent: a carriage return would not repeat the last request. */
  public void interrupted() {
    loop.forgetLast();
  }

  /** Sets the header for requests to all ECUs. */
  public void addressAll(VehicleProtocol protocol, long deadline) throws IOException {
    headers.select(protocol, Optional.empty(), deadline);
  }

  /**
   * Sends a request and collects its responses.
   *
   * @param protocol the protocol of the vehicle, already found
   * @param deadline in the link's time
   * @return the responses, or the reason why there are none
   * @throws IOException if the link is lost
   */
  public TransportAnswer exchange(
      DiagnosticRequest.ToVehicle request,
      VehicleProtocol protocol,
      LineFormat format,
      long deadline)
      throws IOException {
    Optional<EcuAddress.Kind> bus = request.options().bus();
    if (bus.isPresent() && bus.get() != protocol.addressKind()) {
      return TransportAnswer.none(
          Reason.NOT_SUPPORTED, "not a request for " + protocol.protocol().name());
    }
    return request.target().isEmpty()
        ? exchangeWith(request, protocol, format, deadline)
        : targets.exchange(
            request, candidate -> exchangeWith(candidate, protocol, format, deadline));
  }

  private TransportAnswer exchangeWith(
      DiagnosticRequest.ToVehicle request,
      VehicleProtocol protocol,
      LineFormat format,
      long deadline)
      throws IOException {
    Payload payload = request.payload();
    Optional<RequestTarget> target = request.target();
    String refusal = headers.select(protocol, target, deadline);
    String text = "";
    if (refusal == null) {
      boolean single = payload.length() <= maxSingleFrame(target);
      text = single ? payload.toHex() : segmented(payload, target, deadline);
      refusal = text.isEmpty() ? tooLong(payload, target) : null;
    }
    if (refusal != null) {
      loop.forgetLast();
      boolean late = deadline - adapter.dialogue().now() <= 0;
      return late
          ? TransportAnswer.none(Reason.NO_DATA, "the adapter is slow: no time left to send")
          : TransportAnswer.none(Reason.NOT_SUPPORTED, refusal);
    }
    RetryPolicy policy = new RetryPolicy(Service.of(payload).isRepeatable(payload));
    if (timeout.set(!policy.repeatable(), request.options().answerTime(), deadline)) {
      loop.forgetLast();
    }
    AttemptReader reader =
        new AttemptReader(payload, target.orElse(null), protocol == VehicleProtocol.J1939);
    return loop.run(
        new AttemptLoop.Request(text, reader, lines(format, target), policy, protocol.isCan()),
        deadline);
  }

  private static LineFormat lines(LineFormat format, Optional<RequestTarget> target) {
    if (target.isEmpty()) {
      return format;
    }
    LineFormat own = format.of(target.get().answerAddress());
    return target.get().extended().map(prefix -> own.addressed(prefix.answer())).orElse(own);
  }

  private static int maxSingleFrame(Optional<RequestTarget> target) {
    boolean prefixed = target.flatMap(RequestTarget::extended).isPresent();
    return prefixed ? MAX_SINGLE_FRAME - 1 : MAX_SINGLE_FRAME;
  }

  /** Returns the request as the STN command that segments it; "" if the adapter cannot. */
  private String segmented(Payload request, Optional<RequestTarget> target, long deadline)
      throws IOException {
    if (target.isEmpty()
        || target.get().extended().isPresent()
        || !adapter.isStn(deadline)
        || !adapter.set(AtCommand.STN_SEGMENT, "1", deadline)) {
      return "";
    }
    return AtCommand.STN_EXCHANGE.text() + " H:" + target.get().request() + ",D:" + request.toHex();
  }

  private String tooLong(Payload request, Optional<RequestTarget> target) {
    String length = "a request of " + request.length() + " bytes ";
    return target.isEmpty()
        ? length + "cannot be sent to all ECUs: ISO 15765-2 segments requests to one ECU only"
        : length
            + "needs segmentation, which this adapter ("
            + adapter.capabilities()
            + ") lacks; adapters with an STN chip (OBDLink) support it";
  }
}
