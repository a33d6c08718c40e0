package io.obdio.core.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.Payload;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.Mockito;
import org.mockito.invocation.Invocation;

/** Every method of the interface, those with a default included, reaches the other transport. */
class ForwardingTransportTest {

  private static final Map<Class<?>, Object> RESULTS =
      Map.of(
          List.class,
          List.of(new EcuMessage(EcuAddress.can11(0x7E8), Payload.of(0x41, 0x00))),
          TransportAnswer.class,
          TransportAnswer.none(TransportAnswer.Reason.NO_DATA, "detail"),
          ConnectionStatus.class,
          ConnectionStatus.CAR_CONNECTED,
          Protocol.class,
          new Protocol("6", "CAN", true),
          String.class,
          "port",
          boolean.class,
          true,
          Optional.class,
          Optional.of(Mockito.mock(SimulatorControls.class)));

  static Stream<Method> methods() {
    return Arrays.stream(DiagnosticTransport.class.getMethods())
        .filter(method -> !Modifier.isStatic(method.getModifiers()));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void forwardsEveryCallWithItsArguments(Method method) throws ReflectiveOperationException {
    DiagnosticTransport delegate =
        Mockito.mock(
            DiagnosticTransport.class, call -> RESULTS.get(call.getMethod().getReturnType()));
    DiagnosticTransport forwarding = new ForwardingTransport(delegate) {};
    Object[] arguments =
        Arrays.stream(method.getParameterTypes()).map(ForwardingTransportTest::argument).toArray();
    Object result = method.invoke(forwarding, arguments);
    Invocation forwarded = Mockito.mockingDetails(delegate).getInvocations().iterator().next();
    assertEquals(method.getName(), forwarded.getMethod().getName());
    for (int i = 0; i < arguments.length; i++) {
      assertSame(arguments[i], forwarded.getRawArguments()[i]);
    }
    assertEquals(RESULTS.get(method.getReturnType()), result);
  }

  private static Object argument(Class<?> type) {
    return Stream.of(
            DiagnosticTransport.PROBE,
            Duration.ofSeconds(3),
            TransportListener.NONE,
            Mockito.mock(TransportTrace.class))
        .filter(type::isInstance)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no argument of " + type));
  }
}
