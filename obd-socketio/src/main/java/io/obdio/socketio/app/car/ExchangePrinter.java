package io.obdio.socketio.app.car;

import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.core.transport.ForwardingTransport;
import io.obdio.core.transport.Protocol;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.core.transport.TransportException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A transport that prints every exchange: the time in seconds, the request, the answer, and the
 * duration.
 *
 * <p>Threads: as those of the transport.
 */
final class ExchangePrinter extends ForwardingTransport {

  private final PrintWriter err;
  private final long begin = System.nanoTime();

  /** Creates a transport that prints the exchanges of {@code transport} to {@code err}. */
  ExchangePrinter(DiagnosticTransport transport, PrintWriter err) {
    super(transport);
    this.err = err;
  }

  @Override
  public List<EcuMessage> open(Duration timeout) throws TransportException {
    print("opening the port");
    List<EcuMessage> probed = super.open(timeout);
    Protocol protocol = protocol();
    print(
        "port "
            + portName()
            + ", status "
            + status().name().toLowerCase(Locale.ROOT)
            + (protocol.name().isEmpty() ? "" : ", protocol " + protocol.name()));
    return probed;
  }

  @Override
  public TransportAnswer exchange(DiagnosticRequest request, Duration timeout)
      throws TransportException {
    long from = System.nanoTime();
    try {
      TransportAnswer answer = super.exchange(request, timeout);
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from);
      print(request + "  " + text(answer) + "  (" + millis + " ms)");
      return answer;
    } catch (TransportException e) {
      print(request + "  " + e.getMessage());
      throw e;
    }
  }

  private static String text(TransportAnswer answer) {
    if (answer instanceof TransportAnswer.Messages messages) {
      return messages.messages().stream()
          .map(message -> message.ecu() + "#" + message.payload().toHex())
          .collect(Collectors.joining(" "));
    }
    return answer instanceof TransportAnswer.NoAnswer none
        ? none.reason() + (none.detail().isEmpty() ? "" : " " + none.detail())
        : answer instanceof TransportAnswer.AdapterText adapter
            ? adapter.text().replace("\n", " ")
            : answer.toString();
  }

  private void print(String text) {
    double seconds = (System.nanoTime() - begin) / 1e9;
    err.println(String.format(Locale.ROOT, "%7.3f  %s", seconds, text));
    err.flush();
  }
}
