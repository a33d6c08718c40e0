package io.obdio.core.transport;

import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.Payload;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * A transport to a vehicle that exists on paper: request, answers. Requests are written as they
 * print ({@code 010C}, {@code 7E0#2101}, {@code ATI}), answers as {@code 7E8#410C0D48}; of several
 * answers to a request each is given once, the last for ever. What is not written is not answered.
 */
public final class ScriptedTransport implements DiagnosticTransport {

  private final Map<String, Deque<TransportAnswer>> script = new HashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger inside = new AtomicInteger();
  private volatile TransportListener listener = TransportListener.NONE;
  private volatile ConnectionStatus status = ConnectionStatus.NOT_CONNECTED;
  private volatile ConnectionStatus reaches = ConnectionStatus.CAR_CONNECTED;
  private volatile Protocol protocol = new Protocol("6", "ISO 15765-4 (CAN 11/500)", true);
  private volatile boolean composite;
  private volatile List<EcuMessage> probed = List.of();
  private final AtomicInteger refusals = new AtomicInteger();
  private volatile boolean lost;
  private volatile LongConsumer clock = nanos -> {};
  private volatile Duration cost = Duration.ofMillis(10);
  private volatile Duration costEachPid = Duration.ZERO;
  private volatile Consumer<DiagnosticRequest> before = request -> {};
  private final AtomicInteger opened = new AtomicInteger();

  /** A CAN vehicle with PIDS_A, RPM, SPEED, COOLANT_TEMP, THROTTLE_POS and an adapter. */
  public static ScriptedTransport car() {
    return new ScriptedTransport()
        .adapter("ATI", "ELM327 v1.5")
        .on("0100", "7E8#410008188000") // 05, 0C, 0D, 11
        .on("0105", "7E8#41055A")
        .on("010C", "7E8#410C0D48")
        .on("010D", "7E8#410D1D")
        .on("0111", "7E8#411180");
  }

  /** The messages that answer {@code request}. */
  public ScriptedTransport on(String request, String... messages) {
    return on(request, new TransportAnswer.Messages(parse(messages)));
  }

  /** The answer to {@code request}. */
  public synchronized ScriptedTransport on(String request, TransportAnswer answer) {
    script.computeIfAbsent(request, r -> new ArrayDeque<>()).add(answer);
    return this;
  }

  /** Forgets all answers to {@code request}. */
  public synchronized ScriptedTransport forget(String request) {
    script.remove(request);
    return this;
  }

  /** The adapter's words to {@code command}. */
  public ScriptedTransport adapter(String command, String text) {
    return on(command, new TransportAnswer.AdapterText(text));
  }

  /** Reads {@code 7E8#410C0D48}. */
  public static List<EcuMessage> parse(String... messages) {
    List<EcuMessage> list = new ArrayList<>();
    for (String message : messages) {
      int hash = message.indexOf('#');
      list.add(
          new EcuMessage(
              EcuAddress.parse(message.substring(0, hash)),
              Payload.ofHex(message.substring(hash + 1))));
    }
    return list;
  }

  /** Requests of several PIDs are answered from the answers to single ones. */
  public ScriptedTransport composite() {
    composite = true;
    return this;
  }

  /** The vehicle's protocol. */
  public ScriptedTransport protocol(Protocol value) {
    protocol = value;
    return this;
  }

  /** How far opening gets from now on, and where the status is now. */
  public ScriptedTransport reaches(ConnectionStatus value) {
    reaches = value;
    if (status != ConnectionStatus.NOT_CONNECTED) {
      become(value, "scripted");
    }
    return this;
  }

  /** Opening gives these answers to the probe, as a transport does that looks for the vehicle. */
  public ScriptedTransport probed(String... messages) {
    probed = parse(messages);
    return this;
  }

  /** The next {@code count} attempts to open fail. */
  public ScriptedTransport refuse(int count) {
    refusals.set(count);
    return this;
  }

  /** Tells {@code advance} how many nanoseconds each exchange takes. */
  public ScriptedTransport takes(Duration each, Duration eachPid, LongConsumer advance) {
    cost = each;
    costEachPid = eachPid;
    clock = advance;
    return this;
  }

  /** Runs before each exchange, on the thread that exchanges. */
  public ScriptedTransport before(Consumer<DiagnosticRequest> action) {
    before = action;
    return this;
  }

  /** The adapter is pulled out: the next exchange finds the port gone. */
  public void lose() {
    lost = true;
  }

  /** The adapter is pulled out, and the transport notices by itself. */
  public void loseAndTell() {
    lost = true;
    become(ConnectionStatus.NOT_CONNECTED, "pulled out");
  }

  /** All requests so far. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /** Forgets the requests so far. */
  public void clearRequests() {
    requests.clear();
  }

  /** How often it was opened. */
  public int opened() {
    return opened.get();
  }

  @Override
  public List<EcuMessage> open(Duration timeout) throws TransportException {
    if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new TransportException.Unavailable("paper car: there is no such port");
    }
    opened.incrementAndGet();
    lost = false;
    become(reaches, "");
    return probed;
  }

  @Override
  public TransportAnswer exchange(DiagnosticRequest request, Duration timeout)
      throws TransportException {
    if (inside.incrementAndGet() != 1) {
      throw new AssertionError("two writers on the bus");
    }
    try {
      before.accept(request);
      if (lost || status == ConnectionStatus.NOT_CONNECTED) {
        become(ConnectionStatus.NOT_CONNECTED, "gone");
        throw new TransportException.Lost("paper car: the port is gone");
      }
      requests.add(request.toString());
      int pids = request instanceof DiagnosticRequest.ToVehicle v ? v.payload().length() - 1 : 0;
      clock.accept(cost.plus(costEachPid.multipliedBy(pids)).toNanos());
      return answer(request);
    } finally {
      inside.decrementAndGet();
    }
  }

  private synchronized TransportAnswer answer(DiagnosticRequest request) {
    Deque<TransportAnswer> answers = script.get(request.toString());
    if (answers != null) {
      return answers.size() > 1 ? answers.removeFirst() : answers.getFirst();
    }
    if (request instanceof DiagnosticRequest.ToAdapter) {
      return TransportAnswer.none(TransportAnswer.Reason.NOT_SUPPORTED, "");
    }
    Payload payload = ((DiagnosticRequest.ToVehicle) request).payload();
    Map<EcuAddress, String> byEcu = new LinkedHashMap<>();
    if (composite && payload.at(0) == 0x01 && payload.length() > 2) {
      for (int i = 1; i < payload.length(); i++) {
        Deque<TransportAnswer> single = script.get(Payload.of(1, payload.at(i)).toHex());
        if (single != null && single.getFirst() instanceof TransportAnswer.Messages messages) {
          messages
              .messages()
              .forEach(m -> byEcu.merge(m.ecu(), m.payload().from(1).toHex(), String::concat));
        }
      }
    }
    return byEcu.isEmpty()
        ? TransportAnswer.none(TransportAnswer.Reason.NO_DATA, "NO DATA")
        : new TransportAnswer.Messages(
            byEcu.entrySet().stream()
                .map(e -> new EcuMessage(e.getKey(), Payload.ofHex("41" + e.getValue())))
                .toList());
  }

  private void become(ConnectionStatus next, String reason) {
    ConnectionStatus old = status;
    status = next;
    if (old != next) {
      listener.statusChanged(old, next, reason);
    }
  }

  @Override
  public ConnectionStatus status() {
    return status;
  }

  @Override
  public Protocol protocol() {
    return status == ConnectionStatus.NOT_CONNECTED ? Protocol.NONE : protocol;
  }

  @Override
  public String portName() {
    return status == ConnectionStatus.NOT_CONNECTED ? "" : "paper";
  }

  @Override
  public void setListener(TransportListener value) {
    listener = value;
  }

  @Override
  public void close() {
    become(ConnectionStatus.NOT_CONNECTED, "");
  }
}
