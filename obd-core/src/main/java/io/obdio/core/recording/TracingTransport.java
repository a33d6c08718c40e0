package io.obdio.core.recording;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.Payload;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.ForwardingTransport;
import io.obdio.core.transport.Protocol;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.TransportException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A transport that traces another one: its exchanges as lines of a recording, and the bytes or
 * frames behind them as comments, so that a trace can be replayed. It changes nothing.
 *
 * <p>Threads: as {@link DiagnosticTransport} requires.
 */
public final class TracingTransport extends ForwardingTransport {

  private final TraceWriter trace;

  @GuardedBy("this")
  private Protocol traced = Protocol.NONE;

  @GuardedBy("this")
  private boolean adapterNoted;

  /**
   * Creates a transport.
   *
   * @param title what is traced, for people
   * @param trace not closed with this, because a transport may be opened again
   */
  public TracingTransport(DiagnosticTransport transport, String title, TraceWriter trace) {
    super(transport);
    this.trace = trace;
    transport.setTrace(trace);
    trace.line(RecordingFormat.TITLE + ", begun " + Instant.now());
    trace.line("# trace of " + title);
    trace.line("# seconds > sent, < received, * event; the other lines are a recording");
  }

  @Override
  public List<EcuMessage> open(Duration timeout) throws TransportException {
    trace.note("open");
    try {
      List<EcuMessage> probed = super.open(timeout);
      trace.note(portName() + ": " + status().description() + " " + protocol().name());
      noteAdapter();
      if (!probed.isEmpty()) {
        write(PROBE, Optional.of(new TransportAnswer.Messages(probed)), "");
      }
      return probed;
    } catch (TransportException e) {
      trace.note("cannot be opened: " + e.getMessage());
      throw e;
    }
  }

  private synchronized void noteAdapter() {
    if (!adapterNoted && hasAdapter()) {
      adapterNoted = true;
      trace.line(RecordingFormat.ADAPTER);
    }
  }

  @Override
  public TransportAnswer exchange(DiagnosticRequest request, Duration timeout)
      throws TransportException {
    try {
      TransportAnswer answer = super.exchange(request, timeout);
      write(request, Optional.of(answer), "");
      return answer;
    } catch (TransportException.Lost e) {
      write(request, Optional.empty(), String.valueOf(e.getMessage()));
      throw e;
    }
  }

  private synchronized void write(
      DiagnosticRequest request, Optional<TransportAnswer> answer, String loss) {
    Protocol protocol = protocol();
    if (!protocol.equals(Protocol.NONE) && !protocol.equals(traced)) {
      traced = protocol;
      trace.line(RecordingFormat.format(protocol));
    }
    Duration time = Duration.ofNanos(trace.elapsed());
    trace.line(
        RecordingFormat.format(
            answer.isPresent()
                ? new RecordedExchange(
                    time, request, answer.map(each -> masked(request.toString(), each)), "")
                : RecordedExchange.lost(time, request, loss)));
  }

  private TransportAnswer masked(String request, TransportAnswer answer) {
    VinMask mask = trace.mask();
    if (mask == null) {
      return answer;
    }
    if (answer instanceof TransportAnswer.AdapterText adapter) {
      return new TransportAnswer.AdapterText(mask.text(adapter.text()));
    }
    if (answer instanceof TransportAnswer.NoAnswer none) {
      return TransportAnswer.none(none.reason(), mask.dialogue(request, none.detail()));
    }
    TransportAnswer.Messages messages = (TransportAnswer.Messages) answer;
    return new TransportAnswer.Messages(
        messages.messages().stream()
            .map(
                each ->
                    new EcuMessage(each.ecu(), Payload.ofHex(mask.message(each.payload().toHex()))))
            .toList());
  }

  @Override
  public void close() {
    boolean open = status() != ConnectionStatus.NOT_CONNECTED;
    super.close();
    if (open) {
      trace.note("closed");
    }
  }
}
