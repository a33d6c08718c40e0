package io.obdio.core.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.Payload;
import io.obdio.core.transport.TransportAnswer.Reason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The contract of every transport. A subclass supplies a transport to a vehicle that answers PIDS_A
 * (0100), RPM (010C) and VIN (0902), does not support PID FE of service 01, and answers the request
 * {@value #ROUTINE} with three messages: {@value #LATE_ROUTINES}.
 */
@Timeout(60)
public abstract class DiagnosticTransportContract {

  /** Starts routine 0203. */
  public static final String ROUTINE = "31010203";

  /** Its response between the responses to other routines, as an ECU that is late sends them. */
  public static final String LATE_ROUTINES = "7101020200,7101020300,7101020400";

  private static final Duration OPEN = Duration.ofSeconds(30);
  private static final Duration EXCHANGE = Duration.ofSeconds(10);

  private DiagnosticTransport transport;

  /** A transport that was not opened yet. Called once for each test. */
  protected abstract DiagnosticTransport newTransport() throws Exception;

  @BeforeEach
  final void makeTransport() throws Exception {
    transport = newTransport();
  }

  @AfterEach
  final void closeTransport() {
    transport.close();
  }

  private List<EcuMessage> messages(String request) throws TransportException {
    return assertInstanceOf(TransportAnswer.Messages.class, ask(request), request).messages();
  }

  private TransportAnswer ask(String request) throws TransportException {
    return transport.exchange(DiagnosticRequest.functional(Payload.ofHex(request)), EXCHANGE);
  }

  @Test
  void isNotConnectedBeforeItIsOpen() {
    assertClosed();
    assertThrows(TransportException.Lost.class, () -> ask("0100"));
  }

  private void assertClosed() {
    assertEquals(ConnectionStatus.NOT_CONNECTED, transport.status());
    assertEquals(Protocol.NONE, transport.protocol());
    assertEquals("", transport.portName());
  }

  @Test
  void opensToTheVehicle() throws TransportException {
    transport.open(OPEN);
    assertEquals(ConnectionStatus.CAR_CONNECTED, transport.status());
    assertFalse(transport.protocol().id().isEmpty());
    assertFalse(transport.protocol().name().isEmpty());
    assertFalse(transport.portName().isEmpty());
  }

  @Test
  void bringsWholeMessagesWithTheirSenders() throws TransportException {
    transport.open(OPEN);
    for (EcuMessage message : messages("0100")) {
      assertTrue(message.payload().startsWith(Payload.of(0x41, 0x00)), message.toString());
      assertEquals(6, message.payload().length(), message.toString());
    }
    Payload rpm = messages("010C").get(0).payload();
    assertTrue(rpm.startsWith(Payload.of(0x41, 0x0C)), rpm.toString());
    assertEquals(4, rpm.length(), rpm.toString());
  }

  @Test
  void reassemblesLongMessages() throws TransportException {
    transport.open(OPEN);
    List<EcuMessage> vin = messages("0902");
    for (EcuMessage message : vin) {
      assertTrue(message.payload().startsWith(Payload.of(0x49, 0x02)), message.toString());
    }
    if (transport.protocol().can()) {
      assertEquals(20, vin.get(0).payload().length(), vin.toString());
    }
  }

  @Test
  void neverMakesAnAnswerOfNone() throws TransportException {
    transport.open(OPEN);
    TransportAnswer answer = ask("01FE");
    if (answer instanceof TransportAnswer.Messages refusals) {
      for (EcuMessage message : refusals.messages()) {
        assertTrue(message.payload().startsWith(Payload.of(0x7F, 0x01)), message.toString());
      }
    } else {
      assertEquals(
          Reason.NO_DATA, assertInstanceOf(TransportAnswer.NoAnswer.class, answer).reason());
    }
    assertFalse(messages("010C").isEmpty(), "the next question is answered as ever");
  }

  /** Every transport recognises the response by the same echo: {@code Service.match}. */
  @Test
  void ignoresLateResponsesToOtherRoutines() throws TransportException {
    transport.open(OPEN);
    List<EcuMessage> messages = messages(ROUTINE);
    assertEquals(1, messages.size(), messages.toString());
    assertEquals("7101020300", messages.get(0).payload().toHex());
  }

  @Test
  void answersAdapterCommandsInWordsOrNotAtAll() throws TransportException {
    transport.open(OPEN);
    TransportAnswer answer = transport.exchange(new DiagnosticRequest.ToAdapter("ATI"), EXCHANGE);
    if (answer instanceof TransportAnswer.AdapterText text) {
      assertFalse(text.text().isBlank());
      assertFalse(text.text().contains(">"), text.text());
    } else {
      assertEquals(
          Reason.NOT_SUPPORTED, assertInstanceOf(TransportAnswer.NoAnswer.class, answer).reason());
    }
  }

  @Test
  void closesTwiceAndReportsIt() throws TransportException {
    transport.open(OPEN);
    transport.close();
    transport.close();
    assertClosed();
    assertThrows(TransportException.Lost.class, () -> ask("0100"));
  }

  @Test
  void opensAgainAtOnceAfterClosing() throws TransportException {
    for (int i = 0; i < 3; i++) {
      transport.open(OPEN);
      assertEquals(ConnectionStatus.CAR_CONNECTED, transport.status(), "time " + i);
      assertFalse(messages("010C").isEmpty());
      transport.close();
    }
  }

  @Test
  void closingEndsAnExchangeInProgress() throws Exception {
    transport.open(OPEN);
    CountDownLatch asking = new CountDownLatch(1);
    AtomicReference<Throwable> end = new AtomicReference<>();
    Thread asker =
        new Thread(
            () -> {
              try {
                for (int i = 0; i < 1_000_000; i++) {
                  asking.countDown();
                  assertNotNull(ask("01FE"));
                }
                fail("closing was not noticed");
              } catch (Throwable e) {
                end.set(e);
              }
            },
            "asker");
    asker.start();
    assertTrue(asking.await(20, TimeUnit.SECONDS));
    transport.close();
    asker.join(20_000);
    assertFalse(asker.isAlive(), "the exchange continued after close");
    assertInstanceOf(TransportException.Lost.class, end.get());
  }
}
